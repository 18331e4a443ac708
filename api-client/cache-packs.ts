import type { IDBPObjectStore } from 'idb';
import type { CacheSchema, Pack, PackedRow } from './cache-schema.ts';
import { contactKeysOf } from './contact-match.ts';
import type { Interaction } from './contract/interaction.ts';
import type { CheckpointNames } from './contract/trail.ts';

/** The most rows of a pack: enough to spare requests, few enough to be written again for one change. */
export const MOST_PACKED = 200;

const HOUR = 3_600_000;

export function currentHour(): number {
  return Math.floor(Date.now() / HOUR);
}

export function ageOf(row: Interaction): number {
  return -Date.parse(row.startedAt);
}

export type PackStore = IDBPObjectStore<
  CacheSchema,
  ('packs' | 'details' | 'coverage' | 'supervision')[],
  'packs',
  'readwrite'
>;

/** The packs within one transaction: each is read once, and written when all is done. */
export class Packs {
  readonly #store: PackStore;
  /** Where packs begin, ascending. */
  #keys: number[];
  readonly #read = new Map<number, Pack>();
  readonly #changed = new Set<Pack>();

  private constructor(store: PackStore, keys: number[]) {
    this.#store = store;
    this.#keys = keys;
  }

  static async of(store: PackStore): Promise<Packs> {
    return new Packs(store, await store.getAllKeys());
  }

  /** Keeps the row, unless what is kept is newer. */
  async put(row: Interaction): Promise<void> {
    const age = ageOf(row);
    const pack = await this.#packOf(age);
    const known = pack.rows.findIndex(({ id }) => id === row.id);
    if (known >= 0 && pack.rows[known]!.revision > row.revision) return;
    if (known >= 0) pack.rows.splice(known, 1);
    pack.rows.splice(placeIn(pack.rows, age, row.id), 0, packRow(row, age));
    this.#changed.add(pack);
  }

  /** Takes the row away; with a revision, only when what is kept is not newer. */
  async remove(id: string, revision = Infinity): Promise<void> {
    const pack = await this.#packWith(id);
    const place = pack?.rows.findIndex((row) => row.id === id) ?? -1;
    if (!pack || place < 0 || pack.rows[place]!.revision > revision) return;
    pack.rows.splice(place, 1);
    this.#changed.add(pack);
  }

  /** Lets every row go that is older. */
  async removeOlder(age: number): Promise<void> {
    for (const key of this.#keys.filter(
      (_, index) => (this.#keys[index + 1] ?? Infinity) > age,
    )) {
      const pack = await this.#at(key);
      const kept = pack.rows.filter((row) => row.age <= age);
      if (kept.length === pack.rows.length) continue;
      pack.rows = kept;
      this.#changed.add(pack);
    }
  }

  /** Lets so many rows go, of packs that were least recently used, the oldest first. Tells the newest of them. */
  async removeLeastUsed(number: number): Promise<number | undefined> {
    let newest: number | undefined;
    for (const from of await this.#store.index('rank').getAllKeys()) {
      if (number <= 0) break;
      const pack = await this.#at(from);
      const gone = pack.rows.splice(Math.max(0, pack.rows.length - number));
      number -= gone.length;
      this.#changed.add(pack);
      if (gone[0]) newest = Math.min(newest ?? Infinity, gone[0].age);
    }
    return newest;
  }

  /** Calls a checkpoint by its present names, in every row that has it. Pack by pack: they may be all there are. */
  async rename(checkpointId: string, current: CheckpointNames | null): Promise<void> {
    for (const from of this.#keys) {
      const known = this.#read.get(from);
      const pack = known ?? (await this.#store.get(from))!; // its key was just read
      const isRenamed = pack.rows.map((row) => renameInRow(row, checkpointId, current));
      if (!isRenamed.includes(true)) continue;
      if (known) this.#changed.add(pack);
      else await Promise.all(this.#write(pack));
    }
  }

  async use(from: number): Promise<void> {
    if (this.#keys.includes(from)) this.#changed.add(await this.#at(from));
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#changed].flatMap((pack) => this.#write(pack)));
  }

  #write(pack: Pack): Promise<unknown>[] {
    if (!pack.rows.length) return [this.#store.delete(pack.from)];
    return split(pack.rows).map((rows, index) => {
      const ids = rows.map(({ id }) => id);
      const contacts = [...new Set(rows.flatMap((row) => row.contacts))];
      const from = index === 0 ? pack.from : rows[0]!.age;
      return this.#store.put({ from, rank: [currentHour(), -from], ids, contacts, rows });
    });
  }

  async #packOf(age: number): Promise<Pack> {
    const from = this.#keys.findLast((key) => key <= age);
    if (from !== undefined) return this.#at(from);
    return this.#begin(-Infinity);
  }

  #begin(from: number): Pack {
    const pack: Pack = { from, rank: [0, -from], ids: [], contacts: [], rows: [] };
    this.#keys.unshift(from);
    this.#read.set(from, pack);
    return pack;
  }

  async #packWith(id: string): Promise<Pack | undefined> {
    for (const pack of this.#read.values())
      if (pack.rows.some((row) => row.id === id)) return pack;
    const from = await this.#store.index('ids').getKey(id);
    return from === undefined ? undefined : this.#at(from);
  }

  async #at(from: number): Promise<Pack> {
    const pack = this.#read.get(from) ?? (await this.#store.get(from))!; // its key was just read
    this.#read.set(from, pack);
    return pack;
  }
}

/** Where a row belongs: newest first, within an instant by id downwards. */
function placeIn(rows: PackedRow[], age: number, id: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.age < age || (row.age === age && row.id > id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function packRow(row: Interaction, age: number): PackedRow {
  const { id, revision, contact } = row;
  return { id, age, revision, contacts: contactKeysOf(contact), text: JSON.stringify(row) };
}

/** Whether the row has the checkpoint. */
function renameInRow(row: PackedRow, checkpointId: string, current: CheckpointNames | null) {
  if (!row.text.includes(checkpointId)) return false;
  const interaction = JSON.parse(row.text) as Interaction; // as packRow wrote it
  row.text = JSON.stringify(renamed(interaction, checkpointId, current));
  return true;
}

/** The interaction, with what a checkpoint of it is called now; null: it is deleted. */
export function renamed<One extends Interaction>(
  interaction: One,
  checkpointId: string,
  current: CheckpointNames | null,
): One {
  const checkpoints = interaction.checkpoints.map((stop) =>
    stop.checkpointId === checkpointId ? { ...stop, current } : stop,
  );
  return { ...interaction, checkpoints };
}

/** Pieces that are small enough; rows of one instant stay together. */
function split(rows: PackedRow[]): PackedRow[][] {
  const size = Math.ceil(rows.length / Math.ceil(rows.length / MOST_PACKED));
  const pieces: PackedRow[][] = [];
  for (let from = 0; from < rows.length;) {
    let to = Math.min(rows.length, from + size);
    while (to < rows.length && rows[to]!.age === rows[to - 1]!.age) to++;
    pieces.push(rows.slice(from, to));
    from = to;
  }
  return pieces;
}
