import type { DBSchema, IDBPDatabase } from 'idb';
import { dropDatabase } from './cache.ts';
import type { Me } from './contract/user.ts';
import { openWithin } from './storage-guard.ts';

/**
 * Who was here last, so that a start without network knows whose cache to show. Found only by the identity
 * that the present token states: another user's token finds nothing.
 */
interface RememberedUser {
  url: string;
  identity: string;
  database: string;
  me: Me;
}

interface Schema extends DBSchema {
  users: { key: [url: string, identity: string]; value: RememberedUser };
}

/** One database per server, user and active profile. */
export function databaseName(url: string, me: Me): string {
  return `waypost ${url} ${me.id} ${me.activeProfileId}`;
}

export async function recallUser(url: string, identity: string): Promise<Me | undefined> {
  return withUsers(async (users) => (await users.get('users', [url, identity]))?.me);
}

/** Remembers who is here; caches of others on this server go, save those that another tab is using. */
export async function rememberUser(
  url: string,
  identity: string | null,
  me: Me,
): Promise<void> {
  const database = databaseName(url, me);
  const used = await databasesInUse();
  await withUsers(async (users) => {
    const others = await users.getAll('users', rangeOf(url));
    for (const other of others) {
      if (other.identity === identity || other.database === database) continue;
      if (!used.has(other.database)) await forget(users, other);
    }
    const before = others.find((other) => other.identity === identity);
    if (before && before.database !== database) await dropDatabase(before.database);
    await users.put('users', { url, identity: identity ?? '', database, me });
  });
}

/** After a sign-out nothing is left of the user. */
export async function forgetUser(url: string, database: string): Promise<void> {
  await withUsers(async (users) => {
    for (const user of await users.getAll('users', rangeOf(url)))
      if (user.database === database) await forget(users, user);
  });
}

async function forget(users: IDBPDatabase<Schema>, user: RememberedUser): Promise<void> {
  await users.delete('users', [user.url, user.identity]);
  await dropDatabase(user.database);
}

function rangeOf(url: string): IDBKeyRange {
  return IDBKeyRange.bound([url, ''], [url, '\uffff']);
}

/** Every tab holds or waits for a lock that is named as its database. */
async function databasesInUse(): Promise<Set<string | undefined>> {
  const { held = [], pending = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set([...held, ...pending].map(({ name }) => name));
}

/** Without storage nobody is remembered, and nothing else happens. */
async function withUsers<Result>(
  run: (users: IDBPDatabase<Schema>) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const users = await openWithin<Schema>(
      'waypost users',
      1,
      (database) => {
        database.createObjectStore('users', { keyPath: ['url', 'identity'] });
      },
      () => {},
    );
    return await run(users).finally(() => users.close());
  } catch {
    return undefined;
  }
}
