import { wrap, type DBSchema, type IDBPDatabase } from 'idb';
import type { Me } from './contract/user.ts';
import { databaseName, withUsers, type RememberedUser } from './remembered-users.ts';
import { dropDatabase } from './drop-database.ts';

interface Schema extends DBSchema {
  users: { key: [url: string, identity: string]; value: RememberedUser };
}

/** Remembers who is here; caches of others on this server go, save those that another tab is using. */
export async function rememberUser(
  url: string,
  identity: string | null,
  me: Me,
): Promise<void> {
  const database = databaseName(url, me);
  const used = await databasesInUse();
  await withUsers(async (opened) => {
    const users = typed(opened);
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
  await withUsers(async (opened) => {
    const users = typed(opened);
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

function typed(database: IDBDatabase): IDBPDatabase<Schema> {
  return wrap(database) as unknown as IDBPDatabase<Schema>; // opened with this schema
}
