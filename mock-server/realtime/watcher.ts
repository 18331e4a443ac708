import type { Change, Scope } from '../../api-client/contract/change.ts';
import type { Cursor } from '../../api-client/contract/primitives.ts';
import type { Problem } from '../../api-client/contract/problem.ts';

/** Who holds a socket: a user of an organisation, or the customer of one conversation. */
export type Watching =
  | { kind: 'user'; organisationId: string; userId: string; sessionId: string }
  | { kind: 'customer'; organisationId: string; interactionId: string };

/** One open connection, whatever carries it. */
export interface Watcher {
  who: Watching;
  scopes: Set<Scope>;
  send(scope: Scope, cursor: Cursor, items: Change[]): void;
  /** Says why, then closes. */
  close(problem: Problem): void;
}

/** The interaction that a scope names, when it names one. */
export function interactionOf(scope: Scope): string | undefined {
  return scope === 'history' || scope === 'me' ? undefined : scope.slice('interaction:'.length);
}
