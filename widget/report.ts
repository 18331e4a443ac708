import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HistoryChoices } from '../api-client/contract/history.ts';
import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../api-client/contract/report.ts';
import type { SubscriptionState, Waypost } from '../api-client/waypost.ts';
import { Asked } from './shared/asked.ts';
import { clientContext } from './shared/client-context.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords } from './shared/error-words.ts';
import { FollowController } from './shared/follow.ts';
import { freshness } from './shared/freshness.ts';
import { faultNotice } from './shared/history-notices.ts';
import { failedNotice, loadingNotice, nextTry, notice } from './shared/notices.ts';
import { missingWords, withoutClient } from './shared/panel-notices.ts';
import { faultOf, type PeriodFault } from './shared/period.ts';
import { periodMenu } from './shared/period-menu.ts';
import { periodWords } from './shared/period-words.ts';
import { checkpointPart } from './shared/report-checkpoints.ts';
import { ReportChangedEvent } from './shared/report-events.ts';
import {
  filterSelects,
  groupSelect,
  partTabs,
  type ReportFilters,
} from './shared/report-filters.ts';
import { funnelPart, stepChooser } from './shared/report-funnel.ts';
import { sharingChooser, sharingPart } from './shared/report-load-sharing.ts';
import {
  addressOf,
  checkpointQuery,
  funnelQuery,
  loadSharingQuery,
  openingReport,
  stateOf,
  type ReportState,
} from './shared/report-state.ts';
import { reportStyles } from './shared/report-styles.ts';
import { HistoryWantedEvent } from './shared/supervision-events.ts';
import { browserZone, dayKey } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

export { ReportChangedEvent } from './shared/report-events.ts';

type Report = CheckpointReport | FunnelReport | LoadSharingReport;

/**
 * What is counted of the interactions that a user may see: their checkpoints, a funnel over some of them, and how the
 * links of a load sharing compare. Every figure leads to the very interactions that it counts, every table to a file.
 *
 * @fires {HistoryWantedEvent} waypost-history-wanted - somebody wants to see the interactions behind a figure; not
 *   where `history-url` says where they are
 * @fires {ReportChangedEvent} waypost-report-changed - it shows another part, period or filter
 * @csspart root - everything
 * @csspart notice - what is said in place of figures
 */
export class WaypostReport extends WaypostElement {
  static override styles = [...WaypostElement.styles, reportStyles];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** What it shows, as a part of an address: `part=funnel&period=last-30-days`. '' is how it opens. */
  @property() address = '';

  /** The page with a history, which figures lead to: `/history#{address}`. */
  @property({ attribute: 'history-url' }) historyUrl = '';

  /** The IANA zone of its days and times; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private shows: ReportState = openingReport;
  @state() private periodFault: PeriodFault | undefined;

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #choices = new Asked<HistoryChoices>(() => this.requestUpdate());
  #choicesOf: Waypost | undefined;
  readonly #checkpoints = new FollowController<CheckpointReport>(this);
  readonly #funnel = new FollowController<FunnelReport>(this);
  readonly #sharing = new FollowController<LoadSharingReport>(this);
  /** What was counted last: it stays, out of reach, until what is asked for now is there. */
  #last: { part: ReportState['part']; shown: TemplateResult } | undefined;
  readonly #clock = new ClockController(this, () =>
    this.#state?.retryAt ? 'second' : 'minute',
  );

  constructor() {
    super();
    new TooltipController(this);
  }

  /** Asks the server anew, now. */
  refresh = async (): Promise<void> => {
    if (this.#choices.error) this.#choices.again();
    await this.#shown.source?.refresh();
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('address') && this.address !== addressOf(this.shows)) {
      this.shows = stateOf(this.address);
      this.periodFault = undefined;
    }
    if (this.isConnected) this.#follow();
  }

  #follow(): void {
    const { client, zone, today, fault } = this.#now;
    if (client !== this.#choicesOf) this.#choices.forget();
    this.#choicesOf = client;
    if (client) this.#choices.ask('choices', () => client.historyChoices());
    const { part } = this.shows;
    const of = <Query>(own: ReportState['part'], query: () => Query | undefined) =>
      part === own && !fault ? query() : undefined;
    const checkpoints = of('checkpoints', () => checkpointQuery(this.shows, today, zone));
    const funnel = of('funnel', () => funnelQuery(this.shows, today, zone));
    const sharing = of('load-sharing', () => loadSharingQuery(this.shows, today, zone));
    const key = JSON.stringify(checkpoints ?? funnel ?? sharing);
    this.#checkpoints.follow(checkpoints && client, key, ({ reports }) =>
      reports.checkpoints(checkpoints!),
    );
    this.#funnel.follow(funnel && client, key, ({ reports }) => reports.funnel(funnel!));
    this.#sharing.follow(sharing && client, key, ({ reports }) =>
      reports.loadSharing(sharing!),
    );
  }

  get #now() {
    const zone = this.timeZone || browserZone();
    const today = dayKey(this.#clock.now, zone);
    const { period } = this.shows;
    const fault = period.kind === 'chosen' ? faultOf(period.from, period.to, today) : undefined;
    return { client: this.client ?? this.#context.value, zone, today, fault };
  }

  get #shown(): Pick<FollowController<Report>, 'source' | 'state'> {
    const { part } = this.shows;
    if (part === 'funnel') return this.#funnel;
    return part === 'load-sharing' ? this.#sharing : this.#checkpoints;
  }

  get #state(): SubscriptionState<Report> | undefined {
    return this.#shown.state;
  }

  protected override render(): TemplateResult {
    if (!this.#now.client) return withoutClient();
    return html`<div class="tools">${partTabs(this.#filters)} ${this.#period()}</div>
      <div class="asks">${filterSelects(this.#filters)}</div>
      ${this.#asks()}
      <div class="body">${this.#body()}</div>
      <div class="foot" role="status">${this.#foot()}</div>`;
  }

  get #filters(): ReportFilters {
    return {
      shows: this.shows,
      choices: this.#choices.value,
      change: (part) => this.#change(part),
    };
  }

  #period(): TemplateResult {
    return periodMenu({
      period: this.shows.period,
      today: this.#now.today,
      fault: this.periodFault,
      choose: (period) => {
        this.periodFault = undefined;
        this.#change({ period });
      },
      refuse: (fault) => (this.periodFault = fault),
    });
  }

  /** What the part that is shown has to be asked. */
  #asks(): TemplateResult {
    const { value: choices, error } = this.#choices;
    return html`<div class="asks" role="group" aria-label=${msg('What is counted')}>
      ${error ? html`<p class="bad" role="alert">${errorWords(error)}</p>` : nothing}
      ${this.#partAsks(choices)}
    </div>`;
  }

  #partAsks(choices: HistoryChoices | undefined): TemplateResult {
    switch (this.shows.part) {
      case 'checkpoints':
        return groupSelect(this.#filters);
      case 'funnel':
        return stepChooser({
          steps: this.shows.steps,
          choices,
          choose: (steps) => this.#change({ steps }),
        });
      case 'load-sharing':
        return sharingChooser(this.shows, choices, (part) => this.#change(part));
    }
  }

  #body(): TemplateResult {
    const { today, fault } = this.#now;
    if (fault) return faultNotice(fault, today, (kind) => this.#change({ period: { kind } }));
    const unasked = this.#unasked();
    if (unasked) return unasked;
    const state = this.#state;
    const missing = missingWords(state);
    if (missing)
      return failedNotice(
        msg('Could not count'),
        missing,
        this.refresh,
        html`<span aria-live="off">${nextTry(state?.retryAt ?? null, this.#clock.now)}</span>`,
      );
    const isStale = !state?.data;
    if (isStale && this.#last?.part !== this.shows.part) return loadingNotice(msg('Counting…'));
    if (!isStale) this.#last = { part: this.shows.part, shown: this.#part() };
    return html`<div class="counted" ?inert=${isStale}>${this.#last!.shown}</div>`; // it is there
  }

  /** What has to be chosen before there is anything to count. */
  #unasked(): TemplateResult | undefined {
    if (this.#shown.source) return undefined;
    switch (this.shows.part) {
      case 'funnel':
        return notice(
          msg('Choose at least two checkpoints'),
          msg('In the order in which customers should come by them.'),
        );
      case 'load-sharing':
        return notice(
          msg('Choose a routing and a checkpoint'),
          msg(
            'The links of its load sharings are compared by how many interactions reached it.',
          ),
        );
      case 'checkpoints':
        return undefined;
    }
  }

  #part(): TemplateResult {
    const { zone } = this.#now;
    const { filter, groupBy, drawn } = this.shows;
    const shared = {
      ground: { filter, timeZone: zone },
      figures: {
        url: this.historyUrl,
        open: (address: string) => this.dispatchEvent(new HistoryWantedEvent(address)),
      },
    };
    const [counted, funnel, sharing] = [
      this.#checkpoints.state?.data,
      this.#funnel.state?.data,
      this.#sharing.state?.data,
    ];
    if (counted) {
      if (
        counted.groups.every(({ interactions, before }) => interactions + (before ?? 0) === 0)
      )
        return this.#empty();
      const draw = (checkpointId: string) => this.#change({ drawn: checkpointId });
      return checkpointPart({ report: counted, ...shared, groupBy, drawn, draw });
    }
    if (funnel)
      return funnel.interactions === 0
        ? this.#empty()
        : funnelPart({ report: funnel, ...shared });
    if (sharing)
      return sharing.sharings.length === 0
        ? this.#unshared()
        : sharingPart({ report: sharing, ...shared });
    return this.#empty();
  }

  #empty(): TemplateResult {
    return notice(
      msg('Nothing to count'),
      html`${msg('No interaction that you may see started in this period and fits the filter:')}
      ${periodWords(this.shows.period)}.`,
    );
  }

  #unshared(): TemplateResult {
    return notice(
      msg('No load sharing was passed'),
      msg('No interaction of this period came through a load sharing of this routing.'),
    );
  }

  #foot(): unknown {
    const state = this.#state;
    if (!state) return nothing;
    const { zone } = this.#now;
    return html`<span>${freshness(state, zone, this.#clock.now, this.refresh)}</span>
      <span>${zone}</span>`;
  }

  #change(part: Partial<ReportState>): void {
    this.shows = { ...this.shows, ...part };
    this.address = addressOf(this.shows);
    this.dispatchEvent(new ReportChangedEvent(this.address));
  }
}

define('waypost-report', WaypostReport);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-report': WaypostReport;
  }
}
