import type { Change } from './contract/change.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Page } from './contract/primitives.ts';
import { matchesQuery } from './contact-match.ts';
import type { HistoryQuery } from './waypost.ts';

/** Newest first; ties by id, so that every client and the server agree. */
export function byNewest(one: Interaction, other: Interaction): number {
  const difference = Date.parse(other.startedAt) - Date.parse(one.startedAt);
  if (difference) return difference;
  return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}

/** A load under way: what the feed told since it began. */
export type Load = Change[];

/**
 * The loaded part of one history, kept true by loads and changes in whatever order they come in.
 *
 * What holds it together: of two copies of a row the greater revision wins, and what the feed told while a
 * load was under way is told again after its answer, for the answer may be older than it.
 */
export class HistoryList {
  readonly #query: HistoryQuery;
  readonly #loads = new Set<Load>();
  #items: Interaction[] = [];
  /** The oldest row that a load brought; what sorts behind it is not loaded yet. Null: nothing is behind. */
  #edge: Interaction | null = null;
  #nextCursor: string | null = null;

  constructor(query: HistoryQuery) {
    this.#query = query;
  }

  get items(): Interaction[] {
    return this.#items;
  }

  get nextCursor(): string | null {
    return this.#nextCursor;
  }

  get isComplete(): boolean {
    return this.#edge === null;
  }

  /** To be called before the request is sent. */
  begin(): Load {
    const load: Load = [];
    this.#loads.add(load);
    return load;
  }

  abandon(load: Load): void {
    this.#loads.delete(load);
  }

  /** Rows from the cache: shown until the first load replaces them. */
  showCached(rows: Interaction[]): void {
    this.#items = rows.toSorted(byNewest);
    this.#edge = this.#items.at(-1) ?? null;
  }

  /** The answer to a load of the first page: takes the place of everything. */
  replace(load: Load, page: Page<Interaction>): void {
    this.#takeIn(load, [], page);
    this.#loads.clear();
  }

  /** The answer to a load of the page behind the edge; false when everything was replaced meanwhile. */
  extend(load: Load, page: Page<Interaction>): boolean {
    if (!this.#loads.has(load)) return false;
    this.#takeIn(load, this.#items, page);
    return true;
  }

  #takeIn(load: Load, before: Interaction[], page: Page<Interaction>): void {
    this.#loads.delete(load);
    this.#items = before;
    this.#nextCursor = page.nextCursor;
    this.#edge = page.nextCursor === null ? null : (page.items.at(-1) ?? this.#edge);
    page.items.forEach((row) => this.#put(row));
    load.forEach((change) => this.#apply(change));
  }

  /** Of rows that were shown before, those that the loaded part would hold if they still were there. */
  findMissing(before: Interaction[]): string[] {
    const present = new Set(this.#items.map(({ id }) => id));
    return before
      .filter((row) => this.#isLoaded(row) && !present.has(row.id))
      .map(({ id }) => id);
  }

  apply(change: Change): void {
    this.#loads.forEach((load) => load.push(change));
    this.#apply(change);
  }

  #apply(change: Change): void {
    if (change.kind === 'gone') this.remove(change.interactionId);
    if (change.kind === 'interaction') this.#follow(change.interaction);
  }

  #follow(row: Interaction): void {
    const known = this.#items.find(({ id }) => id === row.id);
    if (known && known.revision > row.revision) return;
    if (known && isSameContact(known, row)) this.#put(row);
    else if (!matchesQuery(this.#query, row)) this.remove(row.id);
    else if (known || this.#isLoaded(row)) this.#put(row);
  }

  #isLoaded(row: Interaction): boolean {
    return this.#edge === null || byNewest(row, this.#edge) <= 0;
  }

  remove(id: string): void {
    this.#items = this.#items.filter((row) => row.id !== id);
  }

  #put(row: Interaction): void {
    const known = this.#items.find(({ id }) => id === row.id);
    if (known && known.revision >= row.revision) return;
    const others = known ? this.#items.filter((one) => one !== known) : this.#items.slice();
    const place = others.findIndex((other) => byNewest(row, other) < 0);
    others.splice(place < 0 ? others.length : place, 0, row);
    this.#items = others;
  }
}

/** Then the row still belongs where the server put it, whatever the spelling of the query. */
function isSameContact(one: Interaction, other: Interaction): boolean {
  return one.contact.phone === other.contact.phone && one.contact.email === other.contact.email;
}
