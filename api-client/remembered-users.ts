import type { Me } from './contract/user.ts';
import { answerTo, openWithin } from './storage-guard.ts';

/**
 * Who was here last, so that a start without network knows whose cache to show. Found only by the identity
 * that the present token states: another user's token finds nothing.
 */
export interface RememberedUser {
  url: string;
  identity: string;
  database: string;
  me: Me;
}

/** One database per server, user and active profile. */
export function databaseName(url: string, me: Me): string {
  return `waypost ${url} ${me.id} ${me.activeProfileId}`;
}

/** Looks while the page is still asked for a token: opening a database takes its time, too. */
export async function recallUser(
  url: string,
  identity: string | Promise<string | null>,
): Promise<Me | undefined> {
  return withUsers(async (database) => {
    const known = await identity;
    if (known === null) return undefined;
    const users = database.transaction('users').objectStore('users');
    const found: RememberedUser | undefined = await answerTo(users.get([url, known]));
    return found?.me;
  });
}

/** Without storage nobody is remembered, and nothing else happens. */
export async function withUsers<Result>(
  run: (users: IDBDatabase) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const users = await openWithin('waypost users', 1, createStore, () => {});
    return await run(users).finally(() => users.close());
  } catch {
    return undefined;
  }
}

function createStore(database: IDBDatabase): void {
  database.createObjectStore('users', { keyPath: ['url', 'identity'] });
}
