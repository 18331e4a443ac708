import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import { choicesOf, fieldTitle } from './filter-words.ts';
import { tidy } from './history-state.ts';
import {
  filterFields,
  groupings,
  reportParts,
  type ReportFilterField,
  type ReportState,
} from './report-state.ts';
import { allWords, groupingWords, partWords } from './report-words.ts';

export interface ReportFilters {
  shows: ReportState;
  choices: HistoryChoices | undefined;
  change(part: Partial<ReportState>): void;
}

/** The three parts of a report. */
export function partTabs({ shows, change }: ReportFilters): TemplateResult {
  return html`<div class="parts" role="group" aria-label=${msg('Report')}>
    ${reportParts.map(
      (part) =>
        html`<button
          class="line part-${part}"
          aria-pressed=${part === shows.part}
          @click=${() => change({ part })}
        >
          ${partWords(part)}
        </button>`,
    )}
  </div>`;
}

/** What all parts are filtered by: one value of each field, or all. */
export function filterSelects(filters: ReportFilters): TemplateResult {
  return html`${filterFields.map((field) => filterSelect(field, filters))}`;
}

function filterSelect(
  field: ReportFilterField,
  { shows: { filter }, choices, change }: ReportFilters,
): TemplateResult {
  const [chosen = '', ...more] = filter[field] ?? [];
  const [routing] = filter.routing ?? [];
  const all = choices ? choicesOf(field, choices) : [];
  const offered =
    field === 'routingVersion' && routing
      ? all.filter(({ value }) => value.startsWith(routing) || value === chosen)
      : all;
  const isKnown = offered.some(({ value }) => value === chosen);
  const take = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    change({ filter: tidy({ ...filter, [field]: value ? [value] : [] }) });
  };
  return html`<label
    ><span>${fieldTitle(field)}</span>
    <select name=${field} class=${chosen ? 'set' : ''} @change=${take}>
      <option value="">${allWords(field)}</option>
      ${
        chosen && (!isKnown || more.length)
          ? html`<option value=${chosen} selected>
              ${more.length ? msg('Several') : msg('one chosen')}
            </option>`
          : ''
      }
      ${offered.map(
        ({ value, words }) =>
          html`<option value=${value} ?selected=${value === chosen && !more.length}>
            ${words}
          </option>`,
      )}
    </select></label
  >`;
}

/** By what checkpoints are told apart. */
export function groupSelect({ shows: { groupBy }, change }: ReportFilters): TemplateResult {
  const take = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    change({ groupBy: groupings.find((by) => by === value) ?? '' });
  };
  return html`<label
    ><span>${msg('Told apart by')}</span>
    <select name="groupBy" @change=${take}>
      <option value="">${msg('Nothing')}</option>
      ${groupings.map(
        (by) =>
          html`<option value=${by} ?selected=${by === groupBy}>${groupingWords(by)}</option>`,
      )}
    </select></label
  >`;
}
