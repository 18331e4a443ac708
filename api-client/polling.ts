import { backoff } from './backoff.ts';
import type { ChangesAnswer, Scope } from './contract/change.ts';
import type { Cursor, Instant } from './contract/primitives.ts';
import { isPassing, isTokenRefusal, ProblemError } from './errors.ts';
import type { Feed, FeedEvents } from './feed.ts';
import type { Tokens } from './realtime.ts';
import { callEndpoint } from './request.ts';

/** How often is asked; spread, so that clients do not come all at once. */
const PERIOD = 5_000;

interface Polled {
  cursor: Cursor | undefined;
  isReady: boolean;
}

/** Follows the feed by asking for it again and again: for a network that lets no WebSocket through. */
export class Polling implements Feed {
  readonly #url: string;
  readonly #tokens: Tokens;
  readonly #events: FeedEvents;
  readonly #scopes = new Map<Scope, Polled>();
  readonly #ended = new AbortController();
  #next: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #isWantedAgain = false;
  #attempt = 0;
  #heardAt: Instant;

  /** `heardAt`: when the server was last heard in another way. */
  constructor(url: string, tokens: Tokens, events: FeedEvents, heardAt: Instant) {
    this.#url = url;
    this.#tokens = tokens;
    this.#events = events;
    this.#heardAt = heardAt;
  }

  watch(scope: Scope, since: Cursor | undefined): void {
    this.#scopes.set(scope, { cursor: since, isReady: false });
    this.nudge();
  }

  unwatch(scope: Scope): void {
    this.#scopes.delete(scope);
  }

  nudge(): void {
    this.#isWantedAgain = this.#isAsking;
    if (!this.#isAsking) void this.#askAll();
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#next);
  }

  async #askAll(): Promise<void> {
    clearTimeout(this.#next);
    this.#isAsking = true;
    let wait: number;
    do {
      this.#isWantedAgain = false;
      wait = await this.#askOnce();
    } while (this.#isWantedAgain && !this.#ended.signal.aborted);
    this.#isAsking = false;
    if (!this.#ended.signal.aborted) this.#next = setTimeout(() => void this.#askAll(), wait);
  }

  /** Every scope once. Answers with how long to wait for the next time. */
  async #askOnce(): Promise<number> {
    try {
      for (const [scope, polled] of this.#scopes) await this.#ask(scope, polled);
      this.#attempt = 0;
      return PERIOD * (0.8 + Math.random() * 0.4);
    } catch (error) {
      if (isTokenRefusal(error)) this.#events.denied();
      this.#missed();
      return backoff(this.#attempt++);
    }
  }

  #missed(): void {
    if (this.#ended.signal.aborted) return;
    this.#scopes.forEach((polled) => (polled.isReady = false));
    this.#events.link({ state: 'down', since: this.#heardAt });
  }

  async #ask(scope: Scope, polled: Polled): Promise<void> {
    let answer: ChangesAnswer;
    do {
      try {
        answer = await this.#call(scope, polled.cursor);
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status === 401 || isPassing(error))
          throw error;
        this.#scopes.delete(scope);
        return this.#events.refused(scope, error.problem);
      }
      if (this.#ended.signal.aborted || this.#scopes.get(scope) !== polled) return;
      this.#take(scope, polled, answer);
    } while (answer.more);
  }

  #take(scope: Scope, polled: Polled, { cursor, reset, items }: ChangesAnswer): void {
    const since = reset ? undefined : polled.cursor;
    this.#heardAt = new Date().toISOString();
    this.#events.link({ state: 'open' });
    if (reset || !polled.isReady) this.#events.ready(scope, since ?? cursor);
    Object.assign(polled, { cursor, isReady: true });
    if (since !== undefined && since !== cursor) this.#events.changes(scope, items, cursor);
  }

  /** A token that was refused is renewed, once. */
  async #call(scope: Scope, since: Cursor | undefined): Promise<ChangesAnswer> {
    const input = { query: { scope, since }, signal: this.#ended.signal };
    const token = await this.#tokens.get();
    try {
      return await callEndpoint(this.#url, 'listChanges', input, token);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
      return callEndpoint(this.#url, 'listChanges', input, await this.#tokens.renew(token));
    }
  }
}
