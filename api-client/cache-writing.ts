import { wrap, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb';
import { currentHour, Packs, renamed } from './cache-packs.ts';
import type { CachedDetails, CacheSchema, Coverage } from './cache-schema.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor } from './contract/primitives.ts';
import type { InteractionData } from './waypost.ts';
import { windowStart } from './window-start.ts';

/** What a cache does besides reading. Each write is one transaction: all of it is kept, or nothing. */

/** Rows of one load. */
export interface LoadedRows {
  rows: Interaction[];
  /** What it showed to be there no more, as it was last seen. */
  phantoms?: Interaction[];
  /** The epoch in which it was asked for; another one has begun since: nothing is kept. */
  epoch?: number | undefined;
  /** From when on the cache is whole with these. */
  whole?: Coverage['whole'];
}

/** False when they were asked for in another epoch. */
export async function writePage(database: IDBDatabase, page: LoadedRows): Promise<boolean> {
  const { rows, phantoms = [], epoch, whole } = page;
  let isWritten = false;
  await write(database, async (writing) => {
    if (epoch !== undefined && epoch !== (writing.coverage?.epoch ?? 0)) return;
    isWritten = true;
    const packs = await writing.packs();
    for (const { id, revision } of phantoms) await packs.remove(id, revision);
    for (const row of rows) await packs.put(row);
    writing.cover(whole ? { whole } : {});
  });
  return isWritten;
}

/** The user does not see these any more. */
export function forget(database: IDBDatabase, ids: string[]) {
  return write(database, async ({ packs, details, supervision }) => {
    const opened = await packs();
    await supervision.clear();
    for (const id of ids) {
      await opened.remove(id);
      await details.delete(id);
    }
  });
}

/** Of two tabs that keep the same interaction, the newer copy stays. */
export function writeDetails(database: IDBDatabase, data: InteractionData, askedIn?: number) {
  return write(database, async ({ details, coverage }) => {
    if (askedIn !== undefined && askedIn !== (coverage?.epoch ?? 0)) return;
    const known = await details.get(data.interaction.id);
    if (known && known.data.interaction.revision > data.interaction.revision) return;
    await details.put(packDetails(data));
  });
}

/** Rows and cursor together; when changes were missed since `from`, in place of everything. */
export function writeChanges(
  database: IDBDatabase,
  items: Change[],
  from: Cursor,
  cursor: Cursor,
) {
  return write(database, async (writing) => {
    if (writing.coverage?.cursor !== from) await writing.clear();
    const packs = await writing.packs();
    for (const item of items) {
      if (item.kind === 'interaction') await packs.put(item.interaction);
      if (item.kind !== 'gone') continue;
      await packs.remove(item.interactionId);
      await writing.details.delete(item.interactionId);
      await writing.supervision.clear();
    }
    await writing.rename(items);
    writing.cover({ cursor });
  });
}

/** Checkpoints are called otherwise now, or are deleted. */
export function rename(database: IDBDatabase, items: Change[]) {
  return write(database, (writing) => writing.rename(items));
}

/** Empties everything. */
export function reset(database: IDBDatabase, cursor: Cursor | undefined) {
  return write(database, async (writing) => {
    await writing.clear();
    writing.cover(cursor === undefined ? {} : { cursor });
  });
}

/** Rows on the screen are in use; written once an hour, for reading must not cost a write. */
export function markUsed(database: IDBDatabase, froms: number[]) {
  return write(database, async (writing) => {
    const packs = await writing.packs();
    for (const from of froms) await packs.use(from);
  });
}

/** Lets go of what is older than three months, and of what is too much. */
export async function trim(database: IDBDatabase, mostRows: number, mostDetails: number) {
  const age = -windowStart(new Date()).getTime();
  await write(database, async (writing) => (await writing.packs()).removeOlder(age));
  await removeLeastUsed(database, (kept) => kept - mostRows);
  await deleteDetails(database, 'age', IDBKeyRange.lowerBound(age, true));
  const surplus = (await typed(database).count('details')) - mostDetails;
  if (surplus > 0) await deleteDetails(database, 'used', null, surplus);
}

/** Makes room: half of the rows go, the least recently used. */
export function halve(database: IDBDatabase): Promise<void> {
  return removeLeastUsed(database, (kept) => Math.ceil(kept / 2));
}

export function countRows(database: IDBDatabase): Promise<number> {
  return typed(database).countFromIndex('packs', 'ids');
}

async function removeLeastUsed(
  database: IDBDatabase,
  surplusOf: (kept: number) => number,
): Promise<void> {
  const surplus = surplusOf(await countRows(database));
  if (surplus <= 0) return;
  await write(database, async (writing) => {
    const newest = await (await writing.packs()).removeLeastUsed(surplus);
    const { whole } = writing.coverage ?? {};
    if (newest === undefined || !whole) return;
    const after = new Date(1 - newest).toISOString();
    if (whole.since === null || whole.since < after) writing.cover({ whole: { since: after } });
  });
}

type Database = IDBPDatabase<CacheSchema>;

function typed(database: IDBDatabase): Database {
  return wrap(database) as unknown as Database; // opened with this schema
}

const stores = ['packs', 'details', 'coverage', 'supervision'] as const;

type Store<Name extends StoreNames<CacheSchema>> = IDBPObjectStore<
  CacheSchema,
  (typeof stores)[number][],
  Name,
  'readwrite'
>;

/** One transaction. */
class Writing {
  readonly details: Store<'details'>;
  readonly supervision: Store<'supervision'>;
  coverage: Coverage | undefined;
  readonly #packs: Store<'packs'>;
  readonly #coverage: Store<'coverage'>;
  #opened: Promise<Packs> | undefined;
  #isCovered = false;

  constructor(storeOf: <Name extends (typeof stores)[number]>(name: Name) => Store<Name>) {
    this.#packs = storeOf('packs');
    this.details = storeOf('details');
    this.supervision = storeOf('supervision');
    this.#coverage = storeOf('coverage');
  }

  packs = (): Promise<Packs> => (this.#opened ??= Packs.of(this.#packs));

  async begin(): Promise<void> {
    this.coverage = await this.#coverage.get('coverage');
  }

  /** Everything goes, and with it that anything was whole. */
  async clear(): Promise<void> {
    this.#opened = undefined;
    await Promise.all(
      [this.#packs, this.details, this.supervision].map((each) => each.clear()),
    );
    const { cursor = null, epoch = 0 } = this.coverage ?? {};
    this.coverage = { cursor, epoch: epoch + 1, syncedAt: new Date().toISOString() };
    this.#isCovered = true;
  }

  /** Whatever was asked for before the checkpoints got their names would bring the former ones back. */
  async rename(items: Change[]): Promise<void> {
    const news = items.filter((item) => item.kind === 'checkpoint');
    if (news.length === 0) return;
    await this.supervision.clear();
    const packs = await this.packs();
    for (const { checkpointId, current } of news) {
      await packs.rename(checkpointId, current);
      for (let at = await this.details.openCursor(); at; at = await at.continue()) {
        const { data } = at.value;
        if (!data.interaction.checkpoints.some((stop) => stop.checkpointId === checkpointId))
          continue;
        const interaction = renamed(data.interaction, checkpointId, current);
        await at.update({ ...at.value, data: { ...data, interaction } });
      }
    }
    this.cover({ epoch: (this.coverage?.epoch ?? 0) + 1 });
  }

  cover(changes: Partial<Coverage>): void {
    const syncedAt = new Date().toISOString();
    this.coverage = { cursor: null, epoch: 0, ...this.coverage, ...changes, syncedAt };
    this.#isCovered = true;
  }

  async end(): Promise<void> {
    await (await this.#opened)?.flush();
    if (this.#isCovered && this.coverage) await this.#coverage.put(this.coverage, 'coverage');
  }
}

async function write(
  database: IDBDatabase,
  run: (writing: Writing) => Promise<void>,
): Promise<void> {
  const transaction = typed(database).transaction([...stores], 'readwrite');
  const writing = new Writing((name) => transaction.objectStore(name));
  const written = writing
    .begin()
    .then(() => run(writing))
    .then(() => writing.end())
    .catch((error: unknown) => abort(transaction, error));
  await Promise.all([written, transaction.done]);
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

async function deleteDetails(
  database: IDBDatabase,
  index: 'age' | 'used',
  range: IDBKeyRange | null,
  number?: number,
): Promise<void> {
  const ids = await typed(database).getAllKeysFromIndex('details', index, range, number);
  const transaction = typed(database).transaction('details', 'readwrite');
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
}

function packDetails(data: InteractionData): CachedDetails {
  const { id, startedAt } = data.interaction;
  return { id, age: -Date.parse(startedAt), used: currentHour(), data };
}
