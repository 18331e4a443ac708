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

  async call<Name extends EndpointName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Answer<Name>> {
    if (this.#closed.aborted) throw new ClosedError();
    try {
      const answer = await this.#callTwice(name, input);
      this.#events.reached();
      return answer;
    } catch (error) {
      if (error instanceof ProblemError) this.#refused(error);
      throw error;
    }
  }

  async #callTwice<Name extends EndpointName>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<Answer<Name>> {
    const bearer = await this.#bearer.get();
    try {
      return await callEndpoint(this.#url, name, input, bearer);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
      return callEndpoint(this.#url, name, input, await this.#bearer.renew(bearer));
    }
  }

  #refused(error: ProblemError): void {
    this.#events.reached();
    if (error.kind === 'signed-out') this.#events.signedOut(error);
  }
}
