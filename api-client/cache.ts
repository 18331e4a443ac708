import { deleteDB, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb';
import {
  CACHE_VERSION,
  createStores,
  currentHour,
  packDetails,
  packRow,
  type CachedRow,
  type CacheSchema,
  type Coverage,
} from './cache-schema.ts';
import { contactKey, matchesQuery } from './contact-match.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor } from './contract/primitives.ts';
import { openWithin } from './storage-guard.ts';
import type { HistoryQuery, InteractionData } from './waypost.ts';

type Database = IDBPDatabase<CacheSchema>;

/** The most that one user's cache holds; the least recently used goes first. */
export const MOST_ROWS = 20_000;
export const MOST_DETAILS = 500;
/** Trimming is looked at once in so many writes. */
const WRITES_BETWEEN_TRIMS = 500;
/** How many of the newest rows a search by a part of a contact looks through. */
const MOST_SEARCHED = 5_000;

/**
 * What one user of one server has seen, in this browser. Never in the way: an operation that fails answers as
 * if nothing were kept, and `onBroken` tells that from then on nothing is.
 *
 * What must stay true: every row is as the server had it at `coverage.cursor`, or newer.
 */
export class Cache {
  readonly #name: string | null;
  readonly #onBroken: () => void;
  #database: Promise<Database | undefined>;
  #writes = 0;
  #broken = false;
  #closed = false;

  /** Without a name nothing is kept. */
  constructor(name: string | null, onBroken: () => void) {
    this.#name = name;
    this.#onBroken = onBroken;
    this.#broken = name === null;
    this.#database = this.#open();
  }

  get isKept(): boolean {
    return !this.#broken;
  }

  /** The newest rows of a history. */
  async readRows(query: HistoryQuery, limit: number): Promise<Interaction[]> {
    const found = await this.#try((database) => findRows(database, query, limit), []);
    void this.#markUsed(found);
    return found.map(({ row }) => row);
  }

  readDetails(id: string): Promise<InteractionData | undefined> {
    return this.#try(async (database) => (await database.get('details', id))?.data, undefined);
  }

  readCoverage(): Promise<Coverage | undefined> {
    return this.#try((database) => database.get('coverage', 'coverage'), undefined);
  }

  /** A page as it was loaded, and the rows that it showed to be there no more. */
  async writePage(rows: Interaction[], phantoms: string[] = []): Promise<void> {
    await this.#write(async ({ stores, coverage }) => {
      await stores.coverage.put(coverageNow(coverage?.cursor ?? null), 'coverage');
      await Promise.all([
        ...rows.map((row) => putNewer(stores.rows, row)),
        ...phantoms.map((id) => remove(stores, id)),
      ]);
    });
    await this.#trimSometimes(rows.length);
  }

  /** Of two tabs that keep the same interaction, the newer copy stays. */
  async writeDetails(data: InteractionData): Promise<void> {
    await this.#write(async ({ stores }) => {
      const known = await stores.details.get(data.interaction.id);
      if (known && known.data.interaction.revision > data.interaction.revision) return;
      await stores.details.put(packDetails(data));
    });
    await this.#trimSometimes(1);
  }

  /**
   * What the feed told between two cursors: rows and cursor in one transaction. When `from` is not what the
   * rows are known up to, changes were missed, and the cache starts anew with what is given.
   */
  async writeChanges(items: Change[], from: Cursor, cursor: Cursor): Promise<void> {
    await this.#write(async ({ stores, coverage }) => {
      if (coverage?.cursor !== from) await clear(stores);
      for (const item of items) {
        if (item.kind === 'interaction') await putNewer(stores.rows, item.interaction);
        if (item.kind === 'gone') await remove(stores, item.interactionId);
      }
      await stores.coverage.put(coverageNow(cursor), 'coverage');
    });
    await this.#trimSometimes(items.length);
  }

  /** Empties the cache. Rows that come from now on are covered by `cursor`; without it, by the former one. */
  async reset(cursor?: Cursor): Promise<void> {
    await this.#write(async ({ stores, coverage }) => {
      await clear(stores);
      await stores.coverage.put(coverageNow(cursor ?? coverage?.cursor ?? null), 'coverage');
    });
  }

  /** The user does not see this interaction any more. */
  forget(id: string): Promise<void> {
    return this.writePage([], [id]);
  }

  close(): void {
    this.#closed = true;
    void this.#database.then((database) => database?.close());
    this.#database = Promise.resolve(undefined);
  }

  /** Takes the whole database away. */
  async drop(): Promise<void> {
    this.close();
    if (this.#name !== null) await dropDatabase(this.#name);
  }

  /** Lets go of what is older than three months, and of what is too much. */
  async trim(mostRows = MOST_ROWS, mostDetails = MOST_DETAILS): Promise<void> {
    const oldest = new Date();
    oldest.setMonth(oldest.getMonth() - 3);
    await this.#try(async (database) => {
      for (const [store, most] of [
        ['rows', mostRows],
        ['details', mostDetails],
      ] as const) {
        const old = IDBKeyRange.lowerBound(-oldest.getTime(), true);
        await deleteFrom(database, store, 'age', old);
        await deleteLeastUsed(database, store, (await database.count(store)) - most);
      }
    }, undefined);
  }

  async #trimSometimes(writes: number): Promise<void> {
    this.#writes += writes;
    if (this.#writes < WRITES_BETWEEN_TRIMS) return;
    this.#writes = 0;
    await this.trim();
  }

  /** Rows on the screen are in use; written once an hour, for reading must not cost a write. */
  async #markUsed(found: CachedRow[]): Promise<void> {
    const used = currentHour();
    const stale = found.filter((row) => row.used < used);
    if (!stale.length) return;
    await this.#write(async ({ stores: { rows } }) => {
      for (const { id } of stale) {
        const row = await rows.get(id);
        if (row) await rows.put({ ...row, used });
      }
    });
  }

  /** One transaction over everything: all of it is kept, or nothing. */
  #write(run: (given: Writing) => Promise<void>): Promise<void> {
    return this.#try(async (database) => {
      const transaction = database.transaction(['rows', 'details', 'coverage'], 'readwrite');
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
    }, undefined);
  }

  #openDatabase(): Promise<Database> {
    return openWithin<CacheSchema>(this.#name!, CACHE_VERSION, createStores, () =>
      this.#break(),
    );
  }

  async #open(): Promise<Database | undefined> {
    if (this.#name === null) return undefined;
    try {
      return await this.#openDatabase();
    } catch {
      this.#break();
      return undefined;
    }
  }

  #break(): void {
    this.#database = Promise.resolve(undefined);
    if (this.#broken) return;
    this.#broken = true;
    this.#onBroken();
  }

  /** Runs against the database. A full disk gets one more try with half of the rows, a lost handle a new one. */
  async #try<Result>(run: (database: Database) => Promise<Result>, otherwise: Result) {
    const database = await this.#database;
    if (!database) return otherwise;
    try {
      return await run(database);
    } catch (error) {
      if (this.#closed) return otherwise;
      return this.#repair(database, error)
        .then(run)
        .catch(() => this.#giveUp(database, otherwise));
    }
  }

  async #repair(database: Database, error: unknown): Promise<Database> {
    if (isFull(error)) {
      await deleteLeastUsed(database, 'rows', Math.ceil((await database.count('rows')) / 2));
      return database;
    }
    database.close();
    const reopened = await this.#openDatabase();
    this.#database = Promise.resolve(reopened);
    if (this.#closed) this.close();
    return reopened;
  }

  async #giveUp<Result>(database: Database, otherwise: Result): Promise<Result> {
    database.close();
    (await this.#database)?.close();
    if (!this.#closed) this.#break();
    return otherwise;
  }
}

interface Writing {
  stores: Stores;
  coverage: Coverage | undefined;
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

/** Deletes a database; answers when the browser will do it, though another tab still has it open. */
export function dropDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    try {
      deleteDB(name, { blocked: () => resolve() }).then(resolve, () => resolve());
    } catch {
      resolve(); // no storage at all: nothing to take away
    }
  });
}

async function findRows(
  database: Database,
  query: HistoryQuery,
  limit: number,
): Promise<CachedRow[]> {
  const candidates = query.contact
    ? await database.getAllFromIndex('rows', 'contacts', contactRange(query.contact))
    : await database.getAllFromIndex(
        'rows',
        'age',
        ageRange(query),
        query.search ? MOST_SEARCHED : limit,
      );
  return candidates.filter(({ row }) => matchesQuery(query, row)).slice(0, limit);
}

function contactRange(contact: string): IDBKeyRange {
  const key = contactKey(contact);
  return IDBKeyRange.bound([key, -Infinity], [key, Infinity]);
}

/** [from, to) in terms of age, which is minus the start. */
function ageRange({ from, to }: HistoryQuery): IDBKeyRange {
  const youngest = to ? -Date.parse(to) : -Infinity;
  const oldest = from ? -Date.parse(from) : Infinity;
  return IDBKeyRange.bound(youngest, oldest, to !== undefined, false);
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

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
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
