import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HistoryChoices } from '../api-client/contract/history.ts';
import { choiceList } from './shared/choice-list.ts';
import { numberWords } from './shared/count-words.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import {
  choiceFields,
  choicesOf,
  fieldTitle,
  type ChoiceField,
} from './shared/filter-words.ts';
import { FilterWantedEvent } from './shared/history-events.ts';
import { historyFilterStyles } from './shared/history-filter-styles.ts';
import { tidy, type Filter } from './shared/history-state.ts';
import { idsIn, MOST_IDS } from './shared/id-list.ts';
import { addDays, startOfDay } from './shared/period.ts';
import { browserZone, dayKey } from './shared/time.ts';

export { FilterWantedEvent } from './shared/history-events.ts';

/** A pair of checkpoints that is being written: the first, the one after it, and the minutes between. */
interface Pair {
  first: string;
  then: string;
  minutes: string;
}

const noPair: Pair = { first: '', then: '', minutes: '30' };
const LONGEST_MINUTES = 100_000;

/**
 * A filter by every column and more, in a dialog: what is chosen counts once it is applied.
 *
 * @fires {FilterWantedEvent} waypost-filter-wanted - another filter was applied
 * @csspart root - everything
 */
export class WaypostHistoryFilter extends WaypostElement {
  static override styles = [...WaypostElement.styles, historyFilterStyles];

  /** The filter that holds now. */
  @property({ attribute: false }) filter: Filter = {};

  /** What can be chosen from; undefined while it is on its way. */
  @property({ attribute: false }) choices: HistoryChoices | undefined;

  /** Why the choices could not be loaded, as a sentence. */
  @property() error = '';

  /** The IANA zone of its days; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private draft: Filter = {};
  @state() private ids = '';
  @state() private pair: Pair = noPair;
  @state() private wanted: Partial<Record<ChoiceField, string>> = {};
  @state() private faults: string[] = [];

  /** Whether somebody is choosing. */
  get isOpen(): boolean {
    return this.#dialog?.open ?? false;
  }

  /** Opens the dialog with the filter that holds. */
  open(): void {
    this.draft = this.filter;
    this.ids = (this.filter.id ?? []).join('\n');
    this.pair = noPair;
    this.wanted = {};
    this.faults = [];
    this.#dialog?.showModal();
  }

  get #dialog() {
    return this.find<HTMLDialogElement & HTMLElement>('dialog');
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('faults') && this.faults.length) this.find('.faults')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @click=${this.#clickBeside}>
      <form method="dialog" novalidate @submit=${this.#apply}>
        <header>
          <h2 id="title">${msg('Filter')}</h2>
          <button
            type="button"
            class="bare close"
            aria-label=${msg('Close')}
            @click=${this.#close}
          >
            ✕
          </button>
        </header>
        <div class="fields">${this.#fields()}</div>
        <footer>
          <button type="button" class="line" @click=${this.#clear}>${msg('Clear all')}</button>
          <span class="space"></span>
          <button type="button" class="line" @click=${this.#close}>${msg('Cancel')}</button>
          <button class="main">${msg('Show what fits')}</button>
        </footer>
      </form>
    </dialog>`;
  }

  #fields(): TemplateResult {
    return html`${this.#faultList()}
    ${this.error ? html`<p class="bad" role="alert">${this.error}</p>` : nothing}
    ${!this.choices && !this.error ? html`<p class="late quiet" role="status">${msg('Loading the choices…')}</p>` : nothing}
    ${this.choices ? choiceFields.map((field) => this.#choices(field)) : nothing}
    ${this.choices ? this.#sequences(this.choices) : nothing} ${this.#record()} ${this.#end()}
    ${this.#idField()}`;
  }

  #faultList(): TemplateResult | typeof nothing {
    if (!this.faults.length) return nothing;
    return html`<ul class="faults bad" role="alert" tabindex="-1">
      ${this.faults.map((fault) => html`<li>${fault}</li>`)}
    </ul>`;
  }

  #choices(field: ChoiceField): TemplateResult {
    return choiceList({
      title: fieldTitle(field),
      choices: choicesOf(field, this.choices!), // rendered with them only
      chosen: this.draft[field] ?? [],
      wanted: this.wanted[field] ?? '',
      want: (words) => (this.wanted = { ...this.wanted, [field]: words }),
      choose: (chosen) => this.#set({ [field]: chosen }),
    });
  }

  #sequences({ checkpoints }: HistoryChoices): TemplateResult {
    const set = this.draft.checkpointSequence ?? [];
    const name = (id: string | undefined) =>
      checkpoints.find((one) => one.id === id)?.name ?? '…';
    const select = (key: 'first' | 'then', words: string) =>
      html`<label
        ><span>${words}</span>
        <select .value=${this.pair[key]} @change=${(event: Event) => this.#write(key, event)}>
          <option value="">–</option>
          ${checkpoints.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === this.pair[key]}>${name}</option>`,
          )}
        </select></label
      >`;
    return html`<details ?open=${set.length > 0}>
      <summary>
        ${fieldTitle('checkpointSequence')}
        ${set.length ? html`<span class="count">${set.length}</span>` : nothing}
      </summary>
      <ul class="pairs">
        ${set.map((text) => {
          const [first, then, minutes] = text.split('.');
          const words = msg(str`“${name(first)}”, then “${name(then)}” within ${minutes} min`);
          return html`<li>
            <span>${words}</span>
            <button
              type="button"
              class="bare"
              aria-label=${msg(str`Take away: ${words}`)}
              @click=${() =>
                this.#set({ checkpointSequence: set.filter((one) => one !== text) })}
            >
              ✕
            </button>
          </li>`;
        })}
      </ul>
      <div class="grid">
        ${select('first', msg('First this checkpoint'))} ${select('then', msg('then this one'))}
        <label
          ><span>${msg('within minutes')}</span>
          <input
            type="number"
            min="1"
            max=${LONGEST_MINUTES}
            .value=${this.pair.minutes}
            @input=${(event: Event) => this.#write('minutes', event)}
        /></label>
        <button type="button" class="line" @click=${this.#addPair}>${msg('Add')}</button>
      </div>
    </details>`;
  }

  #record(): TemplateResult {
    const options = [
      ['', msg('either way')],
      ['linked', msg('linked')],
      ['none', msg('none linked')],
    ];
    return html`<label class="row"
      ><span>${fieldTitle('crmRecord')}</span>
      <select
        @change=${(event: Event) =>
          this.#set({ crmRecord: (event.target as HTMLSelectElement).value as 'linked' })}
      >
        ${options.map(
          ([value, words]) =>
            html`<option value=${value!} ?selected=${value === (this.draft.crmRecord ?? '')}>
              ${words}
            </option>`,
        )}
      </select></label
    >`;
  }

  /** Days of the end, both included; a filter holds the instants that they begin and end with. */
  #end(): TemplateResult {
    const zone = this.timeZone || browserZone();
    const day = (at: string | undefined, back: number) =>
      at ? addDays(dayKey(at, zone), -back) : '';
    const instant = (event: Event, ahead: number): string => {
      const { value } = event.target as HTMLInputElement;
      return value ? new Date(startOfDay(addDays(value, ahead), zone)).toISOString() : '';
    };
    return html`<div class="grid">
      <label
        ><span>${msg('Ended, first day')}</span>
        <input
          type="date"
          .value=${day(this.draft.endedFrom, 0)}
          @change=${(event: Event) => this.#set({ endedFrom: instant(event, 0) })}
      /></label>
      <label
        ><span>${msg('Ended, last day')}</span>
        <input
          type="date"
          .value=${day(this.draft.endedTo, 1)}
          @change=${(event: Event) => this.#set({ endedTo: instant(event, 1) })}
      /></label>
    </div>`;
  }

  #idField(): TemplateResult {
    return html`<label class="row"
      ><span>${msg('Ids, as they were copied or pasted')}</span>
      <textarea
        rows="2"
        spellcheck="false"
        .value=${this.ids}
        @input=${(event: Event) => (this.ids = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>`;
  }

  #set(part: Partial<Record<keyof Filter, unknown>>): void {
    this.draft = tidy({ ...this.draft, ...part });
  }

  #write(key: keyof Pair, event: Event): void {
    this.pair = { ...this.pair, [key]: (event.target as HTMLInputElement).value };
  }

  #addPair = (): void => {
    const { first, then, minutes } = this.pair;
    const fault = pairFault(this.pair);
    this.faults = fault ? [fault] : [];
    if (fault) return;
    const set = this.draft.checkpointSequence ?? [];
    this.#set({
      checkpointSequence: [...new Set([...set, `${first}.${then}.${Number(minutes)}`])],
    });
    this.pair = noPair;
  };

  #clear = (): void => {
    const { search, contact } = this.draft;
    this.draft = tidy({ search, contact });
    this.ids = '';
    this.pair = noPair;
    this.faults = [];
  };

  #apply = (event: Event): void => {
    event.preventDefault();
    const { ids, others } = idsIn(this.ids);
    this.faults = idFaults(ids, others);
    if (isBegun(this.pair)) this.#addPair();
    if (this.faults.length) return;
    const filter = tidy({ ...this.draft, id: ids });
    this.#dialog?.close();
    this.dispatchEvent(new FilterWantedEvent(filter));
  };

  #close = (): void => this.#dialog?.close();

  #clickBeside = (event: Event): void => {
    if (event.target === this.#dialog) this.#close();
  };
}

const isBegun = ({ first, then }: Pair): boolean => first !== '' || then !== '';

function pairFault({ first, then, minutes }: Pair): string {
  if (!first || !then) return msg('Choose both checkpoints.');
  const isSound = /^\d{1,6}$/.test(minutes) && +minutes >= 1 && +minutes <= LONGEST_MINUTES;
  return isSound ? '' : msg('Write 1 to 100,000 minutes.');
}

function idFaults(ids: readonly string[], others: readonly string[]): string[] {
  const faults: string[] = [];
  if (others.length === 1) faults.push(msg(str`“${others[0]}” is no id of an interaction.`));
  if (others.length > 1)
    faults.push(
      msg(str`${numberWords(others.length)} of these are no ids, the first is “${others[0]}”.`),
    );
  if (ids.length > MOST_IDS)
    faults.push(msg(str`Give ${MOST_IDS} ids at most; these are ${numberWords(ids.length)}.`));
  return faults;
}

define('waypost-history-filter', WaypostHistoryFilter);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-history-filter': WaypostHistoryFilter;
  }
}
