import type { Session } from './contract/session.ts';
import type { Me } from './contract/user.ts';
import { isTokenRefusal, NetworkError, TokenError } from './errors.ts';
import { callEndpoint } from './request.ts';
import { identityOf, isEmbedToken } from './token-payload.ts';
import type { WaypostOptions } from './waypost.ts';

/** The token that calls carry, got from the page and exchanged where needed; asked for once at a time. */
export class Bearer {
  readonly #options: WaypostOptions;
  #given: Promise<string> | undefined;
  #access: Promise<string> | undefined;
  #identity: string | null = null;
  #ended = false;

  /** Told whom each new token speaks for, unless it is known to be the same as before. */
  onIdentity: (identity: string | null) => void = () => {};
  /** Told who the user is when an exchange said so. */
  onUser: (me: Me) => void = () => {};

  constructor(options: WaypostOptions) {
    this.#options = options;
  }

  /** Whom the page's token speaks for, without asking the server. */
  async identity(): Promise<string | null> {
    await this.#ask();
    return this.#identity;
  }

  get(): Promise<string> {
    return (this.#access ??= this.#obtain());
  }

  /** Another token than the one that was refused. */
  async renew(refused: string): Promise<string> {
    const access = this.#access;
    const isRefused = (await access?.catch(() => undefined)) === refused;
    if (isRefused && this.#access === access) this.#end();
    return this.get();
  }

  /** Forgets everything: the next call asks the page for a new token. */
  #end(): void {
    this.#ended = true;
    this.#given = this.#access = undefined;
  }

  async #obtain(): Promise<string> {
    try {
      return await this.#exchange(await this.#ask());
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async #exchange(given: string): Promise<string> {
    if (!isEmbedToken(given)) return given;
    const session = await this.#createSession(given).catch((error: unknown) => {
      if (!isTokenRefusal(error)) throw error;
      this.#given = undefined;
      this.#ended = true;
      return this.#ask().then((another) => this.#createSession(another));
    });
    this.onUser(session.user);
    return session.accessToken;
  }

  #createSession(embedToken: string): Promise<Session> {
    return callEndpoint(this.#options.url, 'createSession', { body: { embedToken } });
  }

  #ask(): Promise<string> {
    return (this.#given ??= this.#askPage());
  }

  async #askPage(): Promise<string> {
    try {
      const given = await this.#options.getToken({ expired: this.#ended });
      this.#ended = false;
      this.#recognise(identityOf(given));
      return given;
    } catch (error) {
      this.#given = undefined;
      // A page whose own fetch failed is offline, like us.
      if (error instanceof TypeError) throw new NetworkError(this.#options.url, error.message);
      throw new TokenError(error);
    }
  }

  #recognise(identity: string | null): void {
    const before = this.#identity;
    this.#identity = identity;
    if (before !== identity || identity === null) this.onIdentity(identity);
  }
}
