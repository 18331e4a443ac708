import { msg, str } from '@lit/localize';
import type { ReactiveControllerHost } from 'lit';
import { asWaypostError } from '../../api-client/errors.ts';
import type {
  History,
  HistoryData,
  HistoryQuery,
  SubscriptionState,
  Waypost,
} from '../../api-client/waypost.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { countWords } from './count-words.ts';
import { FollowController } from './follow.ts';
import { HeldRows } from './held-rows.ts';
import { refusalWords } from './history-notices.ts';

/**
 * The rows of a history's query, as a reader sees them: those of the former query until the next answer is there, new
 * ones held back while someone reads. `announcement` is what is said of them politely.
 */
export class HistoryFeed {
  /** Why the next page did not come, as a sentence. */
  moreError = '';
  announcement = '';
  readonly #host: ReactiveControllerHost;
  readonly #list: FollowController<HistoryData, History>;
  readonly #held = new HeldRows();
  readonly #isReading: () => boolean;
  #data: HistoryData | undefined;
  /** The query whose rows are shown. */
  #shownKey: string | undefined;

  constructor(host: ReactiveControllerHost, isReading: () => boolean) {
    this.#host = host;
    this.#isReading = isReading;
    this.#list = new FollowController(host);
  }

  /** Follows a query; without one it shows nothing. */
  follow(client: Waypost | undefined, query: HistoryQuery | undefined): void {
    const key = JSON.stringify(query);
    if (this.#list.key !== key) this.moreError = '';
    this.#list.follow(query && client, key, (of) => of.history(query));
    const { data, status, error } = this.#list.state ?? {};
    if (data) this.#take(data, key);
    else if (error || status === 'offline' || !client) this.#data = undefined;
  }

  #take(data: HistoryData, key: string): void {
    const isNew = this.#shownKey !== key;
    const before = this.#held.waiting;
    this.#shownKey = key;
    this.#data = data;
    this.#held.take(data.items, !isNew && this.#isReading());
    if (isNew) this.announcement = this.countWords;
    else if (this.#held.waiting > before) this.announcement = arrivedWords(this.#held.waiting);
  }

  get state(): SubscriptionState<HistoryData> | undefined {
    return this.#list.state;
  }

  /** What the rows were taken from; undefined while there is nothing to show. */
  get data(): HistoryData | undefined {
    return this.#data;
  }

  get rows(): readonly Interaction[] {
    return this.#data ? this.#held.rows : [];
  }

  /** How many new rows wait to be shown. */
  get waiting(): number {
    return this.#data ? this.#held.waiting : 0;
  }

  /** Whether the rows of another query are on their way. */
  get isBusy(): boolean {
    return this.#list.state?.data === undefined;
  }

  get countWords(): string {
    const { complete = false, total } = this.#data ?? ({} as Partial<HistoryData>);
    return countWords(this.rows.length, complete, total);
  }

  /** Shows what waits. */
  release(): void {
    this.#held.release();
    this.announcement = this.countWords;
    this.#host.requestUpdate();
  }

  /** Shows what waits once nobody reads any more. */
  calm = (): void => {
    if (!this.waiting) return;
    requestAnimationFrame(() => {
      if (this.waiting && !this.#isReading()) this.release();
    });
  };

  async refresh(): Promise<void> {
    await this.#list.source?.refresh();
  }

  loadMore = async (): Promise<void> => {
    const { source } = this.#list;
    this.moreError = '';
    try {
      await source?.loadMore();
    } catch (error) {
      // The rows that are there stay.
      if (source === this.#list.source) this.moreError = refusalWords(asWaypostError(error));
      this.#host.requestUpdate();
    }
  };
}

const arrivedWords = (count: number): string =>
  count === 1 ? msg('1 new interaction') : msg(str`${count} new interactions`);
