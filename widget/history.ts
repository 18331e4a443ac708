import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { HistoryChoices, HistoryPeriod } from '../api-client/contract/history.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { WaypostHistoryFilter } from './history-filter.ts';
import { WaypostHistoryTable } from './history-table.ts';
import { Asked } from './shared/asked.ts';
import { clientContext } from './shared/client-context.ts';
import { ClockController } from './shared/clock.ts';
import {
  readLayout,
  resizeColumn,
  usualLayout,
  writeLayout,
  type ColumnLayout,
} from './shared/column-layout.ts';
import { columnsMenu } from './shared/columns-menu.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { filterChips } from './shared/filter-chips.ts';
import { FileExport } from './shared/file-export.ts';
import { chipsOf, type FilterChip } from './shared/filter-words.ts';
import { FollowController } from './shared/follow.ts';
import { keptBar, newsBar } from './shared/history-bars.ts';
import { addressOf, stateOf } from './shared/history-address.ts';
import {
  HistoryChangedEvent,
  type ColumnWidthWantedEvent,
  type SortWantedEvent,
} from './shared/history-events.ts';
import { HistoryFeed } from './shared/history-feed.ts';
import { historyFile } from './shared/history-file.ts';
import { historyFoot } from './shared/history-foot.ts';
import { exportTool, filterTool } from './shared/history-tools.ts';
import { emptyHistory, faultNotice, missingHistory } from './shared/history-notices.ts';
import { opening, queryOf, tidy, type HistoryState } from './shared/history-state.ts';
import { historyStyles } from './shared/history-styles.ts';
import { HistoryViews } from './shared/history-views.ts';
import { failedNotice, loadingNotice, nextTry } from './shared/notices.ts';
import { withoutClient } from './shared/panel-notices.ts';
import { daysOf, faultOf, type PeriodFault } from './shared/period.ts';
import { periodMenu } from './shared/period-menu.ts';
import { SearchShortcut } from './shared/search-shortcut.ts';
import { sortMenu } from './shared/sort-menu.ts';
import { browserZone, dayKey } from './shared/time.ts';
import { viewsMenu } from './shared/views-menu.ts';

export {
  CardOpenEvent,
  ContactActionEvent,
  HistoryChangedEvent,
  type ContactAction,
} from './shared/history-events.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 250;

/**
 * The history of interactions: those that a user may see, of three months, live. It opens on today, in the reader's
 * zone; they can be searched, filtered, sorted and exported. Give it a `client`, or put it into a `<waypost-panel>`.
 *
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened
 * @fires {HistoryChangedEvent} waypost-history-changed - it shows another period, filter or order
 * @fires {ContactActionEvent} waypost-contact-action - somebody wants to call or write to a customer
 * @fires {CardOpenEvent} waypost-card-open - the CRM's card of a row is opened
 * @csspart root - everything
 * @csspart notice - what is said in place of rows
 */
export class WaypostHistory extends WaypostElement {
  static override styles = [...WaypostElement.styles, historyStyles];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** What it shows, as a part of an address: `period=last-7-days&flow=voice`. '' is today. */
  @property() address = '';

  /** The IANA zone of its days and times; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Whether `/` goes to the search also from the page around, where nobody writes. */
  @property({ type: Boolean, attribute: 'page-shortcuts' }) pageShortcuts = false;

  /** Whether its foot says only how many there are: how fresh they are, the page around says. */
  @property({ type: Boolean, attribute: 'count-only' }) countOnly = false;

  @state() private shows: HistoryState = opening;
  @state() private words = '';
  @state() private linkWords = '';
  @state() private periodFault: PeriodFault | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  #layout = usualLayout;
  #userId = '';
  #choicesOf: Waypost | undefined;
  readonly #choices = new Asked<HistoryChoices>(() => this.requestUpdate());
  readonly #views = new HistoryViews(this);
  readonly #export = new FileExport(this);
  readonly #me = new FollowController<Me>(this);
  readonly #feed = new HistoryFeed(this, () => this.#isReading);
  readonly #clock = new ClockController(this, () =>
    this.#feed.state?.retryAt ? 'second' : 'minute',
  );

  constructor() {
    super();
    define('waypost-history-filter', WaypostHistoryFilter);
    define('waypost-history-table', WaypostHistoryTable);
    new SearchShortcut(
      this,
      () => this.pageShortcuts,
      () => this.find('.search')?.focus(),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  /** Asks the server anew, now. */
  refresh = async (): Promise<void> => {
    await Promise.allSettled([this.#me.source?.refresh(), this.#feed.refresh()]);
  };

  /** Puts the focus on the row of an interaction, or on the current one, where it was left. */
  async focusRow(interactionId?: string): Promise<void> {
    await this.updateComplete;
    await this.#table?.focusRow(interactionId);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('address') && this.address !== addressOf(this.shows))
      this.#adopt(stateOf(this.address));
    if (this.isConnected) this.#follow();
  }

  #adopt(shows: HistoryState): void {
    this.shows = shows;
    this.words = shows.filter.search ?? '';
    this.periodFault = undefined;
  }

  #follow(): void {
    const { client, query } = this.#now;
    if (client !== this.#choicesOf) this.#choices.forget();
    this.#choicesOf = client;
    this.#views.use(client?.historyViews);
    this.#me.follow(client, 'me', ({ me }) => me);
    this.#feed.follow(client, query);
    const userId = this.#me.state?.data?.id ?? '';
    if (userId !== this.#userId) this.#layout = readLayout(userId);
    this.#userId = userId;
    // Names for the chips.
    if (client && this.#chips.length)
      this.#choices.ask('choices', () => client.historyChoices());
  }

  get #now() {
    const zone = this.timeZone || browserZone();
    const today = dayKey(this.#clock.now, zone);
    const { period } = this.shows;
    const fault = period.kind === 'chosen' ? faultOf(period.from, period.to, today) : undefined;
    const query = fault ? undefined : queryOf(this.shows, today, zone);
    return { client: this.client ?? this.#context.value, zone, today, fault, query };
  }

  get #table() {
    return this.renderRoot.querySelector('waypost-history-table');
  }

  /** Then rows that arrive would move what is being read. */
  get #isReading(): boolean {
    const table = this.#table;
    const isChoosing = this.find<WaypostHistoryFilter>('waypost-history-filter')?.isOpen;
    const isAtNews = !!this.find('.news:is(:hover, :focus-visible)');
    return !!table && (!table.isAtTop || table.isUnderHand || !!isChoosing || isAtNews);
  }

  protected override render(): TemplateResult {
    const { client } = this.#now;
    if (!client) return withoutClient();
    return html`<div class="tools" role="search" @keydown=${this.#toRows}>${this.#tools()}</div>
      ${filterChips(this.#chips, (filter) => this.#change({ filter }), this.#clear)}
      ${this.#export.bar()} ${keptBar(this.#feed, this.#now.zone, this.#clock.now)}
      ${newsBar(this.#feed, this.#showNews)} ${this.#body()} ${this.#foot()}
      <div class="unseen" role="status">${this.#feed.announcement}</div>`;
  }

  #tools(): TemplateResult {
    const { today } = this.#now;
    return html`<input
        class="search"
        type="search"
        maxlength="100"
        aria-label=${msg('Search a phone number or an e-mail address')}
        placeholder=${msg('Phone number or e-mail')}
        .value=${live(this.words)}
        @input=${this.#type}
        @change=${this.#search}
      />
      ${periodMenu({
        period: this.shows.period,
        today,
        fault: this.periodFault,
        choose: (period) => this.#choosePeriod(period),
        refuse: (fault) => (this.periodFault = fault),
      })}
      ${sortMenu(this.shows.sort, (sort) => this.#change({ sort }))}
      ${filterTool({
        filter: this.shows.filter,
        count: this.#chips.length,
        choices: this.#choices,
        timeZone: this.timeZone,
        open: this.#openFilter,
        change: (filter) => this.#change({ filter }),
      })}
      <span class="space"></span>
      ${viewsMenu({
        views: this.#views,
        state: this.shows,
        choose: (shows) => this.#show(shows),
        copyLink: this.#copyLink,
        linkWords: this.linkWords,
      })}
      ${columnsMenu(this.#layout, this.#arrange)}
      ${exportTool(this.#export.isRunning, this.#startExport)}`;
  }

  get #chips(): FilterChip[] {
    return chipsOf(this.shows.filter, this.#choices.value, this.timeZone);
  }

  #body(): TemplateResult {
    const { rows, data } = this.#feed;
    if (!data || rows.length === 0)
      return html`<div class="body">${this.#inPlaceOfRows()}</div>`;
    const { zone, today } = this.#now;
    const { from, to } = daysOf(this.shows.period, today);
    return html`<div class="body filled">
      <waypost-history-table
        .rows=${rows}
        .complete=${data.complete}
        .total=${data.total}
        .sort=${this.shows.sort}
        .layout=${this.#layout}
        @waypost-column-width-wanted=${({ column, width }: ColumnWidthWantedEvent) =>
          this.#arrange(resizeColumn(this.#layout, column, width))}
        .busy=${this.#feed.isBusy}
        .oneDay=${from === to}
        .timeZone=${zone}
        @waypost-older-wanted=${this.#feed.loadMore}
        @waypost-sort-wanted=${(event: SortWantedEvent) => this.#change({ sort: event.sort })}
        @pointerleave=${this.#feed.calm}
        @focusout=${this.#feed.calm}
      ></waypost-history-table>
    </div>`;
  }

  #inPlaceOfRows(): TemplateResult {
    const { zone, today, fault } = this.#now;
    const { state } = this.#feed;
    if (fault) return faultNotice(fault, today, (kind) => this.#choosePeriod({ kind }));
    const missing = missingHistory(state);
    if (missing)
      return failedNotice(
        msg('Could not load the interactions'),
        missing,
        this.refresh,
        html`<span aria-live="off">${nextTry(state?.retryAt ?? null, this.#clock.now)}</span>`,
      );
    if (!this.#feed.data) return loadingNotice(msg('Loading the interactions…'));
    return emptyHistory(
      this.shows,
      today,
      zone,
      (kind) => this.#choosePeriod({ kind }),
      this.#clear,
    );
  }

  #foot(): TemplateResult {
    return historyFoot(this.#feed, {
      timeZone: this.#now.zone,
      now: this.#clock.now,
      countOnly: this.countOnly,
      refresh: this.refresh,
      retryMore: this.#retryMore,
    });
  }

  #change(part: Partial<HistoryState>): void {
    this.#show({ ...this.shows, ...part });
  }

  #show(shows: HistoryState): void {
    this.#adopt(shows);
    this.address = addressOf(this.shows);
    this.#table?.scrollToTop();
    this.dispatchEvent(new HistoryChangedEvent(this.address));
  }

  #choosePeriod(period: HistoryPeriod): void {
    this.periodFault = undefined;
    this.#change({ period });
  }

  #clear = (): void => this.#change({ filter: {} });

  #openFilter = (): void => {
    const { client } = this.#now;
    if (this.#choices.error) this.#choices.again();
    if (client) this.#choices.ask('choices', () => client.historyChoices());
    this.find<WaypostHistoryFilter>('waypost-history-filter')?.open();
  };

  #arrange = (layout: ColumnLayout): void => {
    this.#layout = layout;
    writeLayout(this.#userId, layout);
    this.requestUpdate();
  };

  #startExport = (): void => {
    const { client, query, today } = this.#now;
    if (client && query) void this.#export.start(historyFile(client, query, today));
  };

  #copyLink = async (): Promise<void> => {
    const link = new URL(location.href);
    link.hash = this.address;
    try {
      await navigator.clipboard.writeText(link.href);
      this.linkWords = msg('Copied');
    } catch {
      this.linkWords = link.href;
    }
  };

  #type = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#search, PAUSE);
  };

  #search = (): void => {
    clearTimeout(this.#typing);
    const search = this.words.trim();
    if (search === (this.shows.filter.search ?? '')) return;
    this.#change({ filter: tidy({ ...this.shows.filter, search }) });
  };

  /** From the search into the rows. */
  #toRows = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || !(event.target as Element).matches('.search')) return;
    event.preventDefault();
    this.#search();
    void this.focusRow();
  };

  #showNews = async (): Promise<void> => {
    this.#feed.release();
    this.#table?.scrollToTop();
    await this.updateComplete;
    await this.#table?.focusRow(this.#feed.rows[0]?.id);
  };

  #retryMore = (): void => {
    this.#feed.moreError = '';
    this.#table?.askAgain();
    this.requestUpdate();
  };
}

define('waypost-history', WaypostHistory);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-history': WaypostHistory;
  }
}
