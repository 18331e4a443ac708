import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EntityPreview, TextMessage } from '../../api-client/contract/entity-preview.ts';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { currentLanguage } from '../localization/locale.ts';
import { numberWords } from './count-words.ts';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { entityPreviewStyles } from './entity-preview-styles.ts';
import { errorWords } from './error-words.ts';
import { fieldStyles } from './field-styles.ts';
import { problemFields } from './problem-fields.ts';
import { faultsOf } from './schema-faults.ts';
import { placeWords } from './schema-places.ts';
import { isObject } from './schema-shape.ts';
import type { FieldError, JsonSchema } from './schema-types.ts';
import { filled } from './schema-values.ts';
import './shown-html.ts';
import type { HtmlShownEvent } from './shown-html.ts';

/** Between the last change and the question, in milliseconds. */
const PAUSE = 400;
/** What a definition’s faults begin with. */
const PREFIX = 'definition.';

interface Variable {
  name: string;
  title: string;
}

/**
 * What the customer gets by a template or a survey as it is written just now: the server writes it, as it would for a
 * customer. Of a template’s variables one gives samples.
 */
export class WaypostEntityPreview extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, entityPreviewStyles];

  @property({ attribute: false }) api: EntitiesApi | undefined;
  /** The kind as the API’s paths name it. */
  @property() kind = '';
  @property() name = '';
  @property({ attribute: false }) schema: JsonSchema = {};
  @property({ attribute: false }) definition: unknown;

  @state() private shown: EntityPreview | undefined;
  @state() private error: WaypostError | undefined;
  /** Why it cannot be shown as it stands. */
  @state() private faults: readonly FieldError[] = [];
  @state() private samples: Readonly<Record<string, string>> = {};
  @state() private pictures = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!['api', 'kind', 'name', 'definition', 'samples'].some((key) => changed.has(key)))
      return;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#ask(), this.#asked === 0 ? 0 : PAUSE);
  }

  async #ask(): Promise<void> {
    const turn = ++this.#asked;
    const definition = filled(this.schema, this.definition) as Record<string, unknown>; // every kind’s schema is of an object
    this.faults = faultsOf(this.schema, definition);
    this.error = undefined;
    if (!this.api || this.faults.length > 0) return;
    const values = Object.fromEntries(
      this.#variables.map((variable) => [variable.name, this.#sampleOf(variable)]),
    );
    try {
      const language = currentLanguage();
      const shown = await this.api.preview(this.kind, {
        definition,
        values,
        name: this.name,
        language,
      });
      if (turn === this.#asked) this.shown = shown;
    } catch (error) {
      if (turn === this.#asked) this.#failed(error as WaypostError); // the client fails with nothing else
    }
  }

  #failed(error: WaypostError): void {
    const fields = problemFields(error);
    this.faults = fields.map(({ path, message }) => ({
      path: path.replace(PREFIX, ''),
      message,
    }));
    if (fields.length === 0) this.error = error;
  }

  get #variables(): Variable[] {
    const { definition } = this;
    const list = isObject(definition) ? definition['variables'] : undefined;
    if (!Array.isArray(list)) return [];
    return (list as unknown[]).filter(
      (one): one is Record<string, unknown> & Variable =>
        isObject(one) && typeof one['name'] === 'string' && typeof one['title'] === 'string',
    );
  }

  /** Until one is given, a variable’s title stands for its value. */
  #sampleOf({ name, title }: Variable): string {
    return this.samples[name] ?? title;
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    const variables = this.#variables.filter(({ name }) => name !== '');
    return html`<section class="fields" aria-label=${msg('Preview')}>
      <b>${msg('Preview')}</b>
      ${variables.length > 0 ? this.#samples(variables) : nothing}
      <div role="status">${this.#trouble()}</div>
      ${shown && this.#isOld ? html`<p class="quiet">${msg('As it was before:')}</p>` : nothing}
      ${shown ? html`<div>${this.#what(shown)}</div>` : nothing}
    </section>`;
  }

  #samples(variables: readonly Variable[]): TemplateResult {
    return html`<fieldset @input=${this.#type}>
      <legend>${msg('Sample values')}</legend>
      <div class="cells">
        ${variables.map(
          (variable) =>
            html`<label
              ><span>${variable.title || variable.name}</span
              ><input
                name=${variable.name}
                maxlength="10000"
                dir="auto"
                autocomplete="off"
                .value=${this.#sampleOf(variable)}
            /></label>`,
        )}
      </div>
    </fieldset>`;
  }

  #type = (event: Event): void => {
    event.stopPropagation(); // it is no part of the form around it
    const { name, value } = event.target as HTMLInputElement;
    this.samples = { ...this.samples, [name]: value };
  };

  get #isOld(): boolean {
    return this.faults.length > 0 || this.error !== undefined;
  }

  #trouble(): TemplateResult | typeof nothing {
    if (this.error)
      return html`<p class="bad">
        ${msg(str`It cannot be shown now. ${errorWords(this.error)}`)}
      </p>`;
    if (this.faults.length === 0) return nothing;
    return html`<p class="warn">
        ${msg('As it stands, it can neither be saved nor be shown:')}
      </p>
      <ul role="list" class="faults">
        ${this.faults.map(
          ({ path, message }) =>
            html`<li>
              ${path === 'values' ? nothing : html`<b>${placeWords(this.schema, path)}</b>`}
              ${message}
            </li>`,
        )}
      </ul>`;
  }

  #what(shown: EntityPreview): TemplateResult {
    switch (shown.is) {
      case 'email':
        return html`${missing(shown.missing)}${this.#email(shown)}`;
      case 'sms':
        return html`${missing(shown.missing)}${textMessage(shown.message)}`;
      case 'survey':
        return html`<p class="part">${msg('Invitation')}</p>
          ${textMessage(shown.invitation)}
          <p class="part">${msg('The page to which it leads')}</p>
          ${this.#frame(shown.html, msg('The page to which it leads'))}`;
    }
  }

  #email({
    subject,
    html: body,
    text,
  }: Extract<EntityPreview, { is: 'email' }>): TemplateResult {
    return html`<p class="part">${msg('Subject')}</p>
      <p class="subject"><bdi>${subject || '–'}</bdi></p>
      ${
        body.trim() === ''
          ? nothing
          : html`<p class="part">HTML</p>
              ${this.#frame(body, msg('The e-mail as HTML'))}
              ${
                this.pictures > 0
                  ? html`<p class="quiet small">
                      ${msg('Pictures from elsewhere are not fetched here.')}
                    </p>`
                  : nothing
              }`
      }
      <p class="part">${msg('Text')}</p>
      ${
        text.trim() === ''
          ? html`<p class="quiet">
              ${msg('It goes out without a text: who cannot read HTML sees nothing.')}
            </p>`
          : html`<pre class="scrolled" dir="auto" tabindex="0" aria-label=${msg('Text')}>
${text}</pre>`
      }`;
  }

  #frame(body: string, label: string): TemplateResult {
    return html`<waypost-shown-html
      .html=${body}
      label=${label}
      @waypost-html-shown=${({ pictures }: HtmlShownEvent) => (this.pictures = pictures)}
    ></waypost-shown-html>`;
  }
}

const missing = (title: string | null): TemplateResult | typeof nothing =>
  title === null
    ? nothing
    : html`<p class="warn">
        ${msg(str`“${title}” must have a value: without one, an action leaves by “Error”.`)}
      </p>`;

function textMessage(message: TextMessage): TemplateResult {
  const { text, encoding, characters, segments, outside } = message;
  const isPlain = encoding === 'gsm-7';
  const one = isPlain ? 160 : 70;
  return html`<p class="bubble" dir="auto">${text}</p>
    <p class="quiet small">
      ${segments === 1 ? msg('1 text message') : msg(str`${numberWords(segments)} text messages, sent as one`)}
      · ${msg(str`${numberWords(characters)} characters`)} · ${isPlain ? 'GSM-7' : 'UCS-2'}
      ${segments === 1 ? `(${msg(str`up to ${one}`)})` : nothing}
    </p>
    ${
      outside.length > 0
        ? html`<p class="quiet small">
            ${msg(str`Because of ${outside.join(' ')} a message holds 70 characters, not 160.`)}
          </p>`
        : nothing
    }`;
}

define('waypost-entity-preview', WaypostEntityPreview);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-entity-preview': WaypostEntityPreview;
  }
}
