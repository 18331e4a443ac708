import { currentHour } from './cache-packs.ts';
import { findRows, isPlain, readCoverage, readDetails, type Found } from './cache-reading.ts';
import { CACHE_VERSION, createStores, type Coverage, type Pack } from './cache-schema.ts';
import * as writing from './cache-writing.ts';
import type { LoadedRows } from './cache-writing.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor } from './contract/primitives.ts';
import { dropDatabase } from './drop-database.ts';
import type { KeptRows } from './kept-rows.ts';
import { openWithin } from './storage-guard.ts';
import type { HistoryData, HistoryQuery, InteractionData } from './waypost.ts';

/** The most that one user's cache holds; the least recently used goes first. */
export const MOST_ROWS = 100_000;
export const MOST_DETAILS = 500;
/** Trimming is looked at once in so many writes. */
const WRITES_BETWEEN_TRIMS = 500;

export interface FindOptions {
  limit: number;
  after?: Interaction | undefined;
  signal?: AbortSignal | undefined;
}

export interface Kept {
  rows: Interaction[];
  total?: number;
}

const NONE: Found = { rows: [], packs: [] };

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
  /** Everything that is kept, once something asked for more than packs can find; and while it is read. */
  #memory: KeptRows | undefined;
  #reading: KeptRows | undefined;
  /** How often what is in memory was let go. */
  #lettings = 0;
  readonly #gone = new Set<string>();
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

  /**
   * So many rows of a query, from the first or behind a row, in its order; undefined when `signal` aborted before
   * they were found. `total` is how many there are, when all were looked through.
   */
  async find(
    query: HistoryQuery,
    { limit, after, signal }: FindOptions,
  ): Promise<Kept | undefined> {
    if (!this.#memory && !after && isPlain(query))
      return { rows: await this.#findRows(query, limit) };
    const memory = await this.#remember(signal);
    return signal?.aborted ? undefined : memory?.findPage(query, limit, after);
  }

  async #findRows(query: HistoryQuery, limit: number): Promise<Interaction[]> {
    const { rows, packs } = await this.run(
      (database) => findRows(database, query, limit),
      NONE,
    );
    void this.#markUsed(packs);
    return rows;
  }

  /** Everything that is kept, read once and true from then on. */
  async #remember(signal: AbortSignal | undefined): Promise<KeptRows | undefined> {
    if (this.#memory) return this.#memory;
    const code = await import('./kept-rows.ts').catch(() => undefined);
    if (!code) return undefined;
    if (this.#memory) return this.#memory;
    const ended = new AbortController();
    const memory = (this.#reading = new code.KeptRows());
    const either = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
    const isRead = await this.run(async (database) => {
      await memory.load(database, either).catch((error: unknown) => {
        if (!either.aborted) throw error;
      });
      return !either.aborted;
    }, false);
    if (!isRead || this.#reading !== memory) return undefined;
    this.#reading = undefined;
    void memory.prepare();
    return (this.#memory = memory);
  }

  /** From when on the rows of a query's period are kept without gaps. Undefined when nothing is kept. */
  async readKept({ from }: HistoryQuery): Promise<HistoryData['kept']> {
    const { whole } = (await this.readCoverage()) ?? {};
    if (!whole) return (await this.countRows()) ? { since: null, isWhole: false } : undefined;
    const isAll =
      whole.since === null ||
      (from !== undefined && Date.parse(from) >= Date.parse(whole.since));
    return { since: isAll ? null : whole.since, isWhole: true };
  }

  readDetails(id: string): Promise<InteractionData | undefined> {
    return this.run((database) => readDetails(database, id), undefined);
  }

  readCoverage(): Promise<Coverage | undefined> {
    return this.run(readCoverage, undefined);
  }

  /** To be read before rows are asked for; given back with them, it tells whether they may still be kept. */
  async readEpoch(): Promise<number> {
    return (await this.readCoverage())?.epoch ?? 0;
  }

  /** Rows as they were loaded. Memory takes what the database took, unless it was let go meanwhile. */
  async writePage(page: LoadedRows): Promise<void> {
    const isThere = ({ id }: Interaction) => !this.#gone.has(id);
    const rows = page.rows.filter(isThere);
    const lettings = this.#lettings;
    const isWritten = await this.run(
      (database) => writing.writePage(database, { ...page, rows }),
      true,
    );
    if (isWritten && lettings === this.#lettings)
      this.#inMemory((memory) => {
        page.phantoms?.forEach(({ id, revision }) => memory.remove(id, revision));
        rows.filter(isThere).forEach((row) => memory.put(row));
      });
    await this.#trimSometimes(rows.length);
  }

  /** Of two tabs that keep the same interaction, the newer copy stays; none that was asked for in another epoch. */
  async writeDetails(data: InteractionData, epoch?: number): Promise<void> {
    await this.#write((database) => writing.writeDetails(database, data, epoch));
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
    this.forgetMemory();
    await this.#write((database) => writing.reset(database, cursor));
  }

  /** What the feed told this tab: memory follows it, and no page that is older brings back what is gone. */
  hear(items: Change[]): void {
    for (const item of items) {
      if (item.kind === 'gone') this.#gone.add(item.interactionId);
      if (item.kind === 'interaction') this.#gone.delete(item.interactionId);
      if (item.kind === 'access' || item.kind === 'checkpoint') this.forgetMemory();
    }
    this.#inMemory((memory) => memory.hear(items));
  }

  /** Checkpoints are called otherwise now, or are deleted. */
  async rename(items: Change[]): Promise<void> {
    await this.#write((database) => writing.rename(database, items));
  }

  /** The user does not see these interactions any more. */
  async forget(ids: string[]): Promise<void> {
    ids.forEach((id) => this.#gone.add(id));
    this.#inMemory((memory) => ids.forEach((id) => memory.remove(id)));
    await this.#write((database) => writing.forget(database, ids));
  }

  countRows(): Promise<number> {
    return this.run(writing.countRows, 0);
  }

  /** What is in memory is not known to be true any more. */
  forgetMemory(): void {
    this.#lettings++;
    this.#memory = this.#reading = undefined;
  }

  #inMemory(work: (memory: KeptRows) => void): void {
    if (this.#memory) work(this.#memory);
    if (this.#reading) work(this.#reading);
  }

  close(): void {
    this.#closed = true;
    this.forgetMemory();
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

  async #markUsed(packs: Pack[]): Promise<void> {
    const stale = packs.filter(({ rank }) => rank[0] < currentHour()).map(({ from }) => from);
    if (!stale.length) return;
    await this.#write((database) => writing.markUsed(database, stale));
  }

  #write(run: (database: IDBDatabase) => Promise<void>): Promise<void> {
    return this.run(run, undefined);
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
  async run<Result>(run: (database: IDBDatabase) => Promise<Result>, otherwise: Result) {
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
