import { msg } from '@lit/localize';
import { html, nothing, render, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Me } from '../api-client/contract/user.ts';
import type { Desk, InteractionData, Waypost } from '../api-client/waypost.ts';
import { WaypostCheckpointChips } from './checkpoint-chips.ts';
import { WaypostCheckpointTrail, type ConfigurationUrl } from './checkpoint-trail.ts';
import { arrivals } from './shared/arrivals.ts';
import { arrivalWords } from './shared/arrival-words.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { interactionHead, mainFacts, unfoldButton } from './shared/interaction-head.ts';
import { interactionStyles } from './shared/interaction-styles.ts';
import { tabList, type InteractionTab } from './shared/interaction-tabs.ts';
import { isLive } from './shared/interaction-words.ts';
import type { Later } from './shared/later-tabs.ts';
import { failedNotice, loadingNotice } from './shared/notices.ts';
import { RetryEvent } from './shared/retry-event.ts';
import type { SelfFollowing } from './shared/self-following.ts';
import { browserZone } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

/**
 * One interaction in full: who the customer is, how it stands, where they have been, and what was said, noted and done.
 * Give it `data`; or an `interaction-id`, with a `client` or inside of what provides one, and it follows that
 * interaction by itself. Where it is wide, the facts stand beside the tabs. With a client, the customer's other
 * interactions are listed below.
 *
 * @fires {CheckpointOpenEvent} waypost-checkpoint-open - the link to a configuration page was followed
 * @fires {InteractionOpenEvent} waypost-interaction-open - another interaction was opened from this one
 * @fires {RetryEvent} waypost-retry - someone asked to try again after a failure
 * @csspart root - everything
 * @csspart head - who the customer is, and the status
 * @csspart status - the status
 * @csspart foot - how fresh it is, when the element follows by itself
 * @csspart notice - what is said in place of content
 */
export class WaypostInteraction extends WaypostElement {
  static override styles = [...WaypostElement.styles, interactionStyles];

  /** The interaction and its conversation; undefined while they load. */
  @property({ attribute: false }) data: InteractionData | undefined;

  /** The interaction to follow, in place of `data`. */
  @property({ attribute: 'interaction-id' }) interactionId = '';

  /** The client to follow and to act by; the one that is provided around the element when undefined. */
  @property({ attribute: false }) client: Waypost | undefined;

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

  /**
   * Which tab is open: `interaction`, `information`, `data`, `card`, `case`, `qualifications`, `survey-answers`,
   * `invoices` or `routing`.
   */
  @property() tab: InteractionTab = 'data';

  @state() private later: Later | undefined;
  @state() private following: SelfFollowing | undefined;
  @state() private unfolded = false;
  @state() private announcement = '';
  #told: InteractionData | undefined;
  #drawnId: string | undefined;
  readonly #clock = new ClockController(this, () => {
    const shown = this.#shown;
    const counts = shown ? isLive(shown.interaction) : this.following?.countsDown;
    return counts ? 'second' : 'minute';
  });

  constructor() {
    super();
    define('waypost-checkpoint-chips', WaypostCheckpointChips);
    define('waypost-checkpoint-trail', WaypostCheckpointTrail);
    new TooltipController(this);
  }

  /** Asks the server anew, now, when the element follows by itself. */
  async refresh(): Promise<void> {
    await this.following?.refresh();
  }

  protected override willUpdate(): void {
    if (this.isConnected && (this.interactionId || this.following)) void this.#follow();
    if (this.isConnected && this.#shown) this.#showLater(this.#shown);
    const [before, now] = [this.#told?.interaction, this.#shown?.interaction];
    this.#told = this.#shown;
    if (!before || !now || before.id !== now.id) return;
    const news = arrivals(before.checkpoints, now.checkpoints);
    if (news.length > 0) this.announcement = arrivalWords(news);
  }

  async #follow(): Promise<void> {
    if (!this.following) {
      const found = await import('./shared/self-following.ts').catch(() => undefined);
      // Without a network the next update tries again.
      if (found) this.following ??= new found.SelfFollowing(this);
    }
    this.following?.follow(this.#client, this.interactionId);
  }

  #showLater(data: InteractionData): void {
    this.later?.follow({
      data,
      zone: this.timeZone || browserZone(),
      now: this.#clock.now,
      userId: this.#user?.id,
      desk: this.desk ?? this.#client?.desk,
      client: this.#client,
      tab: this.tab,
      showsFacts: this.find('#more')?.checkVisibility() ?? false,
    });
  }

  get #client(): Waypost | undefined {
    return this.client ?? this.following?.provided;
  }

  get #shown(): InteractionData | undefined {
    return this.data ?? this.following?.data;
  }

  /** Another interaction starts from nothing: what was open or new in the former one is not so in this one. */
  protected override update(changed: PropertyValues<this>): void {
    const id = this.#shown?.interaction.id;
    const isAnother = this.#drawnId !== undefined && this.#drawnId !== id;
    if (isAnother) render(nothing, this.renderRoot as HTMLElement, this.renderOptions);
    this.#drawnId = id;
    super.update(changed);
  }

  protected override render(): TemplateResult {
    const shown = this.#shown;
    return html`${shown ? this.#content(shown) : this.#missing()}
      <div role="status" class="unseen">${this.announcement}</div>`;
  }

  #missing(): unknown {
    if (this.error)
      return failedNotice(msg('Could not load the interaction'), this.error, this.#retry);
    const said = this.interactionId ? this.following?.missing(this.#clock.now) : undefined;
    return said ?? loadingNotice(msg('Loading the interaction…'));
  }

  #content(data: InteractionData): TemplateResult {
    const { interaction } = data;
    void this.#loadLater();
    return html`<div class="sides">
        <div class="side">
          ${interactionHead(interaction, this.#clock.now)}
          <div class="row" ?hidden=${interaction.checkpoints.length === 0}>
            <waypost-checkpoint-chips
              .checkpoints=${interaction.checkpoints}
              .timeZone=${this.timeZone}
            ></waypost-checkpoint-chips>
          </div>
          ${mainFacts(interaction)}
          ${unfoldButton(this.unfolded, this.later?.line(data), () => {
            this.unfolded = !this.unfolded;
          })}
          <div id="more" class=${this.unfolded ? 'open' : ''}>${this.later?.facts(data)}</div>
        </div>
        <div class="central">
          <div class="bar">
            ${tabList(this.tab, (tab) => (this.tab = tab))}
            ${this.later?.actions(this.#refreshAll)}
          </div>
          <div id="panel" role="tabpanel" tabindex="0" aria-labelledby=${this.tab}>
            ${this.tab === 'data' ? this.#trail(data) : nothing}${this.#laterTab(data)}
          </div>
          ${this.later?.end()}
        </div>
      </div>
      ${this.data ? nothing : this.following?.foot(this.timeZone, this.#clock.now)}`;
  }

  #trail({ interaction }: InteractionData): TemplateResult {
    return html`<waypost-checkpoint-trail
      quiet
      .checkpoints=${interaction.checkpoints}
      .routingName=${interaction.run?.routingName ?? interaction.routing?.name ?? ''}
      .timeZone=${this.timeZone}
      .canConfigure=${this.#user?.rights.checkpoints?.includes('read') ?? false}
      .configurationUrl=${this.configurationUrl}
    ></waypost-checkpoint-trail>`;
  }

  /** The trail comes first; everything else is loaded when it is on show. */
  #laterTab(data: InteractionData): unknown {
    if (this.later) return this.later.tab(this.tab, data);
    return this.tab === 'data' ? nothing : loadingNotice(msg('Loading…'));
  }

  async #loadLater(): Promise<void> {
    if (this.later) return;
    // Without a network the words stay; the next rendering tries again.
    const found = await import('./shared/later-tabs.ts').catch(() => undefined);
    if (found) this.later ??= new found.Later(this);
  }

  get #user(): Me | undefined {
    return this.me ?? this.following?.me;
  }

  #refreshAll = (): void => {
    if (this.following && !this.data) void this.refresh();
    else this.#retry();
  };

  #retry = (): void => {
    this.dispatchEvent(new RetryEvent());
  };
}

define('waypost-interaction', WaypostInteraction);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-interaction': WaypostInteraction;
  }
}
