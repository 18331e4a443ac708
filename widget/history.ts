import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { HistoryPeriod } from '../api-client/contract/history.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { HistoryData, SubscriptionState, Waypost } from '../api-client/waypost.ts';
import './history-table.ts';
import { clientContext } from './shared/client-context.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { FollowController } from './shared/follow.ts';
import { freshness } from './shared/freshness.ts';
import { addressOf, stateOf } from './shared/history-address.ts';
import { HistoryChangedEvent, type SortWantedEvent } from './shared/history-events.ts';
import { HistoryFeed } from './shared/history-feed.ts';
import { emptyHistory, refusalWords } from './shared/history-notices.ts';
import { opening, queryOf, tidy, type HistoryState } from './shared/history-state.ts';
import { historyStyles } from './shared/history-styles.ts';
import { failedNotice, loadingNotice, nextTry, notice } from './shared/notices.ts';
import { withoutClient } from './shared/panel-notices.ts';
import { daysOf, faultOf, type PeriodFault } from './shared/period.ts';
import { periodMenu } from './shared/period-menu.ts';
import { faultWords, namedPeriodWords } from './shared/period-words.ts';
import { sortMenu } from './shared/sort-menu.ts';
import { browserZone, dayKey } from './shared/time.ts';

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
  @state() private periodFault: PeriodFault | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #me = new FollowController<Me>(this);
  readonly #feed = new HistoryFeed(this, () => this.#isReading);
  readonly #clock = new ClockController(this, () =>
    this.#feed.state?.retryAt ? 'second' : 'minute',
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#shortcut);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#shortcut);
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
    const { client, zone, today, fault } = this.#now;
    this.#me.follow(client, 'me', ({ me }) => me);
    this.#feed.follow(client, fault ? undefined : queryOf(this.shows, today, zone));
  }

  get #now() {
    const zone = this.timeZone || browserZone();
    const today = dayKey(this.#clock.now, zone);
    const { period } = this.shows;
    const fault = period.kind === 'chosen' ? faultOf(period.from, period.to, today) : undefined;
    return { client: this.client ?? this.#context.value, zone, today, fault };
  }

  get #table() {
    return this.renderRoot.querySelector('waypost-history-table');
  }

  /** Then rows that arrive would move what is being read. */
  get #isReading(): boolean {
    const table = this.#table;
    return !!table && (!table.isAtTop || table.isUnderHand);
  }

  protected override render(): TemplateResult {
    const { client } = this.#now;
    if (!client) return withoutClient();
    return html`<div class="tools" role="search" @keydown=${this.#toRows}>${this.#tools()}</div>
      ${this.#news()} ${this.#body()} ${this.#foot()}
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
      <span class="space"></span>`;
  }

  #news(): TemplateResult | typeof nothing {
    const { waiting } = this.#feed;
    if (!waiting) return nothing;
    return html`<button class="news" @click=${this.#showNews}>
      ${waiting === 1 ? msg('1 new') : msg(str`${waiting} new`)}
    </button>`;
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
    const kinds = ['today', 'last-7-days', 'last-30-days'] as const;
    if (fault)
      return notice(
        msg('These days cannot be shown'),
        faultWords(fault, today),
        html`<div class="choices">
          ${kinds.map(
            (kind) =>
              html`<button class="line" @click=${() => this.#choosePeriod({ kind })}>
                ${namedPeriodWords(kind)}
              </button>`,
          )}
        </div>`,
      );
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
    const { zone } = this.#now;
    const { state, moreError, data, rows, isBusy } = this.#feed;
    const fresh = state ? freshness(state, zone, this.#clock.now, this.refresh) : nothing;
    const more = moreError
      ? html`<span class="bad">${moreError}</span>
          <button class="line" @click=${this.#retryMore}>${msg('Try again')}</button>`
      : nothing;
    return html`<div class="foot">
      ${this.countOnly ? zone : html`<span role="status">${fresh} <span>· ${zone}</span></span>`}
      ${more}
      <span class="number">
        ${isBusy && data ? html`<span class="late">${msg('Loading…')}</span>` : nothing}
        ${rows.length > 0 ? this.#feed.countWords : nothing}
      </span>
    </div>`;
  }

  #change(part: Partial<HistoryState>): void {
    this.shows = { ...this.shows, ...part };
    this.address = addressOf(this.shows);
    this.#table?.scrollToTop();
    this.dispatchEvent(new HistoryChangedEvent(this.address));
  }

  #choosePeriod(period: HistoryPeriod): void {
    this.periodFault = undefined;
    this.#change({ period });
  }

  #clear = (): void => {
    this.words = '';
    this.#change({ filter: {} });
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

  #shortcut = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const [target] = event.composedPath();
    const isOurs = event.composedPath().includes(this);
    if (event.defaultPrevented || isWritten(target) || !(isOurs || this.pageShortcuts)) return;
    if (!this.checkVisibility()) return;
    event.preventDefault();
    this.find('.search')?.focus();
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

/** Why there is nothing to show, as a sentence; '' while there is something, or on its way. */
function missingHistory(state: SubscriptionState<HistoryData> | undefined): string {
  if (!state || state.data !== undefined) return '';
  if (state.status === 'offline')
    return msg('You are offline, and this browser has nothing of it.');
  return state.error && state.status === 'error' ? refusalWords(state.error) : '';
}

const isWritten = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

define('waypost-history', WaypostHistory);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-history': WaypostHistory;
  }
}
