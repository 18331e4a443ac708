import type { Change } from './contract/change.ts';
import { HistoryList } from './history-list.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { History, HistoryData, HistoryQuery } from './waypost.ts';

const PAGE = 50;
const LARGEST_PAGE = 200;

/** The interactions of a query, newest first. */
export class HistoryView extends View<HistoryData> implements History {
  readonly scope = 'history';
  readonly #query: HistoryQuery;
  #list: HistoryList;
  #shown: HistoryData | undefined;
  #loadingMore: Promise<void> | undefined;

  constructor(sync: Sync, query: HistoryQuery) {
    super(sync);
    this.#query = query;
    this.#list = new HistoryList(query);
  }

  /** The same object as long as nothing changed, so that a list need not be drawn again. */
  protected data(): HistoryData | undefined {
    const items = this.#list.items;
    if (!this.isLoaded && !items.length) return undefined;
    const complete = this.isLoaded && this.#list.isComplete;
    if (this.#shown?.items !== items || this.#shown.complete !== complete)
      this.#shown = { items, complete, total: undefined, kept: undefined };
    return this.#shown;
  }

  protected async showCached(session: Session, signal: AbortSignal): Promise<void> {
    const rows = await session.cache.readRows(this.#query, PAGE);
    if (!signal.aborted && !this.isLoaded) this.#list.showCached(rows);
  }

  protected async load(session: Session, signal: AbortSignal): Promise<void> {
    const list = this.#list;
    const load = list.begin();
    try {
      const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, list.items.length));
      const query = { ...this.#query, limit };
      const page = await this.sync.call('listInteractions', { query, signal });
      const before = list.items;
      list.replace(load, page);
      const phantoms = list.findMissing(before);
      if (!signal.aborted)
        void session.cache.writePage(
          page.items,
          phantoms.map(({ id }) => id),
        );
    } finally {
      list.abandon(load);
    }
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
    while (session && !visit.aborted && !isDone) isDone = await this.#loadPage(session, visit);
  }

  async #loadPage(session: Session, signal: AbortSignal): Promise<boolean> {
    const list = this.#list;
    const cursor = list.nextCursor;
    if (cursor === null) return true;
    const load = list.begin();
    try {
      const query = { ...this.#query, limit: PAGE, cursor };
      const page = await this.sync.call('listInteractions', { query, signal });
      if (signal.aborted || !list.extend(load, page)) return false;
      void session.cache.writePage(page.items);
      this.tell();
      return true;
    } finally {
      list.abandon(load);
    }
  }

  protected take(change: Change): void {
    this.#list.apply(change);
  }

  protected clear(): void {
    this.#list = new HistoryList(this.#query);
  }
}
