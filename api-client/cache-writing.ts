import { wrap, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb';
import type { CachedDetails, CachedRow, CacheSchema, Coverage } from './cache-schema.ts';
import { contactKeysOf } from './contact-match.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor } from './contract/primitives.ts';
import type { InteractionData } from './waypost.ts';

/** What a cache does besides reading. Each write is one transaction: all of it is kept, or nothing. */

/** A page as it was loaded, and the rows that it showed to be there no more. */
export function writePage(database: IDBDatabase, rows: Interaction[], phantoms: string[]) {
  return write(database, async ({ stores, coverage }) => {
    await stores.coverage.put(coverageNow(coverage?.cursor ?? null), 'coverage');
    await Promise.all([
      ...rows.map((row) => putNewer(stores.rows, row)),
      ...phantoms.map((id) => remove(stores, id)),
    ]);
  });
}

/** Of two tabs that keep the same interaction, the newer copy stays. */
export function writeDetails(database: IDBDatabase, data: InteractionData) {
  return write(database, async ({ stores }) => {
    const known = await stores.details.get(data.interaction.id);
    if (known && known.data.interaction.revision > data.interaction.revision) return;
    await stores.details.put(packDetails(data));
  });
}

/** Rows and cursor together; when changes were missed since `from`, in place of everything. */
export function writeChanges(
  database: IDBDatabase,
  items: Change[],
  from: Cursor,
  cursor: Cursor,
) {
  return write(database, async ({ stores, coverage }) => {
    if (coverage?.cursor !== from) await clear(stores);
    for (const item of items) {
      if (item.kind === 'interaction') await putNewer(stores.rows, item.interaction);
      if (item.kind === 'gone') await remove(stores, item.interactionId);
    }
    await stores.coverage.put(coverageNow(cursor), 'coverage');
  });
}

/** Empties everything. */
export function reset(database: IDBDatabase, cursor: Cursor | undefined) {
  return write(database, async ({ stores, coverage }) => {
    await clear(stores);
    await stores.coverage.put(coverageNow(cursor ?? coverage?.cursor ?? null), 'coverage');
  });
}

/** Rows on the screen are in use; written once an hour, for reading must not cost a write. */
export function markUsed(database: IDBDatabase, found: CachedRow[]) {
  return write(database, async ({ stores: { rows } }) => {
    for (const { id } of found) {
      const row = await rows.get(id);
      if (row) await rows.put({ ...row, used: currentHour() });
    }
  });
}

/** Lets go of what is older than three months, and of what is too much. */
export async function trim(database: IDBDatabase, mostRows: number, mostDetails: number) {
  const oldest = new Date();
  oldest.setMonth(oldest.getMonth() - 3);
  for (const [store, most] of [
    ['rows', mostRows],
    ['details', mostDetails],
  ] as const) {
    const old = IDBKeyRange.lowerBound(-oldest.getTime(), true);
    await deleteFrom(typed(database), store, 'age', old);
    const surplus = (await typed(database).count(store)) - most;
    await deleteLeastUsed(typed(database), store, surplus);
  }
}

/** Makes room: half of the rows go, the least recently used. */
export async function halve(database: IDBDatabase): Promise<void> {
  const surplus = Math.ceil((await typed(database).count('rows')) / 2);
  await deleteLeastUsed(typed(database), 'rows', surplus);
}

type Database = IDBPDatabase<CacheSchema>;

function typed(database: IDBDatabase): Database {
  return wrap(database) as unknown as Database; // opened with this schema
}

type Store<Name extends StoreNames<CacheSchema>> = IDBPObjectStore<
  CacheSchema,
  ('rows' | 'details' | 'coverage')[],
  Name,
  'readwrite'
>;

interface Stores {
  rows: Store<'rows'>;
  details: Store<'details'>;
  coverage: Store<'coverage'>;
}

interface Writing {
  stores: Stores;
  coverage: Coverage | undefined;
}

async function write(
  database: IDBDatabase,
  run: (given: Writing) => Promise<void>,
): Promise<void> {
  const names = ['rows', 'details', 'coverage'] as const;
  const transaction = typed(database).transaction([...names], 'readwrite');
  const stores = {
    rows: transaction.objectStore('rows'),
    details: transaction.objectStore('details'),
    coverage: transaction.objectStore('coverage'),
  };
  const writing = stores.coverage
    .get('coverage')
    .then((coverage) => run({ stores, coverage }))
    .catch((error: unknown) => abort(transaction, error));
  await Promise.all([writing, transaction.done]);
}

/** Takes everything back; the reason is what failed first. */
function abort(transaction: { abort(): void }, error: unknown): never {
  try {
    transaction.abort();
  } catch {
    // It has aborted by itself.
  }
  throw error;
}

async function putNewer(rows: Store<'rows'>, row: Interaction): Promise<void> {
  const known = await rows.get(row.id);
  if (!known || known.row.revision <= row.revision) await rows.put(packRow(row));
}

async function remove({ rows, details }: Stores, id: string): Promise<void> {
  await rows.delete(id);
  await details.delete(id);
}

async function clear({ rows, details }: Stores): Promise<void> {
  await rows.clear();
  await details.clear();
}

function coverageNow(cursor: Cursor | null): Coverage {
  return { cursor, syncedAt: new Date().toISOString() };
}

async function deleteLeastUsed(
  database: Database,
  store: 'rows' | 'details',
  number: number,
): Promise<void> {
  if (number > 0) await deleteFrom(database, store, 'used', null, number);
}

async function deleteFrom(
  database: Database,
  store: 'rows' | 'details',
  index: 'age' | 'used',
  range: IDBKeyRange | null,
  number?: number,
): Promise<void> {
  const ids = await database.getAllKeysFromIndex(store, index, range, number);
  const transaction = database.transaction(store, 'readwrite');
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
}

const HOUR = 3_600_000;

export function currentHour(): number {
  return Math.floor(Date.now() / HOUR);
}

function packRow(row: Interaction): CachedRow {
  const age = -Date.parse(row.startedAt);
  const contacts = contactKeysOf(row.contact).map((key): [string, number] => [key, age]);
  return { id: row.id, age, contacts, used: currentHour(), row };
}

function packDetails(data: InteractionData): CachedDetails {
  const { id, startedAt } = data.interaction;
  return { id, age: -Date.parse(startedAt), used: currentHour(), data };
}
