import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { WaypostError } from '../../api-client/errors.ts';
import type { HistoryData, SubscriptionState } from '../../api-client/waypost.ts';
import { errorWords, nothingKept } from './error-words.ts';
import { isFiltered, type HistoryState } from './history-state.ts';
import { notice } from './notices.ts';
import { daysOf, type Day, type PeriodFault } from './period.ts';
import { faultWords, namedPeriodWords, periodWords, type NamedPeriod } from './period-words.ts';
import { problemFields } from './problem-fields.ts';

const LENGTHS: NamedPeriod[] = ['yesterday', 'last-7-days', 'last-30-days'];

/** What an empty history says: what was looked for, and where there may be more. */
export function emptyHistory(
  state: HistoryState,
  today: Day,
  timeZone: string,
  choose: (kind: NamedPeriod) => void,
  clear: () => void,
): TemplateResult {
  const { from } = daysOf(state.period, today);
  const longer = LENGTHS.filter((kind) => daysOf({ kind }, today).from < from);
  const isToday = state.period.kind === 'today';
  const words = isToday
    ? msg(str`This list shows interactions that started today, in ${timeZone}.`)
    : msg(
        str`This list shows interactions by their start: ${periodWords(state.period)}, in ${timeZone}.`,
      );
  const title = isFiltered(state)
    ? msg('Nothing fits this filter')
    : isToday
      ? msg('Nothing yet today')
      : msg('Nothing in this period');
  const actions = html`<div class="choices">
    ${longer.map(
      (kind) =>
        html`<button class="line" @click=${() => choose(kind)}>
          ${namedPeriodWords(kind)}
        </button>`,
    )}
    ${
      isFiltered(state)
        ? html`<button class="line" @click=${clear}>${msg('Clear the filter')}</button>`
        : nothing
    }
  </div>`;
  return notice(title, words, actions);
}

/** Days that cannot be shown: why, and which can. */
export function faultNotice(
  fault: PeriodFault,
  today: Day,
  choose: (kind: NamedPeriod) => void,
): TemplateResult {
  const kinds = ['today', 'last-7-days', 'last-30-days'] as const;
  return notice(
    msg('These days cannot be shown'),
    faultWords(fault, today),
    html`<div class="choices">
      ${kinds.map(
        (kind) =>
          html`<button class="line" @click=${() => choose(kind)}>
            ${namedPeriodWords(kind)}
          </button>`,
      )}
    </div>`,
  );
}

/** Why a history could not be loaded; a refusal of the filter names what it did not take. */
export function refusalWords(error: WaypostError): string {
  const fields = problemFields(error);
  return fields.length ? fields.map(({ message }) => message).join(' ') : errorWords(error);
}

/** Why there is nothing to show, as a sentence; '' while there is something, or on its way. */
export function missingHistory(state: SubscriptionState<HistoryData> | undefined): string {
  if (!state || state.data !== undefined) return '';
  if (state.status === 'offline') return nothingKept();
  return state.error && state.status === 'error' ? refusalWords(state.error) : '';
}
