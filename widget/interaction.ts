import { msg, str } from '@lit/localize';
import { html, nothing, render, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InteractionDetails } from '../api-client/contract/interaction.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { Desk, InteractionData } from '../api-client/waypost.ts';
import './checkpoint-chips.ts';
import './checkpoint-trail.ts';
import type { ConfigurationUrl } from './checkpoint-trail.ts';
import { arrivals } from './shared/arrivals.ts';
import { arrivalWords } from './shared/arrival-words.ts';
import type * as Tabs from './shared/later-tabs.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { interactionStyles } from './shared/interaction-styles.ts';
import {
  contactWords,
  directionWords,
  flowWords,
  initials,
  isLive,
  phoneWords,
  statusTone,
  statusWords,
} from './shared/interaction-words.ts';
import { failedNotice, loadingNotice } from './shared/notices.ts';
import { RetryEvent } from './shared/retry-event.ts';
import { moveFocus } from './shared/roving.ts';
import { runWords } from './shared/run-words.ts';
import { browserZone, runningClock } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

const TABS = ['trail', 'conversation', 'data'] as const;
type Tab = (typeof TABS)[number];

/**
 * One interaction: who the customer is, where they have been, and how the interaction stands.
 *
 * @fires {CheckpointOpenEvent} waypost-checkpoint-open - the link to a configuration page was followed
 * @fires {RetryEvent} waypost-retry - someone asked to try again after a failure
 * @csspart root - everything
 * @csspart head - who the customer is, and the status
 * @csspart status - the status
 * @csspart notice - what is said in place of content
 */
export class WaypostInteraction extends WaypostElement {
  static override styles = [...WaypostElement.styles, interactionStyles];

  /** The interaction and its conversation; undefined while they load. */
  @property({ attribute: false }) data: InteractionData | undefined;

  /** The signed-in user: decides whether checkpoints link to their configuration. */
  @property({ attribute: false }) me: Me | undefined;

  /** The desk of a client, `client.desk`: an advisor answers and finishes their interactions by it. */
  @property({ attribute: false }) desk: Desk | undefined;

  /** Why the interaction could not be loaded, as a sentence. */
  @property() error = '';

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Where a checkpoint's configuration page is: a function, or as `/maker/checkpoints/{id}`. */
  @property({ attribute: 'configuration-url' }) configurationUrl: ConfigurationUrl = '';

  /** Which tab is open: `trail`, `conversation` or `data`. */
  @property() tab: Tab = 'trail';

  @state() private tabs: typeof Tabs | undefined;
  @state() private announcement = '';
  readonly #clock = new ClockController(this, () =>
    this.data && isLive(this.data.interaction) ? 'second' : 'minute',
  );

  constructor() {
    super();
    new TooltipController(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('data')?.interaction;
    const now = this.data?.interaction;
    if (!before || !now || before.id !== now.id) return;
    const news = arrivals(before.checkpoints, now.checkpoints);
    if (news.length > 0) this.announcement = arrivalWords(news);
  }

  /** Another interaction starts from nothing: what was open or new in the former one is not so in this one. */
  protected override update(changed: PropertyValues<this>): void {
    const before = changed.get('data');
    const isAnother = before && before.interaction.id !== this.data?.interaction.id;
    if (isAnother) render(nothing, this.renderRoot as HTMLElement, this.renderOptions);
    super.update(changed);
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div role="status" class="unseen">${this.announcement}</div>`;
  }

  #content(): unknown {
    if (this.error && !this.data)
      return failedNotice(msg('Could not load the interaction'), this.error, this.#retry);
    if (!this.data) return loadingNotice(msg('Loading the interaction…'));
    const { interaction } = this.data;
    return html`${this.#head(interaction)}${this.#chips(interaction)}${this.#facts(interaction)}
    ${this.#tabList()}${this.#tabPanel(this.data)}`;
  }

  #head(interaction: InteractionDetails): TemplateResult {
    const { contact } = interaction;
    const { name, phone, email } = contact;
    const number = phone && phoneWords(phone);
    const lines = name ? [number, email] : [number ? email : null];
    return html`<div class="head" part="head">
      <div class="face" aria-hidden="true">${initials(contact) || '?'}</div>
      <div>
        <h2 title=${contactWords(contact)}><bdi>${contactWords(contact)}</bdi></h2>
        ${lines.map((line) =>
          line
            ? html`<div class="quiet number" title=${line}><bdi>${line}</bdi></div>`
            : nothing,
        )}
      </div>
      ${this.#status(interaction)}
    </div>`;
  }

  #status(interaction: InteractionDetails): TemplateResult {
    const { status, statusReason, startedAt, endedAt } = interaction;
    const end = endedAt ? Date.parse(endedAt) : this.#clock.now;
    const clock = runningClock(end - Date.parse(startedAt));
    const tone = `${statusTone(status)} ${status === 'in-progress' ? 'dot' : ''}`;
    const words = html`${statusWords(status)} · <span class="number">${clock}</span>`;
    return statusReason
      ? html`<button
          class="status ${tone}"
          part="status"
          data-tip=${statusReason}
          aria-description=${statusReason}
        >
          <span>${words}</span>
        </button>`
      : html`<span class="status ${tone}" part="status"><span>${words}</span></span>`;
  }

  #chips({ checkpoints }: InteractionDetails): TemplateResult {
    return html`<div class="row" ?hidden=${checkpoints.length === 0}>
      <waypost-checkpoint-chips
        .checkpoints=${checkpoints}
        .timeZone=${this.timeZone}
      ></waypost-checkpoint-chips>
    </div>`;
  }

  #facts(interaction: InteractionDetails): TemplateResult {
    const { flow, direction, queue, advisor, run } = interaction;
    return html`<dl class="facts row">
      ${fact(msg('Flow'), flowWords(flow))}${fact(msg('Direction'), directionWords(direction))}
      ${fact(msg('Queue'), queue?.name)}${fact(msg('Advisor'), advisor?.name)}
      ${
        run
          ? [
              fact(
                msg('Routing'),
                msg(str`${run.routingName}, version ${run.routingVersion}`),
                true,
              ),
              fact(...runWords(run, interaction, this.#zone, this.#clock.now), true),
            ]
          : nothing
      }
    </dl>`;
  }

  #tabList(): TemplateResult {
    const names = { trail: msg('Trail'), conversation: msg('Conversation'), data: msg('Data') };
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${msg('The interaction')}
      @keydown=${this.#moveTab}
    >
      ${TABS.map(
        (tab) =>
          html`<button
            id=${tab}
            role="tab"
            aria-selected=${tab === this.tab}
            aria-controls="panel"
            tabindex=${tab === this.tab ? 0 : -1}
            @click=${() => this.#openTab(tab)}
          >
            ${names[tab]}
          </button>`,
      )}
    </div>`;
  }

  #tabPanel(data: InteractionData): TemplateResult {
    return html`<div id="panel" role="tabpanel" tabindex="0" aria-labelledby=${this.tab}>
      ${this.#tabContent(data)}
    </div>`;
  }

  #tabContent(data: InteractionData): TemplateResult {
    const { interaction } = data;
    if (this.tab !== 'trail') return this.#laterTab(data, this.tab);
    return html`<waypost-checkpoint-trail
      quiet
      .checkpoints=${interaction.checkpoints}
      .routingName=${interaction.run?.routingName ?? interaction.routing?.name ?? ''}
      .timeZone=${this.timeZone}
      .canConfigure=${this.me?.rights.checkpoints?.includes('read') ?? false}
      .configurationUrl=${this.configurationUrl}
    ></waypost-checkpoint-trail>`;
  }

  /** The trail comes first; what the other tabs need is loaded when one of them is opened. */
  #laterTab(data: InteractionData, tab: 'conversation' | 'data'): TemplateResult {
    if (!this.tabs) {
      void this.#loadTabs();
      return loadingNotice(msg('Loading…'));
    }
    if (tab === 'data') return this.tabs.interactionValues(data.interaction);
    const reader = { zone: this.#zone, now: this.#clock.now, userId: this.me?.id };
    return html`${this.tabs.conversation(data, reader)}
      <waypost-reply
        .desk=${this.desk}
        .interactionId=${data.interaction.id}
        .messages=${data.messages}
      ></waypost-reply>`;
  }

  async #loadTabs(): Promise<void> {
    try {
      const tabs = await import('./shared/later-tabs.ts');
      const sheet = tabs.tabStyles.styleSheet;
      if (sheet) this.shadowRoot?.adoptedStyleSheets.push(sheet);
      this.tabs = tabs;
    } catch {
      // Without a network the words stay; the next rendering tries again.
    }
  }

  get #zone(): string {
    return this.timeZone || browserZone();
  }

  #openTab(tab: Tab): void {
    this.tab = tab;
  }

  #moveTab = (event: KeyboardEvent): void => {
    const tab =
      TABS[moveFocus(event, [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')])];
    if (tab) this.#openTab(tab);
  };

  #retry = (): void => {
    this.dispatchEvent(new RetryEvent());
  };
}

function fact(heading: string, words: string | undefined, whole = false): TemplateResult {
  return html`<dt class="quiet">${heading}</dt>
    <dd class=${whole ? 'whole' : ''}>${words ? html`<bdi>${words}</bdi>` : '–'}</dd>`;
}

define('waypost-interaction', WaypostInteraction);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-interaction': WaypostInteraction;
  }
}
