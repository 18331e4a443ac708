import type { Bearer } from './bearer.ts';
import type { EndpointName } from './contract/endpoints.ts';
import { ClosedError, isTokenRefusal, ProblemError } from './errors.ts';
import { callEndpoint, type Answer, type CallInput } from './request.ts';

/** What a caller tells about the server. */
export interface CallerEvents {
  /** It answered, if only to refuse. */
  reached(): void;
  /** It takes no token any more. */
  signedOut(error: ProblemError): void;
}

/** Calls as the present user; when the token has ended, once more with a new one. */
export class Caller {
  readonly #url: string;
  readonly #bearer: Bearer;
  readonly #events: CallerEvents;
  readonly #closed: AbortSignal;

  constructor(url: string, bearer: Bearer, events: CallerEvents, closed: AbortSignal) {
    this.#url = url;
    this.#bearer = bearer;
    this.#events = events;
    this.#closed = closed;
  }

  call<Name extends EndpointName>(name: Name, input: CallInput<Name>): Promise<Answer<Name>> {
    return this.run((bearer) => callEndpoint(this.#url, name, input, bearer));
  }

  /** Whatever `send` asks of the server with the bearer that it is given. */
  async run<Result>(send: (bearer: string) => Promise<Result>): Promise<Result> {
    if (this.#closed.aborted) throw new ClosedError();
    try {
      const answer = await this.#sendTwice(send);
      this.#events.reached();
      return answer;
    } catch (error) {
      if (error instanceof ProblemError) this.#refused(error);
      throw error;
    }
  }

  async #sendTwice<Result>(send: (bearer: string) => Promise<Result>): Promise<Result> {
    const bearer = await this.#bearer.get();
    try {
      return await send(bearer);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
      return send(await this.#bearer.renew(bearer));
    }
  }

  #refused(error: ProblemError): void {
    this.#events.reached();
    if (error.kind === 'signed-out') this.#events.signedOut(error);
  }
}
