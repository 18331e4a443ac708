import type { Changes, Scope } from './change.ts';
import type { Cursor } from './primitives.ts';
import type { Problem } from './problem.ts';

/** Answer to `watch`. With `reset` the given cursor was too old: load anew; `cursor` is where the feed goes on. */
export type WatchAnswer =
  { ok: true; cursor: Cursor; reset: boolean } | { ok: false; problem: Problem };

/** What a client may emit. Every event is answered by its acknowledgement. */
export interface ClientEvents {
  /** Follow a scope, from `since` or from now on. */
  watch: (
    request: { scope: Scope; since?: Cursor },
    answer: (answer: WatchAnswer) => void,
  ) => void;
  /** Follow it no longer. */
  unwatch: (request: { scope: Scope }, answer: () => void) => void;
  /** A fresh token, after `token-wanted` or before. */
  token: (
    request: { token: string },
    answer: (answer: { ok: true } | { ok: false; problem: Problem }) => void,
  ) => void;
}

/** What the server may emit. */
export interface ServerEvents {
  /** Changes of one watched scope; `cursor` covers them. Follows the order of commits. */
  changes: (changes: Changes & { scope: Scope }) => void;
  /** The token ends soon: answer with `token`, or the socket is closed at its end. */
  'token-wanted': () => void;
  /** Why the server is about to close the socket. */
  closing: (problem: Problem) => void;
}

/** Where the socket server listens, below the API's own address. */
export const SOCKET_PATH = '/api/socket';
