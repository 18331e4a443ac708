import type { Socket } from 'socket.io-client';
import { backoff } from './backoff.ts';
import type { Scope } from './contract/change.ts';
import type { Cursor } from './contract/primitives.ts';
import type { Problem } from './contract/problem.ts';
import {
  SOCKET_PATH,
  type ClientEvents,
  type ServerEvents,
  type WatchAnswer,
} from './contract/socket-events.ts';
import type { Feed, FeedEvents } from './feed.ts';
import type { Polling } from './polling.ts';

/** The server pings every 20 s: a socket silent for longer than this is dead, whatever it says. */
const LONGEST_SILENCE = 30_000;
const PATIENCE = 10_000;
/** So long there may be no socket before the feed is asked for in another way, too. */
const WITHOUT_SOCKET = 3_000;

export interface Tokens {
  get(): Promise<string>;
  renew(refused: string): Promise<string>;
}

/**
 * Follows the feed over one socket. It connects again by itself — after 1, 2, 4 … 30 s, and at once when the
 * browser comes back on line or into view — and goes on from the cursors it had. Where no socket can be had,
 * it polls until one can.
 */
export class Realtime implements Feed {
  readonly #url: string;
  readonly #tokens: Tokens;
  readonly #events: FeedEvents;
  readonly #scopes = new Map<Scope, Cursor | undefined>();
  readonly #ended = new AbortController();
  #socket: Socket<ServerEvents, ClientEvents> | undefined;
  #token = '';
  #isRenewed = false;
  /** Why the server is about to close the socket. */
  #reason: Problem | undefined;
  #lostAt: string | undefined;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #heardAt = Date.now();
  /** Follows the feed while there is no socket. */
  #polling: Polling | undefined;
  #untilPolling: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, tokens: Tokens, events: FeedEvents) {
    this.#url = url;
    this.#tokens = tokens;
    this.#events = events;
    this.#listenToBrowser();
    this.#expectSocket();
    void this.#open();
  }

  watch(scope: Scope, since: Cursor | undefined): void {
    this.#scopes.set(scope, since);
    if (this.#socket?.connected) void this.#watch(scope);
    this.#polling?.watch(scope, since);
  }

  unwatch(scope: Scope): void {
    this.#scopes.delete(scope);
    if (this.#socket?.connected) this.#socket.emit('unwatch', { scope }, () => {});
    this.#polling?.unwatch(scope);
  }

  nudge(): void {
    if (this.#retry !== undefined) this.#connectNow();
    this.#polling?.nudge();
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    clearTimeout(this.#untilPolling);
    this.#socket?.disconnect();
    this.#polling?.close();
  }

  async #open(): Promise<void> {
    try {
      // Not part of the first script: the panel shows what it has before the socket's code is there.
      const { Manager } = await import('socket.io-client');
      if (this.#ended.signal.aborted || this.#socket) return;
      const manager = new Manager<ServerEvents, ClientEvents>(this.#url, {
        path: new URL(this.#url).pathname.replace(/\/$/, '') + SOCKET_PATH,
        transports: ['websocket'],
        reconnection: false,
        autoConnect: false,
        timeout: PATIENCE,
      });
      this.#socket = manager.socket('/', {
        auth: (give) => void this.#authenticate(give),
      });
      this.#listen(this.#socket);
      this.#socket.connect();
    } catch {
      this.#connectLater();
    }
  }

  async #authenticate(give: (auth: object) => void): Promise<void> {
    try {
      this.#token = await this.#tokens.get();
      give({ token: this.#token });
    } catch {
      this.#drop();
    }
  }

  #listen(socket: Socket<ServerEvents, ClientEvents>): void {
    socket.on('connect', () => this.#connected(socket));
    socket.on('disconnect', () => void this.#closed());
    socket.on('connect_error', () => this.#connectLater());
    socket.on('closing', (problem) => (this.#reason = problem));
    socket.on('token-wanted', () => void this.#giveToken(socket));
    socket.on('changes', ({ scope, items, cursor }) => {
      if (!this.#scopes.has(scope)) return;
      this.#scopes.set(scope, cursor);
      this.#events.changes(scope, items, cursor);
    });
  }

  #connected(socket: Socket): void {
    this.#reason = undefined;
    socket.io.engine.on('packet', () => this.#heard());
    this.#heard();
    if (!this.#scopes.size) this.#proved();
    for (const scope of this.#scopes.keys()) void this.#watch(scope);
  }

  /** The server took the token. A socket that is merely open may be closed for it at any moment. */
  #proved(): void {
    this.#attempt = 0;
    this.#isRenewed = false;
    this.#lostAt = undefined;
    clearTimeout(this.#untilPolling);
    this.#polling?.close();
    this.#untilPolling = this.#polling = undefined;
    this.#events.link({ state: 'open' });
  }

  async #watch(scope: Scope): Promise<void> {
    const socket = this.#socket!; // only called when connected
    const since = this.#scopes.get(scope);
    const request = since === undefined ? { scope } : { scope, since };
    try {
      const answer = await socket.timeout(PATIENCE).emitWithAck('watch', request);
      if (this.#scopes.has(scope)) this.#watched(scope, since, answer);
    } catch {
      this.#drop();
    }
  }

  #watched(scope: Scope, since: Cursor | undefined, answer: WatchAnswer): void {
    if (!answer.ok) return this.#notWatched(scope, answer.problem);
    this.#proved();
    const resumed = since !== undefined && !answer.reset;
    if (!resumed) this.#scopes.set(scope, answer.cursor);
    this.#events.ready(scope, resumed ? since : answer.cursor);
  }

  /** A refusal that passes is met by connecting anew, with a new token and after a while. */
  #notWatched(scope: Scope, problem: Problem): void {
    if (problem.status === 401 || problem.status === 429 || problem.status >= 500) this.#drop();
    else this.#events.refused(scope, problem);
  }

  async #giveToken(socket: Socket<ServerEvents, ClientEvents>): Promise<void> {
    try {
      await this.#renew();
      await socket.timeout(PATIENCE).emitWithAck('token', { token: this.#token });
    } catch {
      // The server closes the socket at the token's end, and connecting again asks for another.
    }
  }

  async #renew(): Promise<void> {
    this.#token = await this.#tokens.renew(this.#token);
  }

  /** A token that was refused is renewed at once, and once; what comes after takes its time. */
  async #closed(): Promise<void> {
    const needsToken = this.#reason?.status === 401;
    if (!needsToken || this.#isRenewed) {
      if (needsToken) this.#events.denied();
      this.#isRenewed = false;
      return this.#connectLater();
    }
    this.#isRenewed = true;
    await this.#renew().catch(() => {});
    this.#connectNow();
  }

  /** The socket is of no use: as if it had been cut. */
  #drop(): void {
    if (this.#socket?.connected) this.#socket.disconnect();
    else this.#connectLater();
  }

  #connectLater(): void {
    clearTimeout(this.#silence);
    if (this.#ended.signal.aborted) return;
    this.#lostAt ??= new Date(this.#heardAt).toISOString();
    if (!this.#polling) this.#events.link({ state: 'down', since: this.#lostAt });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connectNow(), backoff(this.#attempt++));
    this.#expectSocket();
  }

  #expectSocket(): void {
    if (!this.#polling)
      this.#untilPolling ??= setTimeout(() => void this.#poll(), WITHOUT_SOCKET);
  }

  /** The cursors stay here, for the socket to go on from. */
  async #poll(): Promise<void> {
    const waited = this.#untilPolling;
    const found = await import('./polling.ts').catch(() => undefined);
    // Meanwhile a socket may be there.
    if (this.#untilPolling !== waited || this.#ended.signal.aborted) return;
    this.#untilPolling = undefined;
    if (!found) return; // the next try of a socket comes here again
    const { link, ready, changes, refused, denied } = this.#events;
    const events: FeedEvents = {
      link,
      refused,
      denied,
      ready: (scope, cursor) => {
        this.#scopes.set(scope, cursor);
        ready(scope, cursor);
      },
      changes: (scope, items, cursor) => {
        this.#scopes.set(scope, cursor);
        changes(scope, items, cursor);
      },
    };
    const heardAt = this.#lostAt ?? new Date(this.#heardAt).toISOString();
    this.#polling = new found.Polling(this.#url, this.#tokens, events, heardAt);
    for (const [scope, cursor] of this.#scopes) this.#polling.watch(scope, cursor);
  }

  #connectNow(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (this.#ended.signal.aborted || this.#socket?.connected) return;
    if (this.#socket) this.#socket.disconnect().connect();
    else void this.#open();
  }

  #heard(): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#drop(), LONGEST_SILENCE);
  }

  #listenToBrowser(): void {
    const { signal } = this.#ended;
    globalThis.addEventListener?.('online', () => this.#wake(), { signal });
    globalThis.addEventListener?.('offline', () => this.#leave(), { signal });
    globalThis.document?.addEventListener('visibilitychange', () => this.#wake(), { signal });
  }

  #leave(): void {
    this.#drop();
    this.#polling?.nudge(); // it fails, and says so
  }

  /** After sleep timers lie: a socket that was silent too long is cut, one that waits to connect waits no more. */
  #wake(): void {
    if (globalThis.document?.hidden) return;
    if (Date.now() - this.#heardAt > LONGEST_SILENCE) this.#drop();
    this.nudge();
  }
}
