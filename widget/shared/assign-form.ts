import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  Done,
  InteractionSettings,
} from '../../api-client/contract/interaction-settings.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { Form } from './create-forms.ts';
import { errorWords } from './error-words.ts';
import { choiceField } from './form-field.ts';
import type { Reader } from './reader.ts';
import { moveFocus } from './roving.ts';

/** How long nothing more must be typed before it is searched. */
const PAUSE = 250;

interface Found {
  id: string;
  label: string;
  details: string;
}

interface Host {
  changed: () => void;
  chosen: (assign: () => Promise<Done>) => Promise<void>;
}

/** What is there already is looked for while one types, and assigned by choosing it. */
export class AssignForm implements Form {
  readonly submitWords = undefined;
  readonly #kind: 'card' | 'case';
  readonly #settings: InteractionSettings;
  readonly #reader: Reader;
  readonly #host: Host;
  #crmId: string;
  #scenario: string | undefined;
  #search = '';
  #found: readonly Found[] | undefined;
  #hasMore = false;
  #error: WaypostError | undefined;
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    kind: 'card' | 'case',
    settings: InteractionSettings,
    reader: Reader,
    host: Host,
  ) {
    this.#kind = kind;
    this.#settings = settings;
    this.#reader = reader;
    this.#host = host;
    this.#crmId = this.#crms[0]?.id ?? '';
    void this.#look();
  }

  get #crms() {
    return this.#settings.crms.filter(({ searches }) => searches.length > 0);
  }

  get #searches() {
    return this.#crms.find(({ id }) => id === this.#crmId)?.searches ?? [];
  }

  get #chosenSearch() {
    return (
      this.#searches.find(({ scenario }) => scenario === this.#scenario) ?? this.#searches[0]
    );
  }

  fields(): TemplateResult {
    const takesText = this.#kind === 'case' || this.#chosenSearch?.takesText;
    return html`${this.#kind === 'card' ? this.#whereToLook() : nothing}
      ${
        takesText
          ? html`<label>
              ${this.#kind === 'card' ? this.#chosenSearch?.title : msg('Reference or title')}
              <input
                type="search"
                name="search"
                maxlength="200"
                dir="auto"
                autocomplete="off"
                @input=${this.#typed}
                @keydown=${this.#noSubmit}
              />
            </label>`
          : nothing
      }
      <div role="status" class="quiet small">${this.#words()}</div>
      ${this.#list()}`;
  }

  #whereToLook(): TemplateResult {
    const again = () => {
      this.#found = undefined;
      void this.#look();
    };
    return html`${choiceField(
      msg('CRM'),
      'crmId',
      this.#crms.map(({ id, name }) => ({ value: id, words: name })),
      this.#crmId,
      (value) => {
        this.#crmId = value;
        again();
      },
    )}
    ${choiceField(
      msg('Search by'),
      'scenario',
      this.#searches.map(({ scenario, title }) => ({ value: scenario, words: title })),
      this.#chosenSearch?.scenario ?? '',
      (value) => {
        this.#scenario = value;
        again();
      },
    )}`;
  }

  #words(): string {
    if (this.#error) return errorWords(this.#error);
    if (!this.#found) return msg('Searching…');
    if (this.#found.length === 0) return msg('Nothing found.');
    return this.#hasMore ? msg('There are more: search more narrowly.') : '';
  }

  #list(): TemplateResult | typeof nothing {
    if (!this.#found?.length) return nothing;
    return html`<ul role="list" class="found" aria-label=${msg('Found')} @keydown=${this.#move}>
      ${this.#found.map(
        (one) =>
          html`<li>
            <button
              type="button"
              aria-disabled=${one.id === this.#assigned}
              @click=${() => this.#choose(one)}
            >
              <b><bdi>${one.label}</bdi></b>
              ${one.id === this.#assigned ? html`<span class="good small">${msg('assigned')}</span>` : nothing}
              ${one.details ? html`<br /><span class="quiet small"><bdi>${one.details}</bdi></span>` : nothing}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  /** What the interaction has now. */
  get #assigned(): string | undefined {
    const { card, case: assigned } = this.#reader.data.interaction;
    if (this.#kind === 'case') return assigned?.id;
    return card?.crmId === this.#crmId ? card.id : undefined;
  }

  #move = (event: KeyboardEvent): void => {
    const list = event.currentTarget as HTMLElement;
    moveFocus(event, [...list.querySelectorAll('button')]);
  };

  #noSubmit = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') event.preventDefault();
  };

  #typed = (event: Event): void => {
    this.#search = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#look(), PAUSE);
  };

  /** The answer to the last question counts. */
  async #look(): Promise<void> {
    const turn = ++this.#asked;
    this.#error = undefined;
    try {
      const { found, more } = await this.#ask();
      if (turn !== this.#asked) return;
      this.#found = found;
      this.#hasMore = more;
    } catch (error) {
      if (turn === this.#asked) this.#error = error as WaypostError; // the client fails with nothing else
    }
    this.#host.changed();
  }

  async #ask(): Promise<{ found: Found[]; more: boolean }> {
    const { api, id } = this.#reader.records;
    if (!api) return { found: [], more: false };
    if (this.#kind === 'case') {
      const { items, more } = await api.searchCases(id, this.#search);
      const found = items.map(({ id, reference, title, status, typeName }) => ({
        id,
        label: `${reference} ${title}`,
        details: [typeName, status].filter(Boolean).join(' · '),
      }));
      return { found, more };
    }
    const { items, more } = await api.searchCards(id, { crm: this.#crmId, ...this.#asks() });
    const found = items.map(({ id, label, details }) => ({
      id,
      label,
      details: details.map(({ title, value }) => msg(str`${title}: ${value}`)).join(' · '),
    }));
    return { found, more };
  }

  #asks() {
    const scenario = this.#chosenSearch?.scenario;
    return { ...(scenario ? { scenario } : {}), search: this.#search };
  }

  #choose({ id: recordId }: Found): void {
    if (recordId === this.#assigned) return;
    const { records, data } = this.#reader;
    const { api, id } = records;
    if (!api) return;
    const { card, case: assigned } = data.interaction;
    void this.#host.chosen(() =>
      this.#kind === 'case'
        ? api.assignCase(id, { caseId: recordId, instead: assigned?.id ?? null })
        : api.assignCard(id, {
            crmId: this.#crmId,
            cardId: recordId,
            ...this.#asks(),
            instead: card?.id ?? null,
          }),
    );
  }
}
