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
  'routingVersion',
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
  routingVersion: () => msg('Version of the routing'),
  link: () => msg('Load sharing'),
  voiceCampaign: () => msg('Voice campaign'),
  tag: () => msg('Tags'),
  template: () => msg('Template used'),
  checkpoint: () => msg('Has one of these checkpoints'),
  withoutCheckpoint: () => msg('Has none of these checkpoints'),
  checkpointSequence: () => msg('Checkpoints in order'),
  checkpointOrder: () => msg('Came this way'),
  withoutCheckpointOrder: () => msg('Did not come this way'),
  crmRecord: () => msg('CRM record'),
  endedFrom: () => msg('Ended from'),
  endedTo: () => msg('Ended before'),
  startedBefore: () => msg('Started before'),
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
      return [...named(of.queues), { value: 'none', words: msg('In no queue') }];
    case 'advisor':
    case 'participant':
      return named(of.advisors);
    case 'routing':
      return [...named(of.routings), { value: 'none', words: msg('In no routing') }];
    case 'routingVersion':
      return of.versions.map(({ routingId, number }) => {
        const value = `${routingId}.${number}`;
        return { value, words: versionWords(value, of) };
      });
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
  if (field === 'checkpointOrder' || field === 'withoutCheckpointOrder')
    return (filter[field] ?? []).map((text) => orderWords(text, choices)).join(', ');
  if (field === 'link')
    return (filter.link ?? []).map((text) => linkWords(text, choices)).join(', ');
  if (field === 'routingVersion' && filter.routingVersion!.length <= NAMED)
    return filter.routingVersion!.map((text) => versionWords(text, choices)).join(', ');
  if (isInstant(field) && typeof value === 'string')
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

const isInstant = (field: FilterField): boolean =>
  field === 'endedFrom' || field === 'endedTo' || field === 'startedBefore';

/** `<routing>.3` as words; `<routing>.0` where the version is not known. */
export function versionWords(text: string, choices: HistoryChoices | undefined): string {
  const [id, number] = text.split('.');
  const name = choices?.routings.find((one) => one.id === id)?.name ?? '…';
  return number === '0'
    ? msg(str`${name}, version not known`)
    : msg(str`${name}, version ${number}`);
}

/** `<routing>.3.share.link-2` as words. */
function linkWords(text: string, choices: HistoryChoices | undefined): string {
  const [id, number, , branch = ''] = text.split('.');
  return msg(str`${branchWords(branch)} in ${versionWords(`${id}.${number}`, choices)}`);
}

/** `link-2` as words. */
export function branchWords(branch: string): string {
  const [, number] = /^link-(\d+)$/.exec(branch) ?? [];
  return number ? msg(str`Link ${number}`) : msg('No link');
}

/** `A.B.C` as words. */
function orderWords(text: string, choices: HistoryChoices | undefined): string {
  return text
    .split('.')
    .map((id) => checkpointName(id, choices))
    .join(' → ');
}

function checkpointName(id: string | undefined, choices: HistoryChoices | undefined): string {
  return choices?.checkpoints.find((one) => one.id === id)?.name ?? '…';
}

/** `A.B.30` as words. */
function sequenceWords(text: string, choices: HistoryChoices | undefined): string {
  const [first, then, minutes] = text.split('.');
  const [one, other] = [first, then].map((id) => checkpointName(id, choices));
  return msg(str`“${one}”, then “${other}” within ${minutes} min`);
}
