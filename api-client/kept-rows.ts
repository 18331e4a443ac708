import type { Pack } from './cache-schema.ts';
import { isContact } from './contact-match.ts';
import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import { filterOf } from './history-filter.ts';
import { orderOf } from './history-order.ts';
import { answerTo } from './storage-guard.ts';
import type { HistoryQuery } from './waypost.ts';

/** Packs that are read at a time: a page must answer between them. */
const PACKS_AT_ONCE = 10;

/** Everything that the cache keeps, in memory: what any filter and any sort need. */
export class KeptRows {
  readonly #byId = new Map<string, Interaction>();
  readonly #gone = new Set<string>();
  #newest: Interaction[] | undefined;
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
    this.#newest = this.#last = undefined;
  }

  /** Takes the row away; with a revision, only when what is kept is not newer. */
  remove(id: string, revision = Infinity): void {
    if ((this.#byId.get(id)?.revision ?? 0) > revision) return;
    this.#gone.add(id);
    if (this.#byId.delete(id)) this.#newest = this.#last = undefined;
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

  #filter(query: HistoryQuery): Interaction[] {
    const newest = orderOf('-start');
    this.#newest ??= [...this.#byId.values()].sort(newest.compare);
    const test = filterOf(query);
    const found = this.#newest.filter(
      (row) => test(row) ?? isContact(query.contact!, row.contact),
    );
    const { sort = '-start' } = query;
    return sort === '-start' ? found : orderOf(sort).sortNewest(found);
  }
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
