import type { Change } from './contract/change.ts';
import type { HistoryCount } from './contract/history.ts';
import type { Interaction } from './contract/interaction.ts';
import type { Page } from './contract/primitives.ts';
import { NetworkError } from './errors.ts';
import { HistoryList } from './history-list.ts';
import type { HistoryRule } from './plain-rule.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { History, HistoryData, HistoryQuery } from './waypost.ts';

const PAGE = 50;
const LARGEST_PAGE = 200;
/** The most that is loaded anew at once; what was shown behind is loaded when it is scrolled to. */
const MOST_RELOADED = 1_000;
/** A total that may be wrong is asked for when it was quiet for so long, and not more often. */
const COUNT_DELAY = 2_000;
const COUNT_PERIOD = 15_000;

/** The interactions of a query, in its order. */
export class HistoryView extends View<HistoryData> implements History {
  readonly scope = 'history';
  readonly #query: HistoryQuery;
  readonly #rule: HistoryRule;
  #list: HistoryList;
  #shown: HistoryData | undefined;
  #loadingMore: Promise<void> | undefined;
  /** Ends the search in the cache: the server has answered. */
  #answered = new AbortController();
  #kept: HistoryData['kept'];
  #keptTotal: number | undefined;
  /** Whether all that the cache has is shown. */
  #isCacheAtEnd = false;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #countedAt = 0;
  #isAsking = false;

  constructor(sync: Sync, query: HistoryQuery, rule: HistoryRule) {
    super(sync);
    this.#query = query;
    this.#rule = rule;
    this.#list = new HistoryList(query, rule);
  }

  /** The same object as long as nothing changed, so that a list need not be drawn again. */
  protected data(): HistoryData | undefined {
    const items = this.#list.items;
    if (!this.isLoaded && !items.length && !this.#isSearched) return undefined;
    const isOfCache = !this.isLoaded || this.#list.hasCached;
    const data: HistoryData = {
      items,
      complete: isOfCache ? this.#isAway && this.#isCacheAtEnd : this.#list.isComplete,
      total: isOfCache ? this.#totalOfCache() : this.#list.total,
      kept: isOfCache || this.#isAway ? this.#kept : undefined,
    };
    if (!this.#shown || !isSame(this.#shown, data)) this.#shown = data;
    return this.#shown;
  }

  /** Whether nothing was found in what is kept, and nothing else can be asked. */
  get #isSearched(): boolean {
    return this.#isAway && this.#isCacheAtEnd && this.#kept !== undefined;
  }

  get #isAway(): boolean {
    return this.sync.isCutOff || this.hasFailed;
  }

  #totalOfCache(): HistoryCount | undefined {
    if (this.#keptTotal === undefined) return undefined;
    return {
      count: this.#keptTotal,
      isExact: this.#kept?.isWhole === true && this.#kept.since === null,
    };
  }

  protected async showCached(session: Session, signal: AbortSignal): Promise<void> {
    const unanswered = AbortSignal.any([signal, this.#answered.signal]);
    await this.#showMoreOfCache(session, unanswered);
  }

  /** The next rows of the cache, behind what is shown. */
  async #showMoreOfCache(session: Session, signal: AbortSignal): Promise<void> {
    const list = this.#list;
    const { cache } = session;
    const after = list.items.at(-1);
    const [found, kept] = await Promise.all([
      cache.find(this.#query, { limit: PAGE, after, signal }),
      cache.readKept(this.#query),
    ]);
    if (!found || signal.aborted || list !== this.#list) return;
    this.#kept = kept;
    this.#keptTotal = found.total;
    this.#isCacheAtEnd = found.rows.length < PAGE;
    list.showCached(found.rows);
    this.tell();
  }

  protected async load(session: Session, signal: AbortSignal): Promise<void> {
    const list = this.#list;
    const { cache } = session;
    const load = list.begin();
    const epoch = cache.readEpoch();
    try {
      const page = await this.#loadPages(list.length, signal);
      const before = list.items;
      list.replace(load, page);
      this.#answered.abort();
      const phantoms = this.#areRowsFixed ? list.findMissing(before) : [];
      if (signal.aborted) return;
      void epoch.then((epoch) => cache.writePage({ rows: page.items, phantoms, epoch }));
      if (page.nextCursor !== null) void this.#count(signal);
      if (this.#query.contact === undefined) this.sync.fillCache(session);
    } finally {
      list.abandon(load);
    }
  }

  /** As many rows as were shown. */
  async #loadPages(shown: number, signal: AbortSignal): Promise<Page<Interaction>> {
    const wanted = Math.min(MOST_RELOADED, Math.max(PAGE, shown));
    const items: Interaction[] = [];
    for (let cursor: string | undefined; ;) {
      const limit = Math.min(LARGEST_PAGE, wanted - items.length);
      const query = { ...this.#query, limit, cursor };
      const page = await this.sync.call('listInteractions', { query, signal });
      items.push(...page.items);
      if (page.nextCursor === null || items.length >= wanted)
        return { items, nextCursor: page.nextCursor };
      cursor = page.nextCursor;
    }
  }

  /** Whether a row that the query found once is found for ever, so that one that is not found is no more. */
  get #areRowsFixed(): boolean {
    const { timeZone: _, from: _from, to: _to, sort: _sort, id: _id, ...others } = this.#query;
    return Object.values(others).every((value) => value === undefined);
  }

  /** One at a time; asked for by several, once. */
  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#loadMore().finally(() => (this.#loadingMore = undefined));
    return this.#loadingMore;
  }

  /** When everything was loaded anew meanwhile, the page is asked for again. */
  async #loadMore(): Promise<void> {
    const { session, visit } = this;
    let isDone = false;
    while (session && !visit.aborted && !isDone) isDone = await this.#loadNext(session, visit);
  }

  async #loadNext(session: Session, signal: AbortSignal): Promise<boolean> {
    if (this.isLoaded && !this.#isAway) {
      try {
        return await this.#loadPage(session, signal);
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
      }
    }
    if (!this.isLoaded || !this.#list.isComplete) await this.#showMoreOfCache(session, signal);
    return true;
  }

  async #loadPage(session: Session, signal: AbortSignal): Promise<boolean> {
    const list = this.#list;
    const cursor = list.nextCursor;
    if (cursor === null) return true;
    const load = list.begin();
    const epoch = session.cache.readEpoch();
    try {
      const query = { ...this.#query, limit: PAGE, cursor };
      const page = await this.sync.call('listInteractions', { query, signal });
      if (signal.aborted || !list.extend(load, page)) return false;
      void epoch.then((epoch) => session.cache.writePage({ rows: page.items, epoch }));
      this.tell();
      return true;
    } finally {
      list.abandon(load);
    }
  }

  protected take(change: Change): void {
    this.#list.apply(change);
  }

  override changed(items: Change[]): void {
    super.changed(items);
    if (this.#list.isTotalDoubtful) this.#countSoon();
    void this.#askDoubtful();
    this.#fillCache();
  }

  /** What is kept grows while a history is followed that is not one contact's. */
  #fillCache(): void {
    const isWanted = this.isLoaded && this.#query.contact === undefined;
    if (this.session && isWanted) this.sync.fillCache(this.session);
  }

  /** What the cache added while the server was away is not known to be all. */
  override ready(isUnbroken: boolean): void {
    super.ready(isUnbroken && !this.#list.hasCached);
    this.#fillCache();
  }

  override linked(isOpen: boolean): void {
    super.linked(isOpen);
    const { session } = this;
    if (isOpen || !session) return;
    void session.cache.readKept(this.#query).then((kept) => {
      this.#kept = kept;
      this.tell();
    });
  }

  #countSoon(): void {
    const { visit } = this;
    const wait = Math.max(COUNT_DELAY, this.#countedAt + COUNT_PERIOD - Date.now());
    this.#counting ??= setTimeout(() => void this.#count(visit), wait);
  }

  /** A total that cannot be had is missing; the rows are not. */
  async #count(signal: AbortSignal): Promise<void> {
    clearTimeout(this.#counting);
    this.#counting = undefined;
    if (signal.aborted || this.#isAway) return;
    this.#countedAt = Date.now();
    const list = this.#list;
    const answer = list.beginCount();
    const { sort: _, ...query } = this.#query;
    try {
      answer(await this.sync.call('countInteractions', { query, signal }));
      if (list.isTotalDoubtful) this.#countSoon();
      this.tell();
    } catch {
      // The next change or load asks again.
    }
  }

  /** Rows that may be of the contact: the server is asked about the contact alone, for the rest is known. */
  async #askDoubtful(): Promise<void> {
    const list = this.#list;
    const { visit: signal } = this;
    const { contact, timeZone } = this.#query;
    const asked = list.takeDoubtful().slice(0, LARGEST_PAGE);
    if (!asked.length || this.#isAsking || signal.aborted) return;
    this.#isAsking = true;
    try {
      const query = { contact, timeZone, id: asked.map(({ id }) => id), limit: LARGEST_PAGE };
      const { items } = await this.sync.call('listInteractions', { query, signal });
      if (signal.aborted) return;
      list.learn(asked, new Set(items.map(({ id }) => id)));
      this.tell();
    } catch {
      return; // the next change or load asks again
    } finally {
      this.#isAsking = false;
    }
    void this.#askDoubtful();
  }

  protected clear(): void {
    this.#list = new HistoryList(this.#query, this.#rule);
    this.#answered = new AbortController();
    this.#kept = this.#keptTotal = undefined;
    this.#isCacheAtEnd = false;
    clearTimeout(this.#counting);
    this.#counting = undefined;
  }
}

function isSame(one: HistoryData, other: HistoryData): boolean {
  return (
    one.items === other.items &&
    one.complete === other.complete &&
    one.total?.count === other.total?.count &&
    one.total?.isExact === other.total?.isExact &&
    one.kept?.since === other.kept?.since &&
    one.kept?.isWhole === other.kept?.isWhole
  );
}
