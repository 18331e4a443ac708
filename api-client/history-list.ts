import type { Change } from './contract/change.ts';
import type { HistoryCount } from './contract/history.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Page } from './contract/primitives.ts';
import { HistoryTotal } from './history-total.ts';
import type { HistoryTest } from './plain-filter.ts';
import type { HistoryRule } from './plain-rule.ts';
import type { HistoryOrder } from './start-order.ts';
import type { HistoryQuery } from './waypost.ts';

/** A load under way: what the feed told since it began. */
export type Load = Change[];

/**
 * The loaded part of one history, kept true by loads and changes in whatever order they come in.
 *
 * What holds it together: of two copies of a row the greater revision wins, and what the feed told while a
 * load was under way is told again after its answer, for the answer may be older than it.
 */
export class HistoryList {
  readonly #order: HistoryOrder;
  readonly #test: HistoryTest;
  readonly #isSortedByStart: boolean;
  readonly #loads = new Set<Load>();
  readonly #total = new HistoryTotal();
  readonly #byId = new Map<string, Interaction>();
  /** In order. */
  #rows: Interaction[] = [];
  #shown: Interaction[] | undefined;
  /** Where a load ended, as its row then was: what sorts behind it is not loaded yet. Null: nothing is behind. */
  #edge: Interaction | null = null;
  #nextCursor: string | null = null;
  /** Where rows of the cache behind the edge end; undefined when there are none. */
  #cachedEdge: Interaction | undefined;
  /** By phone number, whether it is the contact that is asked for; learned from the server. */
  readonly #phones = new Map<string, boolean>();
  /** Rows of which only the server can tell whether they belong here. */
  readonly #doubtful = new Map<string, Interaction>();
  readonly #isOfContact: boolean;

  constructor(query: HistoryQuery, { order, test }: HistoryRule) {
    this.#order = order;
    this.#test = test;
    this.#isSortedByStart = /^-?start$/.test(query.sort ?? 'start');
    this.#isOfContact = query.contact !== undefined;
  }

  /** The same array until something changes. */
  get items(): Interaction[] {
    return (this.#shown ??= this.#rows.slice());
  }

  get length(): number {
    return this.#rows.length;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get nextCursor(): string | null {
    return this.#nextCursor;
  }

  get isComplete(): boolean {
    return this.#edge === null && !this.hasCached;
  }

  /** Whether rows are shown that the server has not told to be there. */
  get hasCached(): boolean {
    return this.#cachedEdge !== undefined;
  }

  get total(): HistoryCount | undefined {
    if (this.isComplete) return { count: this.#rows.length, isExact: true };
    return this.#total.count;
  }

  /** Whether the total may be wrong, so that the server should be asked. */
  get isTotalDoubtful(): boolean {
    return !this.isComplete && this.#total.isDoubtful;
  }

  /** To be called before the server is asked for the total; what it answers is given to what comes back. */
  beginCount(): (count: HistoryCount) => void {
    return this.#total.begin();
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

  /** Rows from the cache that come behind all that is shown, until a load replaces them. */
  showCached(rows: Interaction[]): void {
    rows.forEach((row) => this.#insert(row));
    this.#cachedEdge = this.#rows.at(-1) ?? this.#cachedEdge;
  }

  /** The answer to a load of the first page: takes the place of everything. */
  replace(load: Load, page: Page<Interaction>): void {
    this.#byId.clear();
    this.#doubtful.clear();
    this.#rows = [];
    this.#takeIn(load, page);
    this.#loads.clear();
  }

  /** The answer to a load of the page behind the edge; false when everything was replaced meanwhile. */
  extend(load: Load, page: Page<Interaction>): boolean {
    if (!this.#loads.has(load)) return false;
    this.#dropCached();
    this.#takeIn(load, page);
    return true;
  }

  #takeIn(load: Load, page: Page<Interaction>): void {
    this.#loads.delete(load);
    this.#cachedEdge = undefined;
    this.#nextCursor = page.nextCursor;
    this.#edge = page.nextCursor === null ? null : (page.items.at(-1) ?? this.#edge);
    page.items.forEach((row) => {
      if (this.#isOfContact && row.contact.phone) this.#phones.set(row.contact.phone, true);
      this.#put(row);
    });
    load.forEach((change) => this.#apply(change));
  }

  #dropCached(): void {
    const edge = this.#edge;
    if (!this.hasCached || !edge) return;
    this.#rows.splice(this.#placeOf(edge, true)).forEach(({ id }) => this.#byId.delete(id));
    this.#shown = undefined;
  }

  /** Of rows that were shown before, those that the loaded part would hold if they still were there. */
  findMissing(before: Interaction[]): Interaction[] {
    return before.filter((row) => this.#isLoaded(row) && !this.#byId.has(row.id));
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
    const known = this.#byId.get(row.id);
    if (known && known.revision >= row.revision) return;
    const belongs = this.#judge(row);
    if (belongs === undefined) return this.#doubt(row);
    this.#doubtful.delete(row.id);
    const isLoaded = this.#isLoaded(row);
    // It could have been behind the edge before, unless that is where no row ever moves from.
    const wasThere =
      known !== undefined || (isLoaded && this.#isSortedByStart ? false : undefined);
    this.#total.follow(row, wasThere, belongs);
    if (belongs && isLoaded) this.#put(row);
    else if (known) this.#takeOut(known);
  }

  #doubt(row: Interaction): void {
    const other = this.#doubtful.get(row.id);
    if (!other || other.revision < row.revision) this.#doubtful.set(row.id, row);
  }

  #judge(row: Interaction): boolean | undefined {
    const verdict = this.#test(row);
    if (verdict !== undefined) return verdict;
    return row.contact.phone === null ? false : this.#phones.get(row.contact.phone);
  }

  /** Rows of which the server is to say whether they are of the contact; each is given once. */
  takeDoubtful(): Interaction[] {
    return [...this.#doubtful.values()].filter(
      ({ contact }) => !this.#phones.has(contact.phone!),
    );
  }

  /** What the server said of the contacts of rows. */
  learn(asked: Interaction[], found: ReadonlySet<string>): void {
    for (const { id, contact } of asked)
      if (contact.phone !== null) this.#phones.set(contact.phone, found.has(id));
    for (const row of [...this.#doubtful.values()]) this.#follow(row);
  }

  #isLoaded(row: Interaction): boolean {
    const edge = this.#cachedEdge ?? this.#edge;
    return edge === null || this.#order.compare(row, edge) <= 0;
  }

  remove(id: string): void {
    this.#doubtful.delete(id);
    const known = this.#byId.get(id);
    this.#total.leave(id, known !== undefined);
    if (known) this.#takeOut(known);
  }

  #put(row: Interaction): void {
    const known = this.#byId.get(row.id);
    if (known && known.revision >= row.revision) return;
    if (known) this.#takeOut(known);
    this.#insert(row);
  }

  #insert(row: Interaction): void {
    if (this.#byId.has(row.id)) return;
    this.#byId.set(row.id, row);
    const last = this.#rows.at(-1);
    if (!last || this.#order.compare(row, last) > 0) this.#rows.push(row);
    else this.#rows.splice(this.#placeOf(row, false), 0, row);
    this.#shown = undefined;
  }

  #takeOut(row: Interaction): void {
    this.#byId.delete(row.id);
    this.#rows.splice(this.#placeOf(row, false), 1);
    this.#shown = undefined;
  }

  /** The place of the first row that does not sort before; with `behind`, of the first that sorts behind. */
  #placeOf(row: Interaction, behind: boolean): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const difference = this.#order.compare(this.#rows[middle]!, row);
      if (difference < 0 || (behind && difference === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
