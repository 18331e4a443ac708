import type { HistoryViewState } from '../../api-client/contract/history.ts';
import type { HistoryColumn } from '../../api-client/contract/history-columns.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { boundsOf, type Day } from './period.ts';

/** What a history shows: its period, its filter, its order. Saved views and links hold it, too. */
export type HistoryState = HistoryViewState;

/** What can be filtered by beside the period. */
export type Filter = HistoryState['filter'];
export type FilterField = keyof Filter;

/** Fields with a list of values. */
export type ListField = {
  [Field in FilterField]-?: NonNullable<Filter[Field]> extends readonly string[]
    ? Field
    : never;
}[FilterField];

export const opening: HistoryState = { period: { kind: 'today' }, filter: {}, sort: '-start' };

/** The query of a state on a day in a zone. The end's days have become instants already. */
export function queryOf(state: HistoryState, today: Day, timeZone: string): HistoryQuery {
  return {
    timeZone,
    ...boundsOf(state.period, today, timeZone),
    ...state.filter,
    sort: state.sort,
  };
}

/** A filter without what says nothing, so that equal filters look equal. */
export function tidy(filter: Partial<Record<FilterField, unknown>>): Filter {
  const entries = Object.entries(filter).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '',
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))) as Filter; // what was given
}

/** Whether two states show the same. */
export function isSame(one: HistoryState, other: HistoryState): boolean {
  return textOf(one) === textOf(other);
}

const textOf = ({ period, filter, sort }: HistoryState): string =>
  JSON.stringify([
    period.kind,
    'from' in period ? [period.from, period.to] : [],
    tidy(filter),
    sort,
  ]);

/** Whether anything is filtered beside the period. */
export const isFiltered = ({ filter }: HistoryState): boolean =>
  Object.keys(tidy(filter)).length > 0;

export interface Sorting {
  column: HistoryColumn;
  isDescending: boolean;
}

export function sortingOf(sort: HistoryState['sort']): Sorting {
  const isDescending = sort.startsWith('-');
  return { column: sort.slice(isDescending ? 1 : 0) as HistoryColumn, isDescending }; // the template's second half
}

export const sortOf = ({ column, isDescending }: Sorting): HistoryState['sort'] =>
  `${isDescending ? '-' : ''}${column}`;

/** The next order when a column's header is pressed: times begin with the newest, words with A. */
export function nextSort(
  sort: HistoryState['sort'],
  column: HistoryColumn,
): HistoryState['sort'] {
  const now = sortingOf(sort);
  const isTime = column === 'start' || column === 'end' || column === 'checkpoints';
  const isDescending = now.column === column ? !now.isDescending : isTime;
  return sortOf({ column, isDescending });
}
