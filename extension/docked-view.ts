import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  History,
  HistoryData,
  InteractionData,
  SubscriptionState,
  Waypost,
} from '../api-client/waypost.ts';
import '../widget/checkpoint-chips.ts';
import '../widget/checkpoint-trail.ts';
import { ClockController } from '../widget/shared/clock.ts';
import { define } from '../widget/shared/define.ts';
import { WaypostElement } from '../widget/shared/element.ts';
import { FollowController } from '../widget/shared/follow.ts';
import { freshness } from '../widget/shared/freshness.ts';
import { interactionHead, mainFacts } from '../widget/shared/interaction-head.ts';
import { interactionStyles } from '../widget/shared/interaction-styles.ts';
import { isLive } from '../widget/shared/interaction-words.ts';
import { backBar, newsBar, titleBar } from '../widget/shared/panel-bars.ts';
import type { InteractionOpenEvent } from '../widget/shared/panel-events.ts';
import { firstList } from '../widget/shared/panel-lists.ts';
import { listTitle, missingWords } from '../widget/shared/panel-notices.ts';
import { panelStyles } from '../widget/shared/panel-styles.ts';
import { TooltipController } from '../widget/shared/tooltip.ts';

/**
 * Where a customer has been, to be read and nothing else: it stands in a stranger's page, which may have people click
 * on what they do not see. Nothing in it calls, writes, pays or changes anything.
 */
export class DockedView extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    interactionStyles,
    panelStyles,
    css`
      .root {
        border-width: 0;
        border-radius: 0;
      }
      .body {
        min-block-size: 0;
      }
      .bar h2 {
        font-size: inherit;
      }
      .status.dot.live {
        color: var(--_accent);
      }
      .status.dot.live::before {
        background: currentColor;
      }
      .one {
        container: interaction / inline-size;
      }
    `,
  ];

  @property({ attribute: false }) client: Waypost | undefined;

  /** The customer, by a whole phone number or e-mail address. */
  @property() contact = '';

  /** What a person opened; null is the list, undefined what goes on. */
  @state() private choice: string | null | undefined;
  @state() private loadingOlder = false;
  #liveId: string | undefined;

  readonly #list = new FollowController<HistoryData, History>(this);
  readonly #one = new FollowController<InteractionData>(this);
  readonly #clock = new ClockController(this, () => {
    const shown = this.#one.state?.data?.interaction;
    return shown && isLive(shown) ? 'second' : 'minute';
  });

  constructor() {
    super();
    new TooltipController(this);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('contact')) this.choice = this.#liveId = undefined;
    if (!this.isConnected) return;
    const { client, contact } = this;
    this.#list.follow(client, contact, (of) => of.history({ contact }));
    // It stays on show when it ends: nothing changes under the reader's eyes.
    this.#liveId ??= this.#newestLive;
    const id = this.#shownId;
    this.#one.follow(id ? client : undefined, id ?? '', (of) => of.interaction(id ?? ''));
  }

  get #newestLive(): string | undefined {
    return this.#list.state?.data?.items.find(isLive)?.id;
  }

  get #shownId(): string | undefined {
    return this.choice === undefined ? this.#liveId : (this.choice ?? undefined);
  }

  get #state(): SubscriptionState<unknown> | undefined {
    return this.#shownId ? this.#one.state : this.#list.state;
  }

  protected override render(): TemplateResult {
    const id = this.#shownId;
    const live = this.#newestLive;
    return html`${id ? backBar(this.#list.state?.data, this.#back) : titleBar(listTitle(this.contact))}
      ${id && live && live !== id ? newsBar(() => (this.choice = live)) : nothing}
      <div class="body" @waypost-interaction-open=${this.#open} @waypost-retry=${this.#refresh}>
        ${id ? this.#interaction() : this.#interactions()}
      </div>
      <div class="foot" part="foot">
        <span class="state" role="status">
          ${this.#state ? freshness(this.#state, '', this.#clock.now, this.#refresh) : nothing}
        </span>
      </div>`;
  }

  #interactions(): TemplateResult {
    const { state } = this.#list;
    return firstList(this.contact, state, '', this.loadingOlder, this.#loadOlder);
  }

  #interaction(): TemplateResult {
    const interaction = this.#one.state?.data?.interaction;
    const trail = html`<waypost-checkpoint-trail
      .checkpoints=${interaction?.checkpoints}
      .error=${missingWords(this.#one.state)}
      .routingName=${interaction?.run?.routingName ?? interaction?.routing?.name ?? ''}
    ></waypost-checkpoint-trail>`;
    if (!interaction) return trail;
    return html`<div class="one">
      ${interactionHead(interaction, this.#clock.now)}
      <div class="row" ?hidden=${interaction.checkpoints.length === 0}>
        <waypost-checkpoint-chips
          .checkpoints=${interaction.checkpoints}
        ></waypost-checkpoint-chips>
      </div>
      ${mainFacts(interaction)}${trail}
    </div>`;
  }

  #open = ({ interactionId }: InteractionOpenEvent): Promise<void> =>
    this.#choose(interactionId);

  #back = (): Promise<void> => this.#choose(null);

  /** The keyboard goes along: what had it is gone. */
  async #choose(choice: string | null): Promise<void> {
    const left = this.#shownId;
    this.choice = choice;
    await this.updateComplete;
    if (choice !== null) return this.find('.back')?.focus();
    const list = this.renderRoot.querySelector('waypost-contact-history');
    await list?.updateComplete;
    list?.focusRow(left);
  }

  #refresh = (): void => {
    for (const { source } of [this.#list, this.#one]) void source?.refresh().catch(() => {});
  };

  #loadOlder = async (): Promise<void> => {
    this.loadingOlder = true;
    // What goes wrong stands in the subscription's state, and the button stays.
    await this.#list.source?.loadMore().catch(() => {});
    this.loadingOlder = false;
  };
}

define('waypost-docked-view', DockedView);
