import type { HistoryPeriod } from '../../api-client/contract/history.ts';
import { historyColumns } from '../../api-client/contract/history-columns.ts';
import { isDay } from './period.ts';
import { opening, sortingOf, tidy, type Filter, type HistoryState } from './history-state.ts';
import { flowCodes, statusCodes } from './interaction-words.ts';

/** What each field of the filter takes in an address; an address is anybody's, so that nothing else gets through. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/;
const WORDS = /^.{1,200}$/u;
const ID_OR_NONE = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const VERSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,7}$/;
const LINK =
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,7}\.[\w-]{1,64}\.(link-([1-9]|10)|no-link)$/;
const ORDER = /^[0-9a-f-]{36}(\.[0-9a-f-]{36}){0,9}$/;
const SEQUENCE = /^[0-9a-f-]{36}\.[0-9a-f-]{36}\.\d{1,6}$/i;
const MOST = 200;

const anyOf = (codes: readonly string[]) => new RegExp(`^(${codes.join('|')})$`);

const lists: { [Field in keyof Filter]?: RegExp } = {
  id: ID,
  flow: anyOf(flowCodes),
  status: anyOf(statusCodes),
  direction: /^(incoming|outgoing)$/,
  originalRouting: /^(smart|direct)$/,
  currentRouting: /^(smart|direct)$/,
  advisor: ID,
  participant: ID,
  queue: ID_OR_NONE,
  routing: ID_OR_NONE,
  routingVersion: VERSION,
  link: LINK,
  voiceCampaign: WORDS,
  tag: WORDS,
  template: ID,
  checkpoint: ID,
  withoutCheckpoint: ID,
  checkpointSequence: SEQUENCE,
  checkpointOrder: ORDER,
  withoutCheckpointOrder: ORDER,
};
const singles: { [Field in keyof Filter]?: RegExp } = {
  search: /^.{1,100}$/u,
  contact: WORDS,
  endedFrom: INSTANT,
  endedTo: INSTANT,
  startedBefore: INSTANT,
  crmRecord: /^(linked|none)$/,
};

const periods = ['today', 'yesterday', 'last-7-days', 'last-30-days', 'last-3-months'];

/** A state as a part of an address: `period=last-7-days&flow=voice&sort=-end`; '' is how the history opens. */
export function addressOf({ period, filter, sort }: HistoryState): string {
  const parts = new URLSearchParams();
  const days = period.kind === 'chosen' ? `${period.from}..${period.to}` : period.kind;
  if (days !== opening.period.kind) parts.set('period', days);
  for (const [field, value] of Object.entries(tidy(filter)))
    for (const one of Array.isArray(value) ? value : [value]) parts.append(field, String(one));
  if (sort !== opening.sort) parts.set('sort', sort);
  return parts.toString();
}

/** The state that an address names. What it does not understand is left out. */
export function stateOf(address: string): HistoryState {
  const parts = new URLSearchParams(address);
  const filter: Record<string, unknown> = {};
  for (const [field, pattern] of Object.entries(lists))
    filter[field] = [...new Set(parts.getAll(field))]
      .filter((value) => pattern.test(value))
      .slice(0, MOST);
  for (const [field, pattern] of Object.entries(singles)) {
    const value = parts.get(field)?.trim() ?? '';
    if (pattern.test(value)) filter[field] = value;
  }
  return {
    period: periodOf(parts.get('period') ?? ''),
    filter: tidy(filter),
    sort: readSort(parts.get('sort') ?? ''),
  };
}

function periodOf(text: string): HistoryPeriod {
  const [from = '', to = ''] = text.split('..');
  if (isDay(from) && isDay(to)) return { kind: 'chosen', from, to };
  return (periods.includes(text) ? { kind: text } : opening.period) as HistoryPeriod; // one of the kinds
}

function readSort(text: string): HistoryState['sort'] {
  const sort = text as HistoryState['sort']; // held against the columns
  return historyColumns.includes(sortingOf(sort).column) ? sort : opening.sort;
}
