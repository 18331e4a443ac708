import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import { errorWords } from './error-words.ts';
import type { Asked } from './asked.ts';
import type { FilterWantedEvent } from './history-events.ts';
import type { Filter } from './history-state.ts';
import { exportIcon, filterIcon } from './icons.ts';

export interface FilterTool {
  filter: Filter;
  /** How many fields are set. */
  count: number;
  choices: Asked<HistoryChoices>;
  timeZone: string;
  open(): void;
  change(filter: Filter): void;
}

/** The button that opens the filter, and its dialog. */
export function filterTool({
  filter,
  count,
  choices,
  timeZone,
  open,
  change,
}: FilterTool): TemplateResult {
  return html`<button class="line ${count ? 'set' : ''}" aria-haspopup="dialog" @click=${open}>
      ${filterIcon}${msg('Filter')}
      ${count ? html`<span class="number">${count}</span>` : nothing}
    </button>
    <waypost-history-filter
      .filter=${filter}
      .choices=${choices.value}
      .error=${choices.error ? errorWords(choices.error) : ''}
      .timeZone=${timeZone}
      @waypost-filter-wanted=${(event: FilterWantedEvent) => change(event.filter)}
    ></waypost-history-filter>`;
}

export function exportTool(isRunning: boolean, start: () => void): TemplateResult {
  return html`<button class="line export" aria-disabled=${isRunning} @click=${start}>
    ${exportIcon}<span class="words">${msg('Export')}</span>
  </button>`;
}
