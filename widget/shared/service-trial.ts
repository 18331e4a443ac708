import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WebServiceTrial } from '../../api-client/contract/web-service-trial.ts';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { serverWords } from '../localization/locale.ts';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { errorWords } from './error-words.ts';
import { fieldStyles } from './field-styles.ts';
import { storedRowsStyles } from './stored-rows-styles.ts';

/** What a web service takes of whoever calls it. */
export interface ServiceInput {
  name: string;
  title: string;
  required: boolean;
}

/** One call of a web service as it is saved: what was asked, and what came back. Secrets are shown as `•••`. */
export class WaypostServiceTrial extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, storedRowsStyles];

  @property({ attribute: false }) api: EntitiesApi | undefined;
  @property({ attribute: 'service-id' }) serviceId = '';
  @property({ attribute: false }) inputs: readonly ServiceInput[] = [];

  @state() private trial: WebServiceTrial | undefined;
  @state() private error: WaypostError | undefined;
  @state() private isBusy = false;

  protected override render(): TemplateResult {
    return html`<form class="fields editor" @submit=${this.#try}>
      <b>${msg('Try the service')}</b>
      <p class="quiet small">${msg('It is really called, as it is saved.')}</p>
      <div class="cells">
        ${this.inputs.map(
          ({ name, title }) =>
            html`<label
              ><span>${title || name}</span
              ><input name="input.${name}" dir="auto" autocomplete="off"
            /></label>`,
        )}
        <label
          ><span>${msg('Fields of the answer to look for, with commas')}</span
          ><input name="wanted" dir="ltr" autocomplete="off" spellcheck="false"
        /></label>
      </div>
      <div class="ends">
        <button class="line" aria-disabled=${this.isBusy}>
          ${this.isBusy ? msg('One moment…') : msg('Try it')}
        </button>
      </div>
      <div role="status">
        ${this.error ? html`<p class="bad">${msg(str`Could not try it. ${errorWords(this.error)}`)}</p>` : nothing}
        ${this.trial ? outcome(this.trial) : nothing}
      </div>
    </form>`;
  }

  #try = async (event: Event): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    if (!this.api || this.isBusy) return;
    const given = new FormData(event.target as HTMLFormElement);
    const textOf = (name: string) => String(given.get(name) ?? '');
    this.isBusy = true;
    this.error = this.trial = undefined;
    try {
      this.trial = await this.api.tryWebService(this.serviceId, {
        inputs: Object.fromEntries(
          this.inputs.map(({ name }) => [name, textOf(`input.${name}`)]),
        ),
        wanted: textOf('wanted')
          .split(',')
          .map((path) => path.trim())
          .filter(Boolean),
      });
    } catch (error) {
      this.error = error as WaypostError; // the client fails with nothing else
    }
    this.isBusy = false;
  };
}

function outcome({ ok, reason, asked, answered, values }: WebServiceTrial): TemplateResult {
  const found = Object.entries(values);
  return html`<p class=${ok ? 'good' : 'bad'}>
      ${ok ? msg('A routing would leave by “OK”.') : msg(str`A routing would leave by “Not OK”: ${serverWords(reason ?? '')}`)}
    </p>
    ${
      found.length === 0
        ? nothing
        : html`<b>${msg('Fields')}</b>
            <ul role="list">
              ${found.map(
                ([path, value]) =>
                  html`<li>
                    <code>${path}</code>:
                    ${value === null ? html`<span class="quiet">${msg('not there')}</span>` : html`<bdi>${value}</bdi>`}
                  </li>`,
              )}
            </ul>`
    }
    ${asked ? exchange(msg('Asked'), askedText(asked)) : nothing}
    ${answered ? exchange(`${msg('Answered')}: ${answered.status}`, answered.body) : nothing}`;
}

const exchange = (title: string, text: string): TemplateResult =>
  html`<b>${title}</b>
    <pre class="scrolled" dir="ltr" tabindex="0" aria-label=${title}>${text}</pre>`;

function askedText({ method, address, headers, body }: NonNullable<WebServiceTrial['asked']>) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${address}`, ...lines, ...(body === null ? [] : ['', body])].join('\n');
}

define('waypost-service-trial', WaypostServiceTrial);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-service-trial': WaypostServiceTrial;
  }
}
