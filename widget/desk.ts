import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Offer, Offers, Presence, PresenceStatus } from '../api-client/contract/desk.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { Desk } from '../api-client/waypost.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { deskStyles } from './shared/desk-styles.ts';
import {
  channelWords,
  customerWords,
  hintWords,
  presenceWords,
  ringWords,
  tooLateWords,
} from './shared/desk-words.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords } from './shared/error-words.ts';
import { FollowController } from './shared/follow.ts';
import { failedNotice, loadingNotice } from './shared/notices.ts';
import { outboxOf } from './shared/outbox.ts';
import { InteractionOpenEvent } from './shared/panel-events.ts';
import { browserZone, runningClock, shortTime } from './shared/time.ts';

const PRESENCES: readonly (readonly [PresenceStatus, string])[] = [
  ['available', 'good'],
  ['away', 'warn'],
  ['offline', 'quiet'],
];

/**
 * The desk of an advisor: whether they are there, what rings at them, and what is theirs. A ring is announced once
 * and never takes the focus.
 *
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was accepted, or one of one's own opened
 * @csspart root - everything
 * @csspart presence - the control that says whether the advisor is there
 * @csspart ring - an interaction that rings
 * @csspart notice - what is said in place of content
 */
export class WaypostDesk extends WaypostElement {
  static override styles = [...WaypostElement.styles, ...deskStyles];

  /** The desk of a client: `client.desk`; undefined while there is none. */
  @property({ attribute: false }) desk: Desk | undefined;

  /** Which interaction is on show beside the desk. */
  @property({ attribute: 'shown-id' }) shownId = '';

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private choosing: PresenceStatus | undefined;
  @state() private busyId = '';
  @state() private turningAwayId = '';
  @state() private trouble = '';
  @state() private announcement = '';

  readonly #offers = new FollowController<Offers>(this);
  readonly #presence = new FollowController<Presence>(this);
  readonly #clock = new ClockController(this, () =>
    this.#ringing.length > 0 ? 'second' : 'minute',
  );
  /** How long each ring was when it was first seen: what its line begins with. */
  readonly #lengths = new Map<string, number>();
  #focusedBefore: Element | null = null;

  /** To the first that rings, or else to the presence. */
  override focus(options?: FocusOptions): void {
    (this.find('.ring .main') ?? this.find('[aria-pressed=true]'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk')) this.#forget();
    if (this.isConnected) {
      this.#offers.follow(this.desk, 'offers', (desk) => desk.offers);
      this.#presence.follow(this.desk, 'presence', (desk) => desk.presence);
    }
    this.#noteRings();
    this.#focusedBefore = this.shadowRoot?.activeElement ?? null;
  }

  #forget(): void {
    this.choosing = undefined;
    this.busyId = this.turningAwayId = this.trouble = this.announcement = '';
    this.#lengths.clear();
  }

  get #ringing(): readonly Offer[] {
    return this.#offers.state?.data?.ringing ?? [];
  }

  #noteRings(): void {
    const keys = this.#ringing.map(ringKey);
    const news = this.#ringing.filter((offer) => !this.#lengths.has(ringKey(offer)));
    for (const offer of news) this.#lengths.set(ringKey(offer), this.#left(offer));
    for (const key of this.#lengths.keys()) if (!keys.includes(key)) this.#lengths.delete(key);
    const [first] = news;
    if (first) this.announcement = news.map((offer) => this.#words(offer)).join(' ');
    else if (keys.length === 0) this.announcement = '';
  }

  #words = (offer: Offer): string => ringWords(offer, Math.ceil(this.#left(offer) / 1000));

  /** How long it still rings, in milliseconds. */
  #left({ ringsUntil }: Offer): number {
    return ringsUntil ? Math.max(0, Date.parse(ringsUntil) - Date.now()) : 0;
  }

  protected override render(): TemplateResult {
    return html`<section aria-label=${msg('Your desk')}>${this.#content()}</section>
      <div role="alert" class="unseen">${this.announcement}</div>`;
  }

  /** What had the focus may be gone: the keyboard goes on from the presence. */
  protected override updated(): void {
    const before = this.#focusedBefore;
    if (before && !before.isConnected) this.find('[aria-pressed=true]')?.focus();
  }

  #content(): unknown {
    const [offers, presence] = [this.#offers.state, this.#presence.state];
    const failure = [offers, presence].find((each) => each && !each.data && each.error);
    if (failure?.error)
      return failedNotice(
        msg('Could not load your desk'),
        errorWords(failure.error),
        this.#retry,
      );
    if (!offers?.data || !presence?.data) return loadingNotice(msg('Loading your desk…'));
    const { ringing, mine } = offers.data;
    return html`${this.#presenceControl(presence.data, ringing.length + mine.length === 0)}
    ${this.#troubleNotice()} ${repeat(ringing, ringKey, (offer) => this.#ring(offer))}
    ${
      mine.length > 0
        ? html`<ul role="list" aria-label=${msg('Yours')}>
            ${repeat(
              mine,
              ({ interactionId }) => interactionId,
              (offer) => this.#own(offer),
            )}
          </ul>`
        : nothing
    }`;
  }

  #presenceControl({ status }: Presence, withHint: boolean): TemplateResult {
    const shown = this.choosing ?? status;
    return html`<div class="presence" part="presence">
      <div class="segments" role="group" aria-label=${msg('Presence')}>
        ${PRESENCES.map(
          ([each, tone]) =>
            html`<button
              class="dot ${tone}"
              aria-pressed=${each === shown}
              @click=${() => this.#choose(each)}
            >
              ${presenceWords(each)}
            </button>`,
        )}
      </div>
      ${withHint ? html`<span class="hint quiet small">${hintWords(shown)}</span>` : nothing}
    </div>`;
  }

  #troubleNotice(): TemplateResult {
    return html`<div class=${this.trouble ? 'trouble' : ''}>
      <span class="bad" role="alert">${this.trouble}</span>
      ${
        this.trouble
          ? html`<button class="line" @click=${() => (this.trouble = '')}>
              ${msg('Close')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #ring(offer: Offer): TemplateResult {
    const left = this.#left(offer);
    const seconds = Math.ceil(left / 1000);
    const length = this.#lengths.get(ringKey(offer)) || 1;
    return html`<div class="ring" part="ring" role="group" aria-label=${customerWords(offer)}>
      <div class="first">
        <b><bdi>${customerWords(offer)}</bdi></b>
        <span class="number" role="timer">
          ${seconds} s<span class="unseen"> ${msg('left to accept')}</span>
        </span>
      </div>
      <div class="quiet"><bdi>${channelWords(offer)}</bdi></div>
      <div class="quiet small">${this.#waitingWords(offer)}</div>
      <progress aria-hidden="true" max=${length} .value=${Math.min(left, length)}></progress>
      ${
        this.turningAwayId === offer.interactionId
          ? this.#turningAway(offer)
          : this.#ringActions(offer)
      }
    </div>`;
  }

  #waitingWords({ waitingSince }: Offer): string {
    const since = shortTime(waitingSince, this.timeZone || browserZone());
    const waited = runningClock(this.#clock.now - Date.parse(waitingSince));
    return msg(str`Waiting since ${since}, for ${waited}`);
  }

  #ringActions(offer: Offer): TemplateResult {
    const name = customerWords(offer);
    const isBusy = this.busyId === offer.interactionId;
    return html`<div class="actions">
      <button
        class="main"
        aria-disabled=${isBusy}
        aria-label=${msg(str`Accept ${name}`)}
        @click=${() => this.#accept(offer)}
      >
        ${msg('Accept')}
      </button>
      <button
        class="line"
        aria-disabled=${isBusy}
        aria-label=${msg(str`Refuse ${name}`)}
        @click=${() => this.#refuse(offer)}
      >
        ${msg('Refuse')}
      </button>
      <button
        class="link apart"
        aria-disabled=${isBusy}
        @click=${() => this.#askToTurnAway(offer)}
      >
        ${msg('Turn away…')}
      </button>
    </div>`;
  }

  #turningAway(offer: Offer): TemplateResult {
    return html`<p id="turn-away">
        ${msg('Turn this customer away? Then nobody takes the conversation any more.')}
      </p>
      <div class="actions">
        <button class="line keep" @click=${() => this.#keepRinging(offer)}>
          ${msg('Let it ring')}
        </button>
        <button
          class="line bad"
          aria-describedby="turn-away"
          aria-disabled=${this.busyId === offer.interactionId}
          @click=${() => this.#turnAway(offer)}
        >
          ${msg('Turn away')}
        </button>
      </div>`;
  }

  #own(offer: Offer): TemplateResult {
    const { interactionId } = offer;
    const name = customerWords(offer);
    return html`<li class="mine">
      <button
        class="link open"
        aria-current=${interactionId === this.shownId ? 'true' : nothing}
        @click=${() => this.#open(offer)}
      >
        <bdi>${name}</bdi> <span class="quiet small"><bdi>${channelWords(offer)}</bdi></span>
      </button>
      <button
        class="line"
        aria-disabled=${this.busyId === interactionId}
        aria-label=${msg(str`Finish with ${name}`)}
        @click=${() => this.#finish(offer)}
      >
        ${msg('Finish')}
      </button>
    </li>`;
  }

  async #choose(status: PresenceStatus): Promise<void> {
    const { desk } = this;
    if (!desk) return;
    this.choosing = status;
    this.trouble = '';
    try {
      await desk.choosePresence(status);
    } catch (error) {
      // The client fails with nothing else.
      if (desk === this.desk) this.trouble = errorWords(error as WaypostError);
    }
    if (this.choosing === status) this.choosing = undefined;
  }

  async #accept(offer: Offer): Promise<void> {
    const isTaken = await this.#do(offer, (desk) => desk.accept(offer.interactionId));
    if (isTaken) this.#open(offer);
  }

  #refuse(offer: Offer): Promise<boolean> {
    return this.#do(offer, (desk) => desk.refuse(offer.interactionId));
  }

  async #turnAway(offer: Offer): Promise<void> {
    await this.#do(offer, (desk) => desk.dissuade(offer.interactionId));
    this.turningAwayId = '';
  }

  #finish(offer: Offer): Promise<boolean> {
    const notYours = msg('This interaction is no longer yours.');
    return this.#do(offer, (desk) => desk.finish(offer.interactionId), notYours);
  }

  /** Does one thing at a time, and says when it came too late. */
  async #do(
    { interactionId }: Offer,
    act: (desk: Desk) => Promise<void>,
    tooLate = msg('Too late: somebody else took it, or the customer left.'),
  ): Promise<boolean> {
    const { desk } = this;
    if (!desk || this.busyId) return false;
    this.busyId = interactionId;
    this.trouble = '';
    try {
      await act(desk);
      return true;
    } catch (error) {
      // The client fails with nothing else.
      if (desk === this.desk) this.trouble = tooLateWords(error as WaypostError, tooLate);
      return false;
    } finally {
      this.busyId = '';
    }
  }

  async #askToTurnAway({ interactionId }: Offer): Promise<void> {
    if (this.busyId) return;
    this.turningAwayId = interactionId;
    await this.updateComplete;
    this.find('.keep')?.focus();
  }

  async #keepRinging({ interactionId }: Offer): Promise<void> {
    if (this.turningAwayId === interactionId) this.turningAwayId = '';
    await this.updateComplete;
    this.find('.ring .main')?.focus();
  }

  #open({ interactionId }: Offer): void {
    const isShown = this.dispatchEvent(new InteractionOpenEvent(interactionId, true));
    if (isShown && this.desk) outboxOf(this.desk, interactionId).askForFocus();
  }

  #retry = (): void => {
    void this.#offers.source?.refresh();
    void this.#presence.source?.refresh();
  };
}

/** One ring of an interaction: it may ring again. */
const ringKey = ({ interactionId, ringsUntil }: Offer): string =>
  `${interactionId} ${ringsUntil}`;

define('waypost-desk', WaypostDesk);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-desk': WaypostDesk;
  }
}
