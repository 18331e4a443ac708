import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HistoryPeriod } from '../api-client/contract/history.ts';
import type { InteractionEvent } from '../api-client/contract/interaction.ts';
import type { PathRouting } from '../api-client/contract/interaction-routings.ts';
import type { RoutingVersion, VersionCounts } from '../api-client/contract/routing.ts';
import { asWaypostError, type WaypostError } from '../api-client/errors.ts';
import type { History, HistoryData, InteractionData, Waypost } from '../api-client/waypost.ts';
import { numberWords } from './shared/count-words.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords } from './shared/error-words.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { FollowController } from './shared/follow.ts';
import { contactName } from './shared/interaction-cells.ts';
import { daysOf, startOfDay } from './shared/period.ts';
import { periodWords } from './shared/period-words.ts';
import { VersionWantedEvent } from './shared/routing-events.ts';
import { takenPath, type TakenPath } from './shared/taken-path.ts';
import { browserZone, clockTime, dayKey, shortMoment } from './shared/time.ts';
import { overlayOfCounts, overlayOfPath, type TreeOverlay } from './shared/tree-overlay.ts';
import { watchStyles } from './shared/watch-styles.ts';

/** Something else is to be shown on the tree. */
export class OverlayChangedEvent extends Event {
  readonly overlay: TreeOverlay | undefined;

  constructor(overlay: TreeOverlay | undefined) {
    super('waypost-overlay-changed', { bubbles: true });
    this.overlay = overlay;
  }
}

type Period = Extract<HistoryPeriod['kind'], 'today' | 'last-7-days' | 'last-30-days'>;
const PERIODS: readonly Period[] = ['today', 'last-7-days', 'last-30-days'];
/** As many interactions are offered. */
const LATEST = 12;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/**
 * What happens in a version: how many interactions went which way in a period, and the way of one of them, step by step.
 * It counts what the user sees.
 *
 * @fires {OverlayChangedEvent} waypost-overlay-changed - something else is to be shown on the tree
 * @fires {VersionWantedEvent} waypost-version-wanted - the interaction went through another version
 * @csspart root - everything
 */
export class WaypostRoutingWatch extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, watchStyles];

  @property({ attribute: false }) client: Waypost | undefined;
  @property({ attribute: false }) version: RoutingVersion | undefined;

  @state() private period: Period = 'last-7-days';
  @state() private counts: VersionCounts | undefined;
  @state() private error: WaypostError | undefined;
  /** The interaction that is replayed. */
  @state() private interactionId = '';
  @state() private events: readonly InteractionEvent[] = [];
  @state() private routings: readonly PathRouting[] = [];
  /** How many steps of it are shown; all of them while undefined. */
  @state() private steps: number | undefined;
  @state() private trouble = '';
  #turn = 0;
  #shown: TreeOverlay | undefined;
  #interaction: InteractionData | undefined;
  readonly #latest = new FollowController<HistoryData, History>(this);
  readonly #one = new FollowController<InteractionData>(this);

  protected override willUpdate(changed: PropertyValues): void {
    const { client, version, interactionId } = this;
    if (!client || !version || !this.isConnected) return;
    const { routingId } = version;
    this.#latest.follow(client, routingId, () => client.history({ routing: [routingId] }));
    this.#one.follow(interactionId ? client : undefined, interactionId, () =>
      client.interaction(interactionId),
    );
    if (changed.has('client') || changed.has('version') || changed.has('period'))
      void this.#count(client, version);
    const one = this.#one.state?.data;
    if (one !== this.#interaction) {
      this.#interaction = one;
      if (one) void this.#follow(client, interactionId);
    }
  }

  protected override updated(): void {
    const path = this.#path;
    const overlay = path
      ? overlayOfPath(path, this.steps ?? path.steps.length)
      : this.counts && overlayOfCounts(this.counts);
    const key = (of: TreeOverlay | undefined) =>
      of && JSON.stringify([[...of.taken], of.current, [...of.counts]]);
    if (key(overlay) === key(this.#shown)) return;
    this.#shown = overlay;
    this.dispatchEvent(new OverlayChangedEvent(overlay));
  }

  async #count(client: Waypost, { routingId, number }: RoutingVersion): Promise<void> {
    const turn = ++this.#turn;
    this.error = this.counts = undefined;
    const zone = browserZone();
    const now = Date.now();
    const { from } = daysOf({ kind: this.period }, dayKey(now, zone));
    try {
      const counts = await client.routings.counts(routingId, number, {
        from: new Date(startOfDay(from, zone)).toISOString(),
        to: new Date(now).toISOString(),
      });
      if (turn === this.#turn) this.counts = counts;
    } catch (error) {
      if (turn === this.#turn) this.error = asWaypostError(error);
    }
  }

  /** Anew with every change of the interaction. */
  async #follow(client: Waypost, id: string): Promise<void> {
    try {
      const [routings, events] = await Promise.all([
        client.records.routings(id),
        client.records.events(id),
      ]);
      if (id !== this.interactionId) return;
      this.routings = routings;
      this.events = events;
    } catch (error) {
      if (id === this.interactionId) this.trouble = errorWords(asWaypostError(error));
    }
  }

  /** The way of the interaction through the version on show; undefined where it did not come through it. */
  get #path(): TakenPath | undefined {
    const interaction = this.#interaction?.interaction;
    const routing = this.routings.find(
      ({ routingId, version }) =>
        routingId === this.version?.routingId && version === this.version.number,
    );
    return interaction && routing && this.interactionId
      ? takenPath(routing, this.events, interaction)
      : undefined;
  }

  protected override render(): TemplateResult {
    return html`${this.#countsPart()} ${this.#replayPart()}`;
  }

  #countsPart(): TemplateResult {
    const { counts, error } = this;
    return html`<div class="fields">
        <label>
          <span>${msg('Interactions that started')}</span>
          <select @change=${this.#choosePeriod}>
            ${PERIODS.map(
              (kind) =>
                html`<option value=${kind} ?selected=${kind === this.period}>
                  ${periodWords({ kind })}
                </option>`,
            )}
          </select>
        </label>
      </div>
      <p role="status">
        ${
          error
            ? html`<span class="bad">${msg(str`Could not count. ${errorWords(error)}`)}</span>`
            : !counts
              ? msg('Counting…')
              : counts.interactions === 0
                ? msg('None came through this version.')
                : counts.interactions === 1
                  ? msg('1 came through this version.')
                  : msg(str`${numberWords(counts.interactions)} came through this version.`)
        }
      </p>`;
  }

  #replayPart(): TemplateResult {
    const zone = browserZone();
    const items = this.#latest.state?.data?.items.slice(0, LATEST) ?? [];
    return html`<h4>${msg('The way of one interaction')}</h4>
      ${this.interactionId ? this.#replay() : nothing}
      <form class="fields one" @submit=${this.#open}>
        <input
          name="interaction"
          aria-label=${msg('Id or address of an interaction')}
          placeholder=${msg('Id or address of an interaction')}
          maxlength="500"
          autocomplete="off"
        />
        <button class="line">${msg('Show')}</button>
      </form>
      <div role="alert" class="bad">${this.trouble}</div>
      <ul role="list" class="latest">
        ${items.map(
          (one) =>
            html`<li>
              <button
                class="bare link"
                aria-current=${one.id === this.interactionId}
                @click=${() => this.#show(one.id)}
              >
                ${contactName(one)}
              </button>
              <time class="quiet" datetime=${one.startedAt}
                >${shortMoment(one.startedAt, zone, Date.now())}</time
              >
            </li>`,
        )}
      </ul>`;
  }

  #replay(): TemplateResult {
    const path = this.#path;
    const state = this.#one.state;
    const close = html`<button class="line" @click=${() => this.#show('')}>
      ${msg('Back to the counts')}
    </button>`;
    if (state?.error)
      return html`<p class="bad" role="alert">${errorWords(state.error)}</p>
        ${close}`;
    if (!path) return this.routings.length > 0 ? this.#elsewhere(close) : close;
    const { length } = path.steps;
    const at = Math.min(this.steps ?? length, length);
    const step = path.steps[at - 1];
    const go = (words: string, to: number) =>
      html`<button
        class="line"
        aria-label=${words}
        aria-disabled=${to < 0 || to > length}
        @click=${() => (this.steps = Math.max(0, Math.min(length, to)))}
      >
        ${to < at ? '‹' : '›'}
      </button>`;
    return html`<div class="replay">
        ${go(msg('One step back'), at - 1)}
        <input
          type="range"
          min="0"
          max=${length}
          aria-label=${msg('Step')}
          aria-valuetext=${step ? `${at}: ${step.name}` : '0'}
          .value=${String(at)}
          @input=${(event: Event) => (this.steps = Number((event.target as HTMLInputElement).value))}
        />
        ${go(msg('One step further'), at + 1)}
      </div>
      <p role="status">
        ${
          step
            ? html`${msg(str`Step ${at} of ${length}`)}: <b><bdi>${step.name}</bdi></b>
                ${step.branch ? html`→ ${step.branch}` : nothing}
                <time class="quiet" datetime=${step.at}
                  >${clockTime(step.at, browserZone())}</time
                >`
            : msg('Before the first step')
        }
      </p>
      ${close}`;
  }

  /** It went through other versions only. */
  #elsewhere(close: TemplateResult): TemplateResult {
    return html`<p>${msg('It did not come through this version, but through:')}</p>
      <ul role="list">
        ${this.routings.map(({ routingId, name, version }) => {
          const isOurs = routingId === this.version?.routingId;
          const words = msg(str`${name}, version ${version}`);
          return html`<li>
            ${
              isOurs
                ? html`<button
                    class="bare link"
                    @click=${() => this.dispatchEvent(new VersionWantedEvent(version))}
                  >
                    ${words}
                  </button>`
                : words
            }
          </li>`;
        })}
      </ul>
      ${close}`;
  }

  #choosePeriod = (event: Event): void => {
    this.period = (event.target as HTMLSelectElement).value as Period; // one of the options
  };

  #open = (event: Event): void => {
    event.preventDefault();
    const typed = this.find<HTMLInputElement>('[name=interaction]')?.value ?? '';
    const [id] = UUID.exec(typed) ?? [];
    if (id) this.#show(id.toLowerCase());
    else this.trouble = msg('There is no id of an interaction in it.');
  };

  #show(id: string): void {
    this.steps = undefined;
    this.trouble = '';
    if (id === this.interactionId) return;
    this.interactionId = id;
    this.events = this.routings = [];
  }
}

define('waypost-routing-watch', WaypostRoutingWatch);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-watch': WaypostRoutingWatch;
  }
  interface HTMLElementEventMap {
    'waypost-overlay-changed': OverlayChangedEvent;
  }
}
