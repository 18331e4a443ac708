import { msg, str } from '@lit/localize';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import type { Filter, FilterField } from './history-state.ts';
import {
  directionWords,
  flowCodes,
  flowWords,
  routingWords,
  statusCodes,
  statusWords,
} from './interaction-words.ts';
import { browserZone, shortMoment } from './time.ts';

/** What is to be chosen from, in one field: what is sent, and what a person reads. */
export interface Choice {
  value: string;
  words: string;
}

/** The fields of the filter that are lists of choices, in the order of the dialog. */
export const choiceFields = [
  'flow',
  'status',
  'direction',
  'originalRouting',
  'currentRouting',
  'queue',
  'advisor',
  'participant',
  'routing',
  'voiceCampaign',
  'tag',
  'template',
  'checkpoint',
  'withoutCheckpoint',
] as const satisfies FilterField[];
export type ChoiceField = (typeof choiceFields)[number];

const titles: Record<FilterField, () => string> = {
  search: () => msg('Contact'),
  contact: () => msg('Contact'),
  id: () => msg('Ids'),
  flow: () => msg('Flow'),
  status: () => msg('Status'),
  direction: () => msg('Direction'),
  originalRouting: () => msg('Original routing'),
  currentRouting: () => msg('Current routing'),
  advisor: () => msg('Last advisor'),
  participant: () => msg('Took part'),
  queue: () => msg('Queue'),
  routing: () => msg('Smart routing'),
  voiceCampaign: () => msg('Voice campaign'),
  tag: () => msg('Tags'),
  template: () => msg('Template used'),
  checkpoint: () => msg('Has one of these checkpoints'),
  withoutCheckpoint: () => msg('Has none of these checkpoints'),
  checkpointSequence: () => msg('Checkpoints in order'),
  crmRecord: () => msg('CRM record'),
  endedFrom: () => msg('Ended from'),
  endedTo: () => msg('Ended before'),
};

export const fieldTitle = (field: FilterField): string => titles[field]();

const coded = <Code extends string>(codes: readonly Code[], words: (code: Code) => string) =>
  codes.map((value) => ({ value, words: words(value) }));

const named = (list: readonly { id: string; name: string }[]): Choice[] =>
  list.map(({ id, name }) => ({ value: id, words: name }));

/** What a field is chosen from. Names come from the server: only those that the user may know of. */
export function choicesOf(field: ChoiceField, of: HistoryChoices): Choice[] {
  switch (field) {
    case 'flow':
      return coded(flowCodes, flowWords);
    case 'status':
      return coded(statusCodes, statusWords);
    case 'direction':
      return coded(['incoming', 'outgoing'] as const, directionWords);
    case 'originalRouting':
    case 'currentRouting':
      return coded(['smart', 'direct'] as const, routingWords);
    case 'queue':
      return named(of.queues);
    case 'advisor':
    case 'participant':
      return named(of.advisors);
    case 'routing':
      return named(of.routings);
    case 'voiceCampaign':
      return of.voiceCampaigns.map((value) => ({ value, words: value }));
    case 'tag':
      return of.tags.map((value) => ({ value, words: value }));
    case 'template':
      return of.templates.map(({ id, name, kind }) => ({
        value: id,
        words: `${name} (${kind === 'sms' ? 'SMS' : msg('e-mail')})`,
      }));
    case 'checkpoint':
    case 'withoutCheckpoint':
      return of.checkpoints.map(({ id, name, alias }) => ({
        value: id,
        words: alias && alias !== name ? `${name} (${alias})` : name,
      }));
  }
}

/** One thing that is filtered by, as a chip says it, and the filter without it. */
export interface FilterChip {
  words: string;
  without: Filter;
}

/** So many values of one field are named; of more, only how many. */
const NAMED = 2;

/** What is filtered by beside the period and the search, as chips. */
export function chipsOf(
  filter: Filter,
  choices: HistoryChoices | undefined,
  timeZone: string,
): FilterChip[] {
  return (Object.keys(filter) as FilterField[]) // the fields of a filter
    .filter((field) => field !== 'search')
    .map((field) => {
      const { [field]: _, ...without } = filter;
      return {
        words: msg(str`${fieldTitle(field)}: ${valueWords(field, filter, choices, timeZone)}`),
        without,
      };
    });
}

function valueWords(
  field: FilterField,
  filter: Filter,
  choices: HistoryChoices | undefined,
  timeZone: string,
): string {
  const value = filter[field];
  if (field === 'crmRecord') return value === 'linked' ? msg('linked') : msg('none linked');
  if (field === 'checkpointSequence')
    return (filter.checkpointSequence ?? [])
      .map((text) => sequenceWords(text, choices))
      .join(', ');
  if ((field === 'endedFrom' || field === 'endedTo') && typeof value === 'string')
    return shortMoment(value, timeZone || browserZone(), Date.now());
  if (!Array.isArray(value)) return String(value);
  if (field === 'id' || value.length > NAMED) return msg(str`${value.length} chosen`);
  const all = choices && isChoiceField(field) ? choicesOf(field, choices) : [];
  return value
    .map((one) => all.find((choice) => choice.value === one)?.words ?? msg('one chosen'))
    .join(', ');
}

export const isChoiceField = (field: FilterField): field is ChoiceField =>
  (choiceFields as readonly string[]).includes(field);

/** `A.B.30` as words. */
function sequenceWords(text: string, choices: HistoryChoices | undefined): string {
  const [first, then, minutes] = text.split('.');
  const name = (id: string | undefined) =>
    choices?.checkpoints.find((one) => one.id === id)?.name ?? '…';
  return msg(str`“${name(first)}”, then “${name(then)}” within ${minutes} min`);
}
