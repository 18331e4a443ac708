import type { Change, Scope } from './contract/change.ts';
import type { Cursor, Instant } from './contract/primitives.ts';
import type { Problem } from './contract/problem.ts';

/** Whether the server can be heard: not yet, yes, or not since an instant. */
export type Link =
  { state: 'connecting' } | { state: 'open' } | { state: 'down'; since: Instant };

/** What following the feed tells. */
export interface FeedEvents {
  link(link: Link): void;
  /** The scope is followed; its changes after `cursor` will come. After a gap it is told again. */
  ready(scope: Scope, cursor: Cursor): void;
  /** What happened up to `cursor`, in the order of commits. */
  changes(scope: Scope, items: Change[], cursor: Cursor): void;
  /** The server does not let this user follow the scope. */
  refused(scope: Scope, problem: Problem): void;
  /** The server takes no token of ours. */
  denied(): void;
}

/** Something that follows scopes of the change feed: a socket, or another tab's socket. */
export interface Feed {
  /** Follows from `since`, or from now on. */
  watch(scope: Scope, since: Cursor | undefined): void;
  unwatch(scope: Scope): void;
  /** The server was just reached in another way: do not wait to connect. */
  nudge(): void;
  close(): void;
}
