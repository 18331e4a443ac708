import type { Pack } from './cache-schema.ts';
import { isContact } from './contact-match.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import { filterParts } from './history-filter.ts';
import { orderOf } from './history-order.ts';
import { always } from './plain-filter.ts';
import { RowColumns, type ValueOf } from './row-columns.ts';
import { answerTo } from './storage-guard.ts';
import type { HistoryQuery } from './waypost.ts';

/** What is asked most often, as soon as there is a history; the values do not matter, but one number and one address. */
const USUAL: HistoryQuery[] = [
  { search: 'a', status: [], flow: [], queue: [], advisor: [] },
  { search: '0', sort: 'contact' },
  { sort: 'queue' },
  { sort: 'advisor' },
];

/** Packs that are read at a time: a page must answer between them. */
const PACKS_AT_ONCE = 10;

/** Everything that the cache keeps, in memory: what any filter and any sort need. */
export class KeptRows {
  readonly #byId = new Map<string, Interaction>();
  readonly #gone = new Set<string>();
  /** From the first question on. */
  #columns: RowColumns | undefined;
  #last: { query: HistoryQuery; rows: Interaction[] } | undefined;

  async load(database: IDBDatabase, signal: AbortSignal): Promise<void> {
    let range: IDBKeyRange | null = null;
    for (;;) {
      const store = database.transaction('packs').objectStore('packs');
      const packs: Pack[] = await answerTo(store.getAll(range, PACKS_AT_ONCE));
      signal.throwIfAborted();
      for (const { rows } of packs)
        for (const { text } of rows) this.put(JSON.parse(text) as Interaction); // as it was written
      const last = packs.at(-1);
      if (!last || packs.length < PACKS_AT_ONCE) return;
      range = IDBKeyRange.lowerBound(last.from, true);
    }
  }

  hear(items: Change[]): void {
    for (const item of items) {
      if (item.kind === 'gone') this.remove(item.interactionId);
      if (item.kind !== 'interaction') continue;
      this.#gone.delete(item.interactionId);
      this.put(item.interaction);
    }
  }

  put(row: Interaction): void {
    const known = this.#byId.get(row.id);
    if (this.#gone.has(row.id) || (known && known.revision >= row.revision)) return;
    this.#byId.set(row.id, row);
    this.#columns?.put(row, known);
    this.#last = undefined;
  }

  /** Takes the row away; with a revision, only when what is kept is not newer. */
  remove(id: string, revision = Infinity): void {
    const known = this.#byId.get(id);
    if ((known?.revision ?? 0) > revision) return;
    this.#gone.add(id);
    if (!known) return;
    this.#byId.delete(id);
    this.#columns?.remove(known);
    this.#last = undefined;
  }

  /** All that the query finds, in its order. The same array until something changes. */
  find(query: HistoryQuery): Interaction[] {
    if (this.#last?.query === query) return this.#last.rows;
    const rows = this.#filter(query);
    this.#last = { query, rows };
    return rows;
  }

  /** So many of them, from the first or behind a row, and how many there are. */
  findPage(query: HistoryQuery, limit: number, after: Interaction | undefined) {
    const all = this.find(query);
    const first = after ? placeBehind(all, orderOf(query.sort).compare, after) : 0;
    return { rows: all.slice(first, first + limit), total: all.length };
  }

  /** Reads what is asked most often out of all rows, so that no question waits for it; a page may answer meanwhile. */
  async prepare(): Promise<void> {
    for (const query of USUAL) {
      const read = filterParts(query).values.map(({ valueOf }): ValueOf => valueOf);
      const { keyOf } = orderOf(query.sort);
      for (const valueOf of keyOf ? [...read, keyOf] : read) {
        this.#allColumns.valuesOf(valueOf);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
  }

  get #allColumns(): RowColumns {
    return (this.#columns ??= new RowColumns(this.#byId.values()));
  }

  #filter(query: HistoryQuery): Interaction[] {
    const columns = this.#allColumns;
    const { keyOf, sortNewest } = orderOf(query.sort);
    const keys = keyOf && columns.valuesOf(keyOf);
    const places = this.#placesOf(query);
    if (!places) return sortNewest(columns.rows, keys);
    return sortNewest(
      places.map((place) => columns.rows[place]!),
      keys && places.map((place) => keys[place]!),
    );
  }

  /** Where what the query finds stands, newest first; undefined where it finds all. */
  #placesOf(query: HistoryQuery): number[] | undefined {
    const columns = this.#allColumns;
    const { values, row } = filterParts(query);
    let places: number[] | undefined;
    for (const { valueOf, fits } of values)
      places = matching(columns.valuesOf(valueOf), fits, places);
    if (row === always) return places;
    const isRow = (one: Interaction) => row(one) ?? isContact(query.contact!, one.contact);
    return matching(columns.rows, isRow, places);
  }
}

/** Those of some places whose item fits, or of all. With the plainest loop: it is gone through cold, and very often. */
function matching<Item>(
  items: readonly Item[],
  fits: (item: Item) => boolean,
  places: readonly number[] | undefined,
): number[] {
  if (places) return places.filter((place) => fits(items[place]!));
  const found: number[] = [];
  for (let place = 0; place < items.length; place++) if (fits(items[place]!)) found.push(place);
  return found;
}

/** Where what sorts behind a row begins. */
function placeBehind(
  rows: Interaction[],
  compare: (one: Interaction, other: Interaction) => number,
  row: Interaction,
): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle]!, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
