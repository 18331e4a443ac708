import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Interaction } from '../api-client/contract/interaction.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { ErrorKind } from '../api-client/errors.ts';
import type {
  History,
  HistoryData,
  InteractionData,
  SubscriptionState,
  Waypost,
  WaypostOptions,
} from '../api-client/waypost.ts';
import type { ConfigurationUrl } from './checkpoint-trail.ts';
import { releaseLanguage } from './localization/locale.ts';
import { ClosableElement } from './shared/closable-element.ts';
import type { ClientProvider } from './shared/client-provider.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { needsSignIn } from './shared/error-words.ts';
import { FollowController } from './shared/follow.ts';
import { freshness } from './shared/freshness.ts';
import { isLive } from './shared/interaction-words.ts';
import { LaterElement } from './shared/later-element.ts';
import {
  ActiveInteractionChangedEvent,
  PanelErrorEvent,
  SignInNeededEvent,
  type InteractionOpenEvent,
} from './shared/panel-events.ts';
import { ownClient } from './shared/own-client.ts';
import { backBar, newsBar, titleBar } from './shared/panel-bars.ts';
import { panelFoot } from './shared/panel-foot.ts';
import { everyone, firstList } from './shared/panel-lists.ts';
import * as notices from './shared/panel-notices.ts';
import { panelStyles } from './shared/panel-styles.ts';
import { readPreferences, writePreferences, type Preferences } from './shared/preferences.ts';

export * from './shared/panel-events.ts';

/** What the panel makes a client of. */
const CONNECTION = ['url', 'getToken', 'tokenUrl', 'client'] as const;

/** What a person chose to see; undefined shows what the page asks for. */
type Choice = { interactionId: string | undefined } | undefined;

/**
 * Everything Waypost knows of a customer, live: the interaction that goes on, or the one asked for, and the
 * customer's earlier ones. Give it a `client`, or `url` with `getToken` or `token-url`. A theme and a density
 * are chosen by the attributes `theme` (`light`, `dark`, `system`; else as the page) and `density`.
 *
 * @fires {ActiveInteractionChangedEvent} waypost-active-interaction-changed - another interaction is shown
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened from the list or the desk
 * @fires {CheckpointOpenEvent} waypost-checkpoint-open - the link to a configuration page was followed
 * @fires {SignInNeededEvent} waypost-sign-in-needed - nobody is signed in
 * @fires {PanelErrorEvent} waypost-error - it cannot be brought up to date; `kind` says why
 * @attr {'light' | 'dark' | 'system'} theme - whether it is light or dark; as the page when it is missing
 * @csspart root - everything
 * @csspart desk - the desk, of a person who serves queues
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
export class WaypostPanel extends ClosableElement {
  static override styles = [...ClosableElement.styles, panelStyles];

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
  #errorTold: ErrorKind | undefined;
  #hasShown = false;

  readonly #me = new FollowController<Me>(this);
  readonly #list = new FollowController<HistoryData, History>(this);
  readonly #one = new FollowController<InteractionData>(this);
  readonly #whole = new LaterElement(this, () => import('./history.ts'));
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
    if (CONNECTION.some((name) => changed.has(name))) this.#closeOwn();
    if (changed.has('interactionId') || changed.has('contact')) this.choice = undefined;
    if (changed.has('contact')) this.#liveId = undefined;
    if (this.isConnected) this.#follow();
  }

  #follow(): void {
    this.#own ??= this.client ? undefined : ownClient(this);
    const client = this.#client;
    if (client !== this.#provided) void this.#provide(client);
    this.#me.follow(client, 'me', ({ me }) => me);
    this.#followInteraction(client);
    const contact = this.#contact;
    // The whole history follows what it shows by itself.
    const isFollowed = contact !== undefined && !this.#hasWhole;
    this.#list.follow(isFollowed ? client : undefined, contact ?? '', (of) =>
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

  /** Whether everyone's interactions are listed, with all that the whole history offers. */
  get #hasWhole(): boolean {
    return !this.contact && !this.interactionId && !!this.#client && this.#whole.isThere;
  }

  get #newestLive(): Interaction | undefined {
    return this.#list.state?.data?.items.find(isLive);
  }

  get #client(): Waypost | undefined {
    return this.client ?? this.#own;
  }

  /** The state of what is on show. */
  get #shown(): SubscriptionState<unknown> | undefined {
    if (this.#activeId) return this.#one.state;
    return this.#hasWhole ? this.#me.state : this.#list.state;
  }

  get #states(): (SubscriptionState<unknown> | undefined)[] {
    return [this.#me.state, this.#list.state, this.#one.state];
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
    return html`${this.#desk()}${this.#bar()}${this.#news()}
      <div class="body" @waypost-interaction-open=${this.#open} @waypost-retry=${this.refresh}>
        ${this.#body()}
      </div>
      ${this.#notKept()}${this.#foot()}`;
  }

  protected override updated(): void {
    this.#tellActive();
    this.#tellSignIn();
    this.#tellError();
  }

  /** Comes after the first content, and stays. */
  #desk(): TemplateResult | typeof nothing {
    this.#hasShown ||= this.#shown?.status !== 'loading';
    const isWanted = this.#hasShown && !this.#signInNeeded;
    if (!isWanted || !notices.servesQueues(this.#me.state?.data)) return nothing;
    void Promise.allSettled([import('./desk.ts')]);
    return html`<waypost-desk
      part="desk"
      .desk=${this.#client?.desk}
      .shownId=${this.#activeId ?? ''}
      .timeZone=${this.timeZone}
      @waypost-interaction-open=${this.#open}
    ></waypost-desk>`;
  }

  #bar(): TemplateResult | typeof nothing {
    if (this.#list.source === undefined && !this.#hasWhole) return nothing;
    if (!this.#activeId) return titleBar(notices.listTitle(this.#contact));
    return backBar(this.#list.state?.data, this.#back);
  }

  #news(): TemplateResult | typeof nothing {
    const live = this.#newestLive;
    if (!live || !this.contact || !this.#activeId || live.id === this.#activeId) return nothing;
    return newsBar(() => this.#show(live.id));
  }

  #body(): TemplateResult {
    if (!this.#client) return notices.withoutClient();
    if (this.#signInNeeded) return notices.signIn(this.refresh);
    const whole = this.#hasWhole
      ? everyone(this.#client, this.timeZone, !!this.#activeId)
      : nothing;
    return html`${whole}${this.#activeId ? this.#interaction() : this.#first()}`;
  }

  #interaction(): TemplateResult {
    // A page that opens on the list need not wait for this.
    void Promise.allSettled([import('./interaction.ts')]);
    return html`<waypost-interaction
      .data=${this.#one.state?.data}
      .me=${this.#me.state?.data}
      .desk=${this.#client?.desk}
      .client=${this.#client}
      .error=${notices.missingWords(this.#one.state)}
      .timeZone=${this.timeZone}
      .configurationUrl=${this.configurationUrl}
    ></waypost-interaction>`;
  }

  #first(): TemplateResult | typeof nothing {
    if (this.#hasWhole) return nothing;
    const { state } = this.#list;
    return firstList(this.#contact, state, this.timeZone, this.loadingOlder, this.#loadOlder);
  }

  #notKept(): TemplateResult | typeof nothing {
    return this.#states.every((state) => state?.kept ?? true) ? nothing : notices.notKept();
  }

  #foot(): TemplateResult {
    const fresh =
      this.#shown && !this.#signInNeeded
        ? freshness(this.#shown, this.timeZone, this.#clock.now, this.refresh)
        : nothing;
    return panelFoot(fresh, this.density, this.#prefer);
  }

  #tellActive(): void {
    const id = this.#activeId;
    if (id === this.#shownId) return;
    this.#shownId = id;
    this.dispatchEvent(new ActiveInteractionChangedEvent(id));
  }

  get #needsSignIn(): boolean {
    const isEmpty = this.#shown?.data === undefined;
    return isEmpty && this.#states.some((state) => needsSignIn(state?.error));
  }

  #tellSignIn(): void {
    if (this.#signInNeeded && !this.#signInTold) this.dispatchEvent(new SignInNeededEvent());
    this.#signInTold = this.#signInNeeded;
  }

  /** Once for each kind, until it is over. */
  #tellError(): void {
    const kind = this.#states.find((state) => state?.error)?.error?.kind;
    if (kind && kind !== this.#errorTold) this.dispatchEvent(new PanelErrorEvent(kind));
    this.#errorTold = kind;
  }

  #open = (event: InteractionOpenEvent): void => {
    // The page hears of it after us; what it cancels is not shown.
    queueMicrotask(async () => {
      if (event.defaultPrevented) return;
      await this.#show(event.interactionId);
      const shown = this.renderRoot.querySelector('waypost-interaction');
      if (shown && event.toAnswer) shown.tab = 'interaction';
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
    const history = this.#hasWhole
      ? this.renderRoot.querySelector('waypost-history')
      : this.renderRoot.querySelector('waypost-contact-history');
    await history?.updateComplete;
    void history?.focusRow(left);
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

  #prefer = (preferences: Preferences): void => {
    this.#preferences = { ...this.#preferences, ...preferences };
    writePreferences(this.#preferences);
    if (preferences.density) this.density = preferences.density;
    if (preferences.language) this.chooseLanguage();
  };
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
