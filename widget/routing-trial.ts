import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Rehearsal } from '../api-client/contract/scenario.ts';
import type { Routing } from '../api-client/contract/routing.ts';
import type { RoutingsApi } from '../api-client/waypost.ts';
import { define } from './shared/define.ts';
import type { EditedVersion } from './shared/edited-version.ts';
import { WaypostElement } from './shared/element.ts';
import { serverWords } from './localization/locale.ts';
import { errorWords } from './shared/error-words.ts';
import { fieldStyles } from './shared/field-styles.ts';
import './shared/schema-form.ts';
import type { SchemaChangeEvent } from './shared/schema-form.ts';
import type { JsonSchema } from './shared/schema-types.ts';
import { browserZone, clockTime } from './shared/time.ts';
import { Trial, type TrialSettings } from './shared/trial.ts';
import { effectWords, outcomeWords, paymentChoices, waitWords } from './shared/trial-words.ts';
import { saveText } from './shared/routing-file.ts';
import { trialStyles } from './shared/trial-styles.ts';

/** The trial stands somewhere else than before. */
export class TrialMovedEvent extends Event {
  readonly rehearsal: Rehearsal | undefined;

  constructor(rehearsal: Rehearsal | undefined) {
    super('waypost-trial-moved', { bubbles: true });
    this.rehearsal = rehearsal;
  }
}

/**
 * A chat with a version of a routing for which nobody has to be there: whoever tries it is the customer, the advisor and
 * everything outside.
 *
 * @fires {TrialMovedEvent} waypost-trial-moved - after each move
 * @csspart root - everything
 */
export class WaypostRoutingTrial extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, trialStyles];

  @property({ attribute: false }) api: RoutingsApi | undefined;
  @property({ attribute: false }) routing: Routing | undefined;
  @property({ attribute: false }) edited: EditedVersion | undefined;
  /** The JSON Schema of what is asked before it begins. */
  @property({ attribute: false }) scenario: JsonSchema = {};

  @state() private words = '';
  @query('.log') private readonly log!: HTMLElement | null;
  #trial: Trial | undefined;
  #shown: Rehearsal | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trial?.end();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { api, edited } = this;
    if (!api || !edited || !(changed.has('edited') || changed.has('api'))) return;
    this.#trial?.end();
    this.#trial = new Trial({
      api,
      routingId: edited.version.routingId,
      number: edited.version.number,
      settle: () => edited.settle(),
      changed: () => this.requestUpdate(),
    });
    this.#tell();
  }

  protected override updated(): void {
    if (this.#trial?.rehearsal !== this.#shown) {
      this.#shown = this.#trial?.rehearsal;
      this.#tell();
      this.log?.scrollTo({ top: this.log.scrollHeight });
    }
  }

  #tell(): void {
    this.dispatchEvent(new TrialMovedEvent(this.#trial?.rehearsal));
  }

  protected override render(): TemplateResult | typeof nothing {
    const trial = this.#trial;
    if (!trial) return nothing;
    const { rehearsal, error, isBusy } = trial;
    return html`<div class="tools">
        <button class="main begin" aria-disabled=${isBusy} @click=${() => void trial.begin()}>
          ${trial.isBegun ? msg('Begin again') : msg('Begin')}
        </button>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${trial.isRealTime}
            @change=${this.#toggleTime}
          />${msg('Waits last as long as they would')}</label
        >
      </div>
      ${this.edited?.isUnsaved && trial.isBegun ? html`<p class="warn">${msg('What was changed since is tried when you begin again.')}</p>` : nothing}
      <details class="settings" ?open=${!trial.isBegun}>
        <summary>${msg('Customer, queues and services')}</summary>
        <waypost-schema-form
          .schema=${this.scenario}
          .value=${trial.settings}
          @waypost-schema-change=${({ value }: SchemaChangeEvent) =>
            (trial.settings = value as TrialSettings)}
        ></waypost-schema-form>
      </details>
      <div role="alert" class="bad">
        ${error ? msg(str`It could not be tried. ${errorWords(error)}`) : ''}
      </div>
      ${rehearsal ? this.#conversation(trial, rehearsal) : nothing}`;
  }

  #conversation(trial: Trial, rehearsal: Rehearsal): TemplateResult {
    const { messages, checkpoints, effects, variables } = rehearsal;
    const zone = browserZone();
    const shown = messages.filter(({ at }) => trial.isPast(at));
    const fields = Object.entries(variables).flatMap(([variable, of]) =>
      Object.entries(of).map(([field, value]) => [`${variable}.${field}`, value] as const),
    );
    const set = checkpoints.filter(({ at }) => trial.isPast(at));
    return html`<ol class="log" role="log" aria-label=${msg('Conversation')} tabindex="0">
        ${shown.map(
          ({ at, author, text }) =>
            html`<li class=${author}>
              <span class="unseen"
                >${author === 'customer' ? msg('Customer') : author === 'advisor' ? msg('Advisor') : msg('Routing')}</span
              >
              <span class="bubble" dir="auto">${text}</span>
              <time class="quiet" datetime=${at}>${clockTime(at, zone)}</time>
            </li>`,
        )}
      </ol>
      ${trial.pausesUntil ? html`<p class="quiet" role="status">${msg(str`It pauses until ${clockTime(trial.pausesUntil, zone)}.`)}</p>` : this.#moves(trial, rehearsal)}
      <h4>${msg('Checkpoints')}</h4>
      ${
        set.length === 0
          ? html`<p class="quiet">${msg('None so far')}</p>`
          : html`<ul role="list" class="marks">
              ${set.map(({ name, at }) => html`<li><span class="blaze" aria-hidden="true"></span><bdi>${name}</bdi> <time class="quiet">${clockTime(at, zone)}</time></li>`)}
            </ul>`
      }
      <h4>${msg('Variables')}</h4>
      <dl class="values">
        ${fields.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd dir="auto">${value}</dd>
            </div>`,
        )}
      </dl>
      ${
        effects.length === 0
          ? nothing
          : html`<h4>${msg('What would have been done outside')}</h4>
              <ul role="list">
                ${effects.map(({ kind, summary }) => html`<li>${effectWords(kind)}: <bdi>${serverWords(summary)}</bdi></li>`)}
              </ul>`
      }
      <p>
        <button class="line" @click=${this.#save}>${msg('Save as a scenario')}</button>
      </p>`;
  }

  /** What can happen now. */
  #moves(trial: Trial, { wait, outcome, messages }: Rehearsal): TemplateResult {
    if (outcome !== null || !wait)
      return html`<p role="status"><b>${outcomeWords(outcome)}</b></p>`;
    const button = (words: string, act: () => Promise<void>) =>
      html`<button class="line" aria-disabled=${trial.isBusy} @click=${() => void act()}>
        ${words}
      </button>`;
    const leave = button(msg('The customer leaves'), () => trial.leaves());
    const now = html`<p class="quiet" role="status">${waitWords(wait)}</p>`;
    if (wait.for === 'advisor')
      return html`${now}
        <div class="moves">
          ${
            wait.isAccepted
              ? nothing
              : html`${button(msg('An advisor accepts'), () => trial.advisor('accepts'))}
                ${button(msg('An advisor refuses'), () => trial.advisor('refuses'))}
                ${button(msg('It is turned away'), () => trial.advisor('dissuades'))}
                ${button(msg('Nobody comes'), () => trial.advisor('stays-away'))}`
          }
          ${leave}
        </div>`;
    if (wait.for === 'payment')
      return html`${now}
        <div class="moves">
          ${paymentChoices().map(([outcome, words]) => button(words, () => trial.pays(outcome)))}
          ${leave}
        </div>`;
    const choices = messages.findLast(({ author }) => author === 'routing')?.choices ?? [];
    return html`${now}
      <div class="moves">
        ${choices.map((choice) => button(choice, () => trial.taps(choice)))}
      </div>
      <form class="fields say" @submit=${this.#say}>
        <input
          name="says"
          aria-label=${msg('What the customer writes')}
          placeholder=${msg('As the customer')}
          maxlength="10000"
          dir="auto"
          autocomplete="off"
          .value=${this.words}
          @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)}
        />
        <button class="main" aria-disabled=${trial.isBusy}>${msg('Send')}</button>
      </form>
      <div class="moves">
        ${wait.expects === 'image' ? button(msg('An image is sent'), () => trial.sendsImage()) : nothing}
        ${button(msg('The customer stays silent'), () => trial.staysSilent())} ${leave}
      </div>`;
  }

  #say = async (event: Event): Promise<void> => {
    event.preventDefault();
    const words = this.words.trim();
    if (!words || !this.#trial || this.#trial.isBusy) return;
    this.words = '';
    await this.#trial.says(words);
    this.find('[name=says]')?.focus();
  };

  #toggleTime = (event: Event): void => {
    if (!this.#trial) return;
    this.#trial.isRealTime = (event.target as HTMLInputElement).checked;
    if (this.#trial.isBegun) void this.#trial.begin();
  };

  #save = (): void => {
    const { routing, edited } = this;
    if (!routing || !edited || !this.#trial) return;
    const { number } = edited.version;
    const name = msg(str`${routing.name}, as it was tried`);
    const file = {
      routing: routing.reference,
      version: number,
      scenarios: [this.#trial.scenario(name)],
    };
    saveText(`${routing.reference}.scenario.json`, `${JSON.stringify(file, null, 2)}\n`);
  };
}

define('waypost-routing-trial', WaypostRoutingTrial);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-trial': WaypostRoutingTrial;
  }
  interface HTMLElementEventMap {
    'waypost-trial-moved': TrialMovedEvent;
  }
}
