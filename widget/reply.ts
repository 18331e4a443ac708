import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Offers } from '../api-client/contract/desk.ts';
import type { Message } from '../api-client/contract/interaction.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { Desk } from '../api-client/waypost.ts';
import { formattingLanguage } from './localization/locale.ts';
import { define } from './shared/define.ts';
import { tooLateWords } from './shared/desk-words.ts';
import { WaypostElement } from './shared/element.ts';
import { FollowController } from './shared/follow.ts';
import { NewestController } from './shared/newest.ts';
import { outboxOf, type Outbox, type Unsent } from './shared/outbox.ts';
import { replyStyles } from './shared/reply-styles.ts';

/** The longest message that the server takes, and from where on it is said how much is left. */
const LONGEST = 20_000;
const NEARLY = 19_000;

/**
 * Where an advisor answers the customer of an interaction and finishes it. Shows nothing while the interaction is not
 * theirs. Belongs below the conversation, whose end it keeps in view unless the reader scrolled up.
 *
 * @csspart root - everything
 * @csspart box - the field and its buttons
 */
export class WaypostReply extends WaypostElement {
  static override styles = [...WaypostElement.styles, ...replyStyles];

  /** The desk of a client: `client.desk`; undefined while there is none. */
  @property({ attribute: false }) desk: Desk | undefined;

  /** Which interaction is answered. */
  @property({ attribute: 'interaction-id' }) interactionId = '';

  /** The conversation so far: what was sent is shown here until it is among these. */
  @property({ attribute: false }) messages: readonly Message[] = [];

  @state() private confirming = false;
  @state() private finishing = false;
  @state() private trouble = '';
  /** It was the advisor's, and is no more: they finished it, or it went without them. */
  @state() private ending: 'finished' | 'lost' | undefined;

  readonly #offers = new FollowController<Offers>(this);
  readonly #newest = new NewestController(this, () => this.#isMine);
  #outbox: Outbox | undefined;
  #isMine = false;
  #hadFocus = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#outbox) this.#outbox.changed = () => {};
    this.#outbox = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') || changed.has('interactionId')) this.#beginAnew();
    if (!this.isConnected) return;
    this.#offers.follow(this.desk, 'offers', (desk) => desk.offers);
    this.#useOutbox();
    this.#outbox?.shows(this.messages);
    this.#judge(this.#offers.state?.data);
    this.#hadFocus = this.#hasFocus;
  }

  /** Whose it is, as far as that is known. */
  #judge(offers: Offers | undefined): void {
    if (!offers) return;
    const isMine = offers.mine.some(
      ({ interactionId }) => interactionId === this.interactionId,
    );
    if (isMine && !this.#isMine) this.ending = undefined;
    if (!isMine && this.#isMine) this.ending ??= this.finishing ? 'finished' : 'lost';
    this.#isMine = isMine;
  }

  get #hasFocus(): boolean {
    return Boolean(this.shadowRoot?.activeElement);
  }

  #beginAnew(): void {
    this.confirming = this.finishing = this.#isMine = false;
    this.trouble = '';
    this.ending = undefined;
    if (this.#outbox) this.#outbox.changed = () => {};
    this.#outbox = undefined;
  }

  #useOutbox(): void {
    if (this.#outbox || !this.desk || !this.interactionId) return;
    this.#outbox = outboxOf(this.desk, this.interactionId);
    this.#outbox.changed = () => this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const outbox = this.#outbox;
    if (!outbox) return nothing;
    if (this.ending) return this.#end(this.ending, outbox);
    return this.#isMine ? html`${this.#unsent(outbox)}${this.#box(outbox)}` : nothing;
  }

  protected override updated(): void {
    if (this.ending && this.#hadFocus && !this.#hasFocus) this.find('.note')?.focus();
    const outbox = this.#outbox;
    if (!this.#isMine || !outbox?.wantsFocus) return;
    outbox.wantsFocus = false;
    if (!isTyping()) this.find('textarea')?.focus();
  }

  #unsent({ unsent }: Outbox): TemplateResult | typeof nothing {
    if (unsent.length === 0) return nothing;
    return html`<ol role="list" class="unsent" aria-label=${msg('Being sent')}>
      ${repeat(
        unsent,
        ({ key }) => key,
        (entry) =>
          html`<li>
            <p dir="auto">${entry.text}</p>
            ${this.#unsentState(entry)}
          </li>`,
      )}
    </ol>`;
  }

  #unsentState({ key, error, messageId }: Unsent): TemplateResult {
    if (messageId) return html`<span class="quiet small">${msg('Sent')}</span>`;
    if (!error) return html`<span class="quiet small late">${msg('Sending…')}</span>`;
    const reason = tooLateWords(error, msg('This interaction is no longer yours.'));
    return html`<div role="alert" class="bad small">${msg(str`Not sent. ${reason}`)}</div>
      <div class="actions">
        <button class="line" @click=${() => this.#outbox?.takeBack(key)}>${msg('Edit')}</button>
        <button class="line" @click=${() => this.#outbox?.retry(key)}>
          ${msg('Try again')}
        </button>
      </div>`;
  }

  #box(outbox: Outbox): TemplateResult {
    return html`<form class="box" part="box" @submit=${this.#submit}>
      <div class="grow" data-text=${outbox.draft}>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${msg('Your reply')}
          aria-describedby="keys limit"
          aria-invalid=${outbox.draft.length > LONGEST}
          placeholder=${msg('Your reply')}
          .value=${outbox.draft}
          @input=${this.#type}
          @keydown=${this.#press}
        ></textarea>
      </div>
      <div id="limit" class="small">${limitWords(outbox.draft)}</div>
      <div role="status" class="unseen">${limitNews(outbox.draft)}</div>
      <div role="alert" class="small bad">${this.trouble}</div>
      ${this.confirming ? this.#confirm() : this.#actions(outbox)}
    </form>`;
  }

  #actions({ draft }: Outbox): TemplateResult {
    const canSend = draft.trim() !== '' && draft.length <= LONGEST;
    return html`<div class="actions">
      <span id="keys" class="hint quiet small">
        ${msg('Enter sends, Shift+Enter begins a new line.')}
      </span>
      <button
        type="button"
        class="line finish"
        aria-disabled=${this.finishing}
        @click=${this.#finish}
      >
        ${msg('Finish')}
      </button>
      <button class="main" aria-disabled=${!canSend}>${msg('Send')}</button>
    </div>`;
  }

  #confirm(): TemplateResult {
    return html`<div class="actions">
      <span id="unsent" class="question"
        >${msg('What you wrote is not sent. Finish all the same?')}</span
      >
      <button type="button" class="line keep" @click=${this.#goOn}>
        ${msg('Go on writing')}
      </button>
      <button
        type="button"
        class="line bad"
        aria-describedby="unsent"
        aria-disabled=${this.finishing}
        @click=${this.#finishNow}
      >
        ${msg('Finish')}
      </button>
    </div>`;
  }

  /** What was written and not sent is not lost without a word. */
  #end(ending: 'finished' | 'lost', { draft, unsent }: Outbox): TemplateResult {
    const left = [
      ...unsent.filter(({ messageId }) => !messageId).map(({ text }) => text),
      draft,
    ]
      .filter(Boolean)
      .join('\n');
    const isKept = ending === 'lost' && left !== '';
    return html`<div class="note box" role="status" tabindex="-1">
      <b>
        ${
          ending === 'finished'
            ? msg('You have finished this interaction.')
            : msg('This interaction is no longer yours.')
        }
      </b>
      ${
        isKept
          ? html`<p>${msg('This was not sent:')}</p>
              <div class="kept" dir="auto">${left}</div>`
          : nothing
      }
    </div>`;
  }

  #type = (event: Event): void => {
    if (this.#outbox) this.#outbox.draft = (event.target as HTMLTextAreaElement).value;
    this.requestUpdate();
  };

  #press = (event: KeyboardEvent): void => {
    // Enter that ends a composition (Japanese, Chinese …) is not one that sends.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#send();
    this.find('textarea')?.focus();
  };

  #send(): void {
    const outbox = this.#outbox;
    const text = outbox?.draft.trim() ?? '';
    if (!outbox || text === '' || outbox.draft.length > LONGEST) return;
    outbox.draft = '';
    this.trouble = '';
    this.confirming = false;
    outbox.add(text);
    void this.updateComplete.then(() => this.#newest.goToEnd());
  }

  #finish = async (): Promise<void> => {
    const { draft, unsent } = this.#outbox ?? { draft: '', unsent: [] };
    if (draft.trim() === '' && unsent.every(({ messageId }) => messageId)) {
      await this.#finishNow();
      return;
    }
    this.confirming = true;
    await this.updateComplete;
    this.find('.keep')?.focus();
  };

  #goOn = async (): Promise<void> => {
    this.confirming = false;
    await this.updateComplete;
    this.find('textarea')?.focus();
  };

  #finishNow = async (): Promise<void> => {
    const { desk, interactionId } = this;
    if (!desk || this.finishing) return;
    this.finishing = true;
    this.trouble = '';
    try {
      await desk.finish(interactionId);
      if (interactionId === this.interactionId) this.ending = 'finished';
    } catch (error) {
      const notYours = msg('This interaction is no longer yours.');
      if (interactionId !== this.interactionId) return;
      // The client fails with nothing else.
      this.trouble = tooLateWords(error as WaypostError, notYours);
      if (this.ending) this.ending = 'lost';
    }
    this.finishing = false;
  };
}

/** Said before the limit bites: what is too long is kept, and not sent. */
function limitWords({ length }: string): TemplateResult | typeof nothing {
  if (length <= NEARLY) return nothing;
  const [written, longest] = [count(length), count(LONGEST)];
  return length > LONGEST
    ? html`<span class="bad"
        >${msg(str`Too long: ${written} of at most ${longest} characters.`)}</span
      >`
    : html`${msg(str`${written} of at most ${longest} characters.`)}`;
}

/** The same for a screen reader: once, not at every key. */
function limitNews({ length }: string): string {
  if (length > LONGEST) return msg('Too long to be sent.');
  return length > NEARLY ? msg(str`Less than ${count(LONGEST - NEARLY)} characters left.`) : '';
}

const count = (number: number): string => number.toLocaleString(formattingLanguage());

/** Whether the person writes somewhere: then the focus stays there. */
function isTyping(): boolean {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.matches('input, textarea, select, [contenteditable]') ?? false;
}

define('waypost-reply', WaypostReply);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-reply': WaypostReply;
  }
}
