import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Interaction } from '../api-client/contract/interaction.ts';
import type { Me } from '../api-client/contract/user.ts';
import { startWaypost } from '../api-client/start.ts';
import type {
  History,
  HistoryData,
  InteractionData,
  SubscriptionState,
  Waypost,
  WaypostOptions,
} from '../api-client/waypost.ts';
import type { ConfigurationUrl } from './checkpoint-trail.ts';
import type { InteractionOpenEvent } from './history.ts';
import { currentLanguage, releaseLanguage } from './localization/locale.ts';
import type { ClientProvider } from './shared/client-provider.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords, needsSignIn } from './shared/error-words.ts';
import { FollowController } from './shared/follow.ts';
import { isLive, phoneWords } from './shared/interaction-words.ts';
import { nextTry, notice } from './shared/notices.ts';
import { readPreferences, writePreferences, type Preferences } from './shared/preferences.ts';
import { browserZone, shortTime } from './shared/time.ts';
import { fetchToken } from './shared/token-url.ts';

/** Nobody is signed in, or the token has ended: the page should let the person sign in, then call `refresh()`. */
export class SignInNeededEvent extends Event {
  static readonly eventName = 'waypost-sign-in-needed';

  constructor() {
    super(SignInNeededEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The panel shows another interaction, or none. */
export class ActiveInteractionChangedEvent extends Event {
  static readonly eventName = 'waypost-active-interaction-changed';
  readonly interactionId: string | undefined;

  constructor(interactionId: string | undefined) {
    super(ActiveInteractionChangedEvent.eventName, { bubbles: true, composed: true });
    this.interactionId = interactionId;
  }
}

/** What a person chose to see; undefined shows what the page asks for. */
type Choice = { interactionId: string | undefined } | undefined;

/**
 * Everything Waypost knows of a customer, live: the interaction that goes on, or the one asked for, and the
 * customer's earlier ones. Give it a `client`, or `url` with `getToken` or `token-url`. A theme and a density
 * are chosen by the attributes `theme` (`light`, `dark`, `system`; else as the page) and `density`.
 *
 * @fires {ActiveInteractionChangedEvent} waypost-active-interaction-changed - another interaction is shown
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened from the list
 * @fires {CheckpointOpenEvent} waypost-checkpoint-open - the link to a configuration page was followed
 * @fires {SignInNeededEvent} waypost-sign-in-needed - nobody is signed in
 * @csspart root - everything
 * @csspart foot - how fresh the data is, language and density
 * @csspart notice - what is said in place of content
 * @cssproperty --waypost-font - the font family
 * @cssproperty --waypost-size - the size of text, 13px
 * @cssproperty --waypost-row - the height of a row, 32px
 * @cssproperty --waypost-radius - the radius of corners, 6px
 * @cssproperty --waypost-accent - what can be acted on or is live
 * @cssproperty --waypost-accent-soft - behind what is chosen
 * @cssproperty --waypost-mark - checkpoints
 * @cssproperty --waypost-surface - behind everything
 * @cssproperty --waypost-surface-sunken - behind heads and the foot
 * @cssproperty --waypost-line - hairlines
 * @cssproperty --waypost-line-strong - the borders of controls
 * @cssproperty --waypost-text - text
 * @cssproperty --waypost-text-quiet - labels and times
 */
export class WaypostPanel extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      :host {
        min-inline-size: min(240px, 100vw);
      }
      .root {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        background: var(--_surface);
        border: 1px solid var(--_line);
        border-radius: calc(var(--_radius) + 4px);
        overflow: hidden;
      }
      .bar {
        display: flex;
        align-items: center;
        min-block-size: calc(var(--_row) + 4px);
        padding: 2px 8px;
        border-block-end: 1px solid var(--_line);
        background: var(--_sunken);
      }
      .bar h2 {
        padding-inline: 6px;
      }
      .bar button {
        padding-inline: 6px;
      }
      .bar button::before {
        content: '‹ ' / '';
      }
      .bar button:dir(rtl)::before {
        content: '› ' / '';
      }
      .news {
        border-radius: 0;
        text-align: center;
        background: var(--_accent-soft);
        color: var(--_accent);
        font-weight: 600;
      }
      .body {
        flex: 1;
        min-block-size: 280px;
        overflow: auto;
      }
      .foot,
      .kept {
        padding: 4px 14px;
        border-block-start: 1px solid var(--_line);
        background: var(--_sunken);
        font-size: var(--_small);
        color: var(--_quiet);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 8px;
        min-block-size: 36px;
      }
      .state {
        flex: 1 1 120px;
      }
      .foot [aria-pressed='true'] {
        border-color: var(--_line-strong);
        font-weight: 600;
      }
      .foot button {
        min-block-size: 24px;
        padding: 1px 7px;
      }
      .dot.live::before {
        background: var(--_good);
      }
      .dot.live {
        color: inherit;
      }
    `,
  ];

  /** Waypost's server, as `https://waypost.example`. */
  @property() url = '';

  /** Gives a token of the person who uses the page; see the client's `getToken`. */
  @property({ attribute: false }) getToken: WaypostOptions['getToken'] | undefined;

  /** An address of the page's own server that answers a `POST` by `{"token": "…"}`; in place of `getToken`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** A client that the page has made, to be shared by several elements; in place of `url` and a token. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** The interaction to show. */
  @property({ attribute: 'interaction-id' }) interactionId = '';

  /** The customer to show, by a whole phone number or e-mail address. */
  @property() contact = '';

  /** Where a checkpoint's configuration page is: a function, or as `/maker/checkpoints/{id}`. */
  @property({ attribute: 'configuration-url' }) configurationUrl: ConfigurationUrl = '';

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** `compact` or `roomy`. */
  @property({ reflect: true }) density: 'compact' | 'roomy' | undefined;

  @state() private choice: Choice;
  @state() private loadingOlder = false;
  #preferences = readPreferences();
  #own: Waypost | undefined;
  #provided: Waypost | undefined;
  #provider: ClientProvider | undefined;
  #liveId: string | undefined;
  #shownId: string | undefined;
  #signInNeeded = false;
  #signInTold = false;

  readonly #me = new FollowController<Me>(this);
  readonly #list = new FollowController<HistoryData, History>(this);
  readonly #one = new FollowController<InteractionData>(this);
  readonly #clock = new ClockController(this, () =>
    this.#shown?.retryAt ? 'second' : 'minute',
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.density ??= this.#preferences.density;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    releaseLanguage(this);
    // An element that is only moved is connected again at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#closeOwn();
    });
  }

  /** Asks the server anew, now; after a sign-in, too. */
  async refresh(): Promise<void> {
    const sources = [this.#me.source, this.#list.source, this.#one.source];
    const refreshing = sources.flatMap((source) => (source ? [source.refresh()] : []));
    await Promise.allSettled(refreshing);
  }

  protected override get wantedLanguage(): string {
    return this.#preferences.language ?? super.wantedLanguage;
  }

  protected override get decidesLanguage(): boolean {
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (
      ['url', 'getToken', 'tokenUrl', 'client'].some((name) =>
        changed.has(name as keyof WaypostPanel),
      )
    )
      this.#closeOwn();
    if (changed.has('interactionId') || changed.has('contact')) this.choice = undefined;
    if (changed.has('contact')) this.#liveId = undefined;
    if (this.isConnected) this.#follow();
  }

  #follow(): void {
    const client = this.client ?? (this.#own ??= this.#createOwn());
    if (client !== this.#provided) void this.#provide(client);
    this.#me.follow(client, 'me', ({ me }) => me);
    this.#followInteraction(client);
    const contact = this.#contact;
    this.#list.follow(contact === undefined ? undefined : client, contact ?? '', (of) =>
      of.history(contact ? { contact } : {}),
    );
    // The live interaction stays on show when it ends: nothing changes under the reader's eyes.
    this.#liveId ??= this.#newestLive?.id;
    this.#followInteraction(client);
    this.#signInNeeded = this.#needsSignIn;
  }

  #followInteraction(client: Waypost | undefined): void {
    const id = this.#activeId;
    this.#one.follow(id ? client : undefined, id ?? '', (of) => of.interaction(id ?? ''));
  }

  get #activeId(): string | undefined {
    if (this.choice) return this.choice.interactionId;
    return this.interactionId || (this.contact ? this.#liveId : undefined) || undefined;
  }

  /** Whose interactions are listed: '' is everyone's, undefined is not known yet. */
  get #contact(): string | undefined {
    if (this.contact || !this.interactionId) return this.contact;
    const contact = this.#one.state?.data?.interaction.contact;
    return contact?.phone ?? contact?.email ?? this.#list.key;
  }

  get #newestLive(): Interaction | undefined {
    return this.#list.state?.data?.items.find(isLive);
  }

  /** The state of what is on show. */
  get #shown(): SubscriptionState<unknown> | undefined {
    return this.#activeId ? this.#one.state : this.#list.state;
  }

  #createOwn(): Waypost | undefined {
    const getToken =
      this.getToken ?? (this.tokenUrl ? () => fetchToken(this.tokenUrl) : undefined);
    return this.url && getToken ? startWaypost({ url: this.url, getToken }) : undefined;
  }

  /** For elements within that ask the server themselves; each comes later, none is needed to show what is cached. */
  async #provide(client: Waypost | undefined): Promise<void> {
    this.#provided = client;
    const found = await import('./shared/client-provider.ts').catch(() => undefined);
    if (!found) return;
    this.#provider ??= new found.ClientProvider(this);
    this.#provider.setValue(this.#provided);
  }

  #closeOwn(): void {
    this.#own?.close();
    this.#own = undefined;
  }

  protected override render(): TemplateResult {
    return html`${this.#bar()}${this.#news()}
      <div class="body" @waypost-interaction-open=${this.#open} @waypost-retry=${this.refresh}>
        ${this.#body()}
      </div>
      ${this.#notKept()}${this.#foot()}`;
  }

  protected override updated(): void {
    this.#tellActive();
    this.#tellSignIn();
  }

  #bar(): TemplateResult | typeof nothing {
    if (this.#list.source === undefined) return nothing;
    if (!this.#activeId) return html`<div class="bar"><h2>${this.#title()}</h2></div>`;
    const data = this.#list.state?.data;
    const count = data ? `${data.items.length}${data.complete ? '' : '+'}` : '';
    return html`<div class="bar">
      <button class="link back" @click=${this.#back}>
        ${msg('All interactions')} <span class="quiet number">${count}</span>
      </button>
    </div>`;
  }

  #title(): string {
    if (!this.#contact) return msg('Interactions');
    const contact = phoneWords(this.#contact);
    return msg(str`Interactions with ${contact}`);
  }

  #news(): TemplateResult | typeof nothing {
    const live = this.#newestLive;
    if (!live || !this.contact || !this.#activeId || live.id === this.#activeId) return nothing;
    return html`<button class="news" @click=${() => this.#show(live.id)}>
      ${msg('Another interaction is going on: show it')}
    </button>`;
  }

  #body(): TemplateResult {
    if (!this.client && !this.#own) return this.#withoutClient();
    if (this.#signInNeeded) return this.#signIn();
    return this.#activeId ? this.#interaction() : this.#history();
  }

  #withoutClient(): TemplateResult {
    return notice(
      msg('Not connected yet'),
      msg('This page has not said which Waypost server to use, or who you are.'),
    );
  }

  #signIn(): TemplateResult {
    return notice(
      msg('Sign in to see where this customer has been'),
      msg('This page could not say who you are. Sign in to it, then try again.'),
      html`<button class="line" @click=${this.refresh}>${msg('Try again')}</button>`,
    );
  }

  #interaction(): TemplateResult {
    // A page that opens on the list need not wait for this.
    void Promise.allSettled([import('./interaction.ts')]);
    return html`<waypost-interaction
      .data=${this.#one.state?.data}
      .me=${this.#me.state?.data}
      .error=${this.#failure(this.#one.state)}
      .timeZone=${this.timeZone}
      .configurationUrl=${this.configurationUrl}
    ></waypost-interaction>`;
  }

  #history(): TemplateResult {
    // A page that opens on an interaction need not wait for the list.
    void Promise.allSettled([import('./history.ts')]);
    const data = this.#list.state?.data;
    return html`<waypost-history
      .interactions=${data?.items}
      .complete=${data?.complete ?? false}
      .error=${this.#failure(this.#list.state)}
      .loadingOlder=${this.loadingOlder}
      .withContact=${!this.#contact}
      .timeZone=${this.timeZone}
      @waypost-older-wanted=${this.#loadOlder}
    >
      ${this.#contact ? html`<div slot="empty">${this.#emptyContact()}</div>` : nothing}
    </waypost-history>`;
  }

  #emptyContact(): TemplateResult {
    return notice(
      msg('No interaction with this customer so far'),
      msg('It appears here as soon as the customer writes or calls.'),
    );
  }

  /** Why there is nothing to show, as a sentence; '' while there is something, or on its way. */
  #failure(state: SubscriptionState<unknown> | undefined): string {
    if (state?.data !== undefined) return '';
    if (state?.status === 'offline')
      return msg('You are offline, and this browser has nothing of it.');
    return state?.error && state.status === 'error' ? errorWords(state.error) : '';
  }

  #notKept(): TemplateResult | typeof nothing {
    const states = [this.#me.state, this.#list.state, this.#one.state];
    if (states.every((state) => state?.kept ?? true)) return nothing;
    return html`<div class="kept">
      ${msg('This browser cannot keep what you see: it is loaded anew each time.')}
    </div>`;
  }

  #foot(): TemplateResult {
    const roomy = this.density === 'roomy';
    const other = currentLanguage() === 'fr' ? 'en' : 'fr';
    return html`<div class="foot" part="foot">
      <span class="state" role="status">${this.#freshness()}</span>
      <span>
        <button lang=${other} @click=${() => this.#chooseLanguage(other)}>
          ${other === 'fr' ? 'Français' : 'English'}
        </button>
        <button
          aria-pressed=${roomy}
          @click=${() => this.#chooseDensity(roomy ? 'compact' : 'roomy')}
        >
          ${msg('Roomy')}
        </button>
      </span>
    </div>`;
  }

  /** How fresh is what is shown, as words. */
  #freshness(): unknown {
    const state = this.#shown;
    if (!state || this.#signInNeeded) return nothing;
    switch (state.status) {
      case 'live':
        return html`<span class="dot live">${msg('Live')}</span>`;
      case 'cached':
        return msg('From this browser’s cache; updating…');
      case 'offline':
        return html`<span class="dot warn">${this.#offline(state)}</span>`;
      case 'error':
        return this.#trouble(state);
      case 'loading':
        return html`<span class="late">${msg('Connecting…')}</span>`;
    }
  }

  /** Without data, the reason and a button stand in its place already. */
  #trouble({ error, data, retryAt }: SubscriptionState<unknown>): TemplateResult {
    const next = html`<span aria-live="off">${nextTry(retryAt, this.#clock.now)}</span>`;
    if (data === undefined) return next;
    return html`<span class="bad">${error ? errorWords(error) : nothing}</span> ${next}
      <button class="line" @click=${this.refresh}>${msg('Try now')}</button>`;
  }

  #offline({ since, data }: SubscriptionState<unknown>): string {
    if (!since) return msg('Offline');
    const time = shortTime(since, this.timeZone || browserZone());
    return data === undefined
      ? msg(str`Offline since ${time}`)
      : msg(str`Offline since ${time}: you see what this browser had`);
  }

  #tellActive(): void {
    const id = this.#activeId;
    if (id === this.#shownId) return;
    this.#shownId = id;
    this.dispatchEvent(new ActiveInteractionChangedEvent(id));
  }

  get #needsSignIn(): boolean {
    const states = [this.#me.state, this.#list.state, this.#one.state];
    return this.#shown?.data === undefined && states.some((state) => needsSignIn(state?.error));
  }

  #tellSignIn(): void {
    if (this.#signInNeeded && !this.#signInTold) this.dispatchEvent(new SignInNeededEvent());
    this.#signInTold = this.#signInNeeded;
  }

  #open = (event: InteractionOpenEvent): void => {
    // The page hears of it after us; what it cancels is not shown.
    queueMicrotask(() => {
      if (!event.defaultPrevented) void this.#show(event.interactionId);
    });
  };

  async #show(interactionId: string): Promise<void> {
    this.choice = { interactionId };
    await this.updateComplete;
    this.find('.back')?.focus();
  }

  #back = async (): Promise<void> => {
    const left = this.#activeId;
    this.choice = { interactionId: undefined };
    await this.updateComplete;
    const history = this.renderRoot.querySelector('waypost-history');
    await history?.updateComplete;
    history?.focusRow(left);
  };

  #loadOlder = async (): Promise<void> => {
    this.loadingOlder = true;
    try {
      await this.#list.source?.loadMore();
    } catch {
      // The subscription's state says what went wrong; the button stays to try again.
    } finally {
      this.loadingOlder = false;
    }
  };

  #chooseLanguage(language: 'en' | 'fr'): void {
    this.#prefer({ language });
    this.chooseLanguage();
  }

  #chooseDensity(density: 'compact' | 'roomy'): void {
    this.density = density;
    this.#prefer({ density });
  }

  #prefer(preferences: Preferences): void {
    this.#preferences = { ...this.#preferences, ...preferences };
    writePreferences(this.#preferences);
  }
}

define('waypost-panel', WaypostPanel);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-panel': WaypostPanel;
  }
  interface HTMLElementEventMap {
    'waypost-sign-in-needed': SignInNeededEvent;
    'waypost-active-interaction-changed': ActiveInteractionChangedEvent;
  }
}
