import { findRows, readCoverage, readDetails } from './cache-reading.ts';
import { CACHE_VERSION, createStores, type CachedRow, type Coverage } from './cache-schema.ts';
import * as writing from './cache-writing.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor } from './contract/primitives.ts';
import { dropDatabase, openWithin } from './storage-guard.ts';
import type { HistoryQuery, InteractionData } from './waypost.ts';

/** The most that one user's cache holds; the least recently used goes first. */
export const MOST_ROWS = 20_000;
export const MOST_DETAILS = 500;
/** Trimming is looked at once in so many writes. */
const WRITES_BETWEEN_TRIMS = 500;

/**
 * What one user of one server has seen, in this browser. Never in the way: an operation that fails answers as
 * if nothing were kept, and `onBroken` tells that from then on nothing is.
 *
 * What must stay true: every row is as the server had it at `coverage.cursor`, or newer.
 */
export class Cache {
  readonly #name: string | null;
  readonly #onBroken: () => void;
  #database: Promise<IDBDatabase | undefined>;
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
    return this.#try((database) => readDetails(database, id), undefined);
  }

  readCoverage(): Promise<Coverage | undefined> {
    return this.#try(readCoverage, undefined);
  }

  /** A page as it was loaded, and the rows that it showed to be there no more. */
  async writePage(rows: Interaction[], phantoms: string[] = []): Promise<void> {
    await this.#write((database) => writing.writePage(database, rows, phantoms));
    await this.#trimSometimes(rows.length);
  }

  /** Of two tabs that keep the same interaction, the newer copy stays. */
  async writeDetails(data: InteractionData): Promise<void> {
    await this.#write((database) => writing.writeDetails(database, data));
    await this.#trimSometimes(1);
  }

  /**
   * What the feed told between two cursors: rows and cursor in one transaction. When `from` is not what the
   * rows are known up to, changes were missed, and the cache starts anew with what is given.
   */
  async writeChanges(items: Change[], from: Cursor, cursor: Cursor): Promise<void> {
    await this.#write((database) => writing.writeChanges(database, items, from, cursor));
    await this.#trimSometimes(items.length);
  }

  /** Empties the cache. Rows that come from now on are covered by `cursor`; without it, by the former one. */
  async reset(cursor?: Cursor): Promise<void> {
    await this.#write((database) => writing.reset(database, cursor));
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
    await this.#write((database) => writing.trim(database, mostRows, mostDetails));
  }

  async #trimSometimes(writes: number): Promise<void> {
    this.#writes += writes;
    if (this.#writes < WRITES_BETWEEN_TRIMS) return;
    this.#writes = 0;
    await this.trim();
  }

  async #markUsed(found: CachedRow[]): Promise<void> {
    const stale = found.filter((row) => row.used < writing.currentHour());
    if (!stale.length) return;
    await this.#write((database) => writing.markUsed(database, stale));
  }

  #write(run: (database: IDBDatabase) => Promise<void>): Promise<void> {
    return this.#try(run, undefined);
  }

  #openDatabase(): Promise<IDBDatabase> {
    return openWithin(this.#name!, CACHE_VERSION, createStores, () => this.#break());
  }

  async #open(): Promise<IDBDatabase | undefined> {
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
  async #try<Result>(run: (database: IDBDatabase) => Promise<Result>, otherwise: Result) {
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

  async #repair(database: IDBDatabase, error: unknown): Promise<IDBDatabase> {
    if (isFull(error)) {
      await writing.halve(database);
      return database;
    }
    database.close();
    const reopened = await this.#openDatabase();
    this.#database = Promise.resolve(reopened);
    if (this.#closed) this.close();
    return reopened;
  }

  async #giveUp<Result>(database: IDBDatabase, otherwise: Result): Promise<Result> {
    database.close();
    (await this.#database)?.close();
    if (!this.#closed) this.#break();
    return otherwise;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
