import { msg } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ErrorKind } from '../api-client/errors.ts';
import { ClosableElement } from './shared/closable-element.ts';
import { define } from './shared/define.ts';
import { FrameContactActionEvent } from './shared/frame-events.ts';
import {
  FRAME_VERSION,
  readToPage,
  readyVersion,
  written,
  type ToFrame,
  type ToPage,
} from './shared/frame-protocol.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { tokenGetter, type GetToken } from './shared/own-client.ts';
import {
  ActiveInteractionChangedEvent,
  InteractionOpenEvent,
  PanelErrorEvent,
  SignInNeededEvent,
} from './shared/panel-events.ts';

export * from './shared/frame-events.ts';

/** How long the frame's page may take to come, and to speak once something has come. */
const PATIENCE_MS = { coming: 15_000, speaking: 3000 };

/**
 * What the panel's page in the frame needs: scripts, its own origin for what the browser keeps, forms, exported files, and
 * cards of the CRM in tabs of their own.
 */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox';

type Status = 'coming' | 'ready' | 'away' | 'older' | 'newer';

/**
 * The panel in a frame that Waypost's server serves, for a page that is not to be trusted with personal data: it says what to
 * show, and hears what happens, but not of whom. The server must know the page's origin.
 *
 * @fires {ActiveInteractionChangedEvent} waypost-active-interaction-changed - another interaction is shown
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened; it cannot be cancelled here
 * @fires {FrameContactActionEvent} waypost-frame-contact-action - someone calls or writes to a customer
 * @fires {SignInNeededEvent} waypost-sign-in-needed - nobody is signed in
 * @fires {PanelErrorEvent} waypost-error - it cannot be brought up to date; `kind` says why
 * @csspart root - everything
 * @csspart frame - the frame itself
 * @csspart notice - what is said in place of the frame
 */
export class WaypostFrame extends ClosableElement {
  static override styles = [
    ...ClosableElement.styles,
    css`
      :host {
        block-size: 640px;
        min-inline-size: min(240px, 100vw);
      }
      .root {
        block-size: 100%;
      }
      iframe {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        border: 0;
      }
      iframe[hidden] {
        display: none;
      }
    `,
  ];

  /** Waypost's server, as `https://waypost.example`. */
  @property() url = '';

  /** Gives a token of the person who uses the page; see the client's `getToken`. */
  @property({ attribute: false }) getToken: GetToken | undefined;

  /** An address of the page's own server that answers a `POST` by `{"token": "…"}`; in place of `getToken`. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** The customer to show, by a whole phone number or e-mail address. */
  @property() contact = '';

  /** The interaction to show. */
  @property({ attribute: 'interaction-id' }) interactionId = '';

  /** Whether it is light or dark; as the page when it is missing. */
  @property({ reflect: true }) theme: 'light' | 'dark' | 'system' | undefined;

  @state() private status: Status = 'coming';
  /** Each has a frame of its own. */
  @state() private attempt = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame that is moved loads anew.
    this.#begin();
    addEventListener('message', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
    clearTimeout(this.#patience);
  }

  /** Has the panel ask the server anew; after a sign-in, too. Where there is no frame yet, tries again. */
  refresh(): void {
    if (this.status === 'ready') this.#tell({ type: 'refresh' });
    else this.#again();
  }

  /** Brings the keyboard into the frame, to the first control that is of use. */
  override focus(options?: FocusOptions): void {
    if (this.status !== 'ready') return super.focus(options);
    this.#frame?.focus(options);
    this.#tell({ type: 'focus' });
  }

  protected override chooseLanguage(): void {
    super.chooseLanguage();
    this.#tellLanguage();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('url') && this.hasUpdated) this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('contact') || changed.has('interactionId')) this.#tellWhat();
    if (changed.has('theme')) this.#tellTheme();
  }

  protected override render(): TemplateResult {
    if (!this.#address || !tokenGetter(this)) {
      return notice(
        msg('Not connected yet'),
        msg('This page has not said which Waypost server to use, or who you are.'),
      );
    }
    return html`${this.#words()}${keyed(
      `${this.attempt} ${this.url}`,
      html`<iframe
        part="frame"
        title=${msg('Waypost: the customer’s interactions')}
        src=${this.#address}
        sandbox=${SANDBOX}
        allow="clipboard-write"
        referrerpolicy="no-referrer"
        ?hidden=${this.status !== 'ready'}
        @load=${this.#hasLoaded}
      ></iframe>`,
    )}`;
  }

  #words(): TemplateResult | typeof nothing {
    switch (this.status) {
      case 'ready':
        return nothing;
      case 'coming':
        return loadingNotice(msg('Waypost is loading…'));
      case 'away':
        return failedNotice(
          msg('Waypost did not answer'),
          msg('Its server cannot be reached, or does not know this page.'),
          this.#again,
        );
      case 'older':
      case 'newer':
        return failedNotice(
          msg('This page and Waypost do not understand each other'),
          this.status === 'older'
            ? msg('Waypost’s server is older than what this page uses. Ask who runs it.')
            : msg(
                'Waypost’s server is newer than what this page uses. Ask who runs this page.',
              ),
          this.#again,
        );
    }
  }

  get #frame(): HTMLIFrameElement | null {
    return this.find<HTMLIFrameElement>('iframe');
  }

  /** The page of the frame, for this page's origin alone. */
  get #address(): string {
    if (!URL.canParse(this.url)) return '';
    const base = this.url.replace(/\/+$/, '');
    return `${base}/embed?${new URLSearchParams({ origin: location.origin, lang: this.wantedLanguage })}`;
  }

  #begin(): void {
    this.status = 'coming';
    this.#waitFor(PATIENCE_MS.coming);
  }

  #again = (): void => {
    this.attempt++;
    this.#begin();
  };

  /** Browsers load something in place of a page that they may not, or cannot, show. */
  #hasLoaded = (): void => {
    if (this.status === 'coming') this.#waitFor(PATIENCE_MS.speaking);
  };

  #waitFor(milliseconds: number): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (this.status !== 'coming' || !this.#frame) return;
      this.status = 'away';
      this.dispatchEvent(new PanelErrorEvent('network'));
    }, milliseconds);
  }

  #hear = ({ data, origin, source }: MessageEvent): void => {
    const frame = this.#frame?.contentWindow;
    if (!frame || source !== frame || origin !== new URL(this.url).origin) return;
    const version = readyVersion(data);
    if (version !== undefined && version !== FRAME_VERSION) return this.#refuse(version);
    const message = readToPage(data);
    if (message) this.#take(message);
  };

  #refuse(version: number): void {
    this.status = version < FRAME_VERSION ? 'older' : 'newer';
    this.dispatchEvent(new PanelErrorEvent('frame-version'));
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'ready':
        return this.#greet();
      case 'token-wanted':
        return void this.#giveToken(message.expired);
      case 'interaction-open':
        return this.#send(new InteractionOpenEvent(message.interactionId, message.toAnswer));
      case 'active-interaction-changed':
        return this.#send(
          new ActiveInteractionChangedEvent(message.interactionId ?? undefined),
        );
      case 'contact-action':
        return this.#send(new FrameContactActionEvent(message.action, message.interactionId));
      case 'sign-in-needed':
        return this.#send(new SignInNeededEvent());
      case 'error':
        // The server's page may be of another version, with kinds that this one does not know.
        return this.#send(new PanelErrorEvent(message.kind as ErrorKind));
    }
  }

  #greet(): void {
    clearTimeout(this.#patience);
    this.status = 'ready';
    this.#tell({ type: 'hello', version: FRAME_VERSION });
    this.#tellLanguage();
    this.#tellTheme();
    this.#tellWhat();
  }

  async #giveToken(expired: boolean): Promise<void> {
    try {
      const token = await tokenGetter(this)?.({ expired });
      if (token) this.#tell({ type: 'token', token });
      else this.#tell({ type: 'token-missing', reason: 'nobody' });
    } catch (error) {
      // As everywhere: a page whose own fetch failed is offline.
      const reason = error instanceof TypeError ? 'unreachable' : 'nobody';
      this.#tell({ type: 'token-missing', reason });
    }
  }

  #tellWhat(): void {
    this.#tell({ type: 'show', contact: this.contact, interactionId: this.interactionId });
  }

  #tellLanguage(): void {
    this.#tell({ type: 'language', language: this.wantedLanguage });
  }

  #tellTheme(): void {
    this.#tell({ type: 'theme', theme: this.theme ?? themeOf(this) });
  }

  #tell(message: ToFrame): void {
    if (this.status !== 'ready') return;
    this.#frame?.contentWindow?.postMessage(written(message), new URL(this.url).origin);
  }

  #send(event: Event): void {
    this.dispatchEvent(event);
  }
}

/** The theme that goes with the colours of the page around an element. */
function themeOf(element: Element): 'light' | 'dark' | 'system' {
  const { colorScheme } = getComputedStyle(element);
  const isDark = /\bdark\b/.test(colorScheme);
  if (isDark && /\blight\b/.test(colorScheme)) return 'system';
  return isDark ? 'dark' : 'light';
}

define('waypost-frame', WaypostFrame);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-frame': WaypostFrame;
  }
}
