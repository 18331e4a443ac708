import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Supervision } from '../api-client/contract/supervision.ts';
import type { History, HistoryData, Waypost } from '../api-client/waypost.ts';
import { clientContext } from './shared/client-context.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { FollowController } from './shared/follow.ts';
import { freshness } from './shared/freshness.ts';
import { foundList, latestList } from './shared/latest-list.ts';
import { failedNotice, loadingNotice, nextTry, notice } from './shared/notices.ts';
import { InteractionOpenEvent } from './shared/panel-events.ts';
import { missingWords, withoutClient } from './shared/panel-notices.ts';
import { HistoryWantedEvent } from './shared/supervision-events.ts';
import { supervisionStyles } from './shared/supervision-styles.ts';
import {
  bothDaysWords,
  checkpointsTable,
  funnelTable,
  queuesTable,
  type Pictures,
} from './shared/supervision-tables.ts';
import { browserZone } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

export { HistoryWantedEvent } from './shared/supervision-events.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 250;
/** Fewer letters or digits find half of everything. */
const LEAST = 3;
/** So many checkpoints are shown before the rest is asked for. */
const FEW = 6;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What happens now, for those who supervise: what waits, is in progress and has ended by queue; today's funnel; today's
 * checkpoints against the same weekday before; the checkpoints attached last; and a search by contact or id.
 *
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened
 * @fires {HistoryWantedEvent} waypost-history-wanted - somebody wants to see the interactions behind a figure
 * @csspart root - everything
 * @csspart notice - what is said in place of figures
 */
export class WaypostSupervision extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, supervisionStyles];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** The IANA zone of its day and times; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private words = '';
  @state() private searched = '';
  @state() private isWhole = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #counted = new FollowController<Supervision>(this);
  readonly #found = new FollowController<HistoryData, History>(this);
  readonly #clock = new ClockController(this, () =>
    this.#counted.state?.retryAt ? 'second' : 'minute',
  );

  constructor() {
    super();
    new TooltipController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  /** Asks the server anew, now. */
  refresh = async (): Promise<void> => {
    await this.#counted.source?.refresh();
  };

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) return;
    const { client, zone, searched } = this.#now;
    this.#counted.follow(client, zone, (of) => of.supervision({ timeZone: zone }));
    this.#found.follow(searched ? client : undefined, searched, (of) =>
      of.history(ID.test(searched) ? { id: [searched] } : { search: searched }),
    );
  }

  get #now() {
    return {
      client: this.client ?? this.#context.value,
      zone: this.timeZone || browserZone(),
      searched: this.searched,
    };
  }

  protected override render(): TemplateResult {
    if (!this.#now.client) return withoutClient();
    return html`<div class="search-row fields" role="search">
        <label
          >${msg('Find an interaction')}
          <input
            type="search"
            maxlength="100"
            placeholder=${msg('Phone number, e-mail or id')}
            .value=${this.words}
            @input=${this.#type}
            @change=${this.#search}
            @keydown=${this.#toFound}
          />
        </label>
        <div aria-live="polite">${this.#results()}</div>
      </div>
      ${this.#body()}
      <div class="foot" role="status">${this.#freshness()}</div>`;
  }

  #results(): TemplateResult | typeof nothing {
    if (!this.searched) return nothing;
    const { state } = this.#found;
    const missing = missingWords(state);
    if (missing)
      return failedNotice(
        msg('Could not search'),
        missing,
        () => void this.#found.source?.refresh(),
      );
    if (!state?.data) return loadingNotice(msg('Searching…'));
    const { items } = state.data;
    if (items.length === 0 && state.status === 'cached')
      return loadingNotice(msg('Searching…'));
    if (items.length === 0)
      return notice(
        msg('Nothing found'),
        msg('Nobody whom you see has this number, address or id, in the last three months.'),
      );
    return foundList(items, { timeZone: this.#now.zone, now: this.#clock.now }, this.#open);
  }

  #body(): TemplateResult {
    const { state } = this.#counted;
    const missing = missingWords(state);
    if (missing)
      return failedNotice(
        msg('Could not count what happens now'),
        missing,
        this.refresh,
        html`<span aria-live="off">${nextTry(state?.retryAt ?? null, this.#clock.now)}</span>`,
      );
    if (!state?.data) return loadingNotice(msg('Counting what happens now…'));
    const { zone: timeZone } = this.#now;
    const pictures: Pictures = {
      supervision: state.data,
      timeZone,
      open: (address) => this.dispatchEvent(new HistoryWantedEvent(address)),
    };
    return html`<div class="sections">
      ${this.#queues(pictures)} ${this.#funnel(pictures)} ${this.#checkpoints(pictures)}
      ${this.#latest(pictures)}
    </div>`;
  }

  #queues(pictures: Pictures): TemplateResult {
    return section(
      msg('Now'),
      nothing,
      pictures.supervision.queues.length > 0
        ? queuesTable(pictures)
        : quiet(msg('Nothing waits or is in progress, and nothing has ended today.')),
    );
  }

  #funnel(pictures: Pictures): TemplateResult {
    return section(
      msg('How far today’s interactions came'),
      nothing,
      pictures.supervision.funnel.length > 0
        ? funnelTable(pictures)
        : quiet(msg('No interaction of today has a checkpoint yet.')),
    );
  }

  #checkpoints(pictures: Pictures): TemplateResult {
    const { checkpoints } = pictures.supervision;
    const shown = this.isWhole ? checkpoints : checkpoints.slice(0, FEW);
    const rest = checkpoints.length - FEW;
    return section(
      msg('Checkpoints'),
      bothDaysWords(pictures),
      checkpoints.length > 0
        ? html`${checkpointsTable(pictures, shown)}${
            rest > 0
              ? html`<button
                  class="line more"
                  aria-expanded=${this.isWhole}
                  @click=${() => (this.isWhole = !this.isWhole)}
                >
                  ${this.isWhole ? msg('Show fewer') : msg('Show all')}
                </button>`
              : nothing
          }`
        : quiet(msg('No interaction of these days has a checkpoint.')),
    );
  }

  #latest({ supervision: { latest }, timeZone }: Pictures): TemplateResult {
    return section(
      msg('Latest checkpoints'),
      nothing,
      latest.length > 0
        ? latestList(latest, timeZone, this.#open)
        : quiet(msg('They appear here as soon as a routing attaches one.')),
    );
  }

  #freshness(): unknown {
    const { state } = this.#counted;
    if (!state) return nothing;
    const { zone } = this.#now;
    return html`${freshness(state, zone, this.#clock.now, this.refresh)} · ${zone}`;
  }

  #open = (interactionId: string): void => {
    this.dispatchEvent(new InteractionOpenEvent(interactionId));
  };

  #type = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#search, PAUSE);
  };

  #search = (): void => {
    clearTimeout(this.#typing);
    const words = this.words.trim();
    this.searched = words.replace(/[^\p{L}\p{N}]/gu, '').length < LEAST ? '' : words;
  };

  /** From the search into what was found. */
  #toFound = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.find('.found button')?.focus();
  };
}

function section(title: string, words: unknown, content: unknown): TemplateResult {
  return html`<section>
    <div class="title">
      <h2>${title}</h2>
      ${words === nothing ? nothing : html`<span class="quiet small">${words}</span>`}
    </div>
    ${content}
  </section>`;
}

function quiet(words: string): TemplateResult {
  return html`<p class="quiet">${words}</p>`;
}

define('waypost-supervision', WaypostSupervision);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-supervision': WaypostSupervision;
  }
}
