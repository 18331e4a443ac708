import { msg, str } from '@lit/localize';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import type {
  ReportGroup,
  ReportGrouping,
  Estimate,
} from '../../api-client/contract/report.ts';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import { formattingLanguage } from '../localization/locale.ts';
import { flowWords } from './interaction-words.ts';
import type { ReportFilterField, ReportPart } from './report-state.ts';

const parts: Record<ReportPart, () => string> = {
  checkpoints: () => msg('Checkpoints'),
  funnel: () => msg('Funnel'),
  'load-sharing': () => msg('Load sharing'),
};
export const partWords = (part: ReportPart): string => parts[part]();

const groupingNames: Record<ReportGrouping, () => string> = {
  flow: () => msg('Flow'),
  queue: () => msg('Queue'),
  routing: () => msg('Smart routing'),
  version: () => msg('Version of the routing'),
};
export const groupingWords = (by: ReportGrouping): string => groupingNames[by]();

const everything: Record<ReportFilterField, () => string> = {
  flow: () => msg('All flows'),
  queue: () => msg('All queues'),
  routing: () => msg('All routings'),
  routingVersion: () => msg('All versions'),
};
export const allWords = (field: ReportFilterField): string => everything[field]();

/** `Orders`, `Welcome, version 3`. */
export function groupWords(by: ReportGrouping, { key, name, version }: ReportGroup): string {
  if (by === 'flow') return flowWords(key as InteractionFlow); // its key is one
  if (key === 'none') return by === 'queue' ? msg('In no queue') : msg('In no routing');
  const known = name ?? msg('Not there any more');
  if (version === null) return known;
  return version === 0
    ? msg(str`${known}, version not known`)
    : msg(str`${known}, version ${version}`);
}

/** A checkpoint as a report calls it. */
export function checkpointWords(one: { name: string; isDeleted: boolean }): string {
  return one.isDeleted ? msg(str`${one.name} (deleted)`) : one.name;
}

export function nameOf(id: string, choices: HistoryChoices | undefined): string {
  return choices?.checkpoints.find((one) => one.id === id)?.name ?? '…';
}

function percent(share: number, digits: number, sign: 'auto' | 'exceptZero' = 'auto'): string {
  const format = new Intl.NumberFormat(formattingLanguage(), {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: sign,
  });
  return format.format(share).replace('-', '\u2212');
}

/** `12.5 %`; a dash of nothing. */
export function shareWords(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole, 1);
}

/** `50%`, as a version has it. */
export const loadWords = (load: number): string => percent(load / 100, 0);

/** How much more or less than before: `+12 %`, `−3 %`; a dash where there was nothing. */
export function changeWords(now: number, before: number): string {
  return before === 0 ? '–' : percent(now / before - 1, 0, 'exceptZero');
}

/** `12.5 % (10.1 % to 15.2 %)`. */
export function estimateWords({ value, low, high }: Estimate): string {
  return msg(str`${percent(value, 1)} (${percent(low, 1)} to ${percent(high, 1)})`);
}

/** The same in percentage points: `+2.1 (−0.4 to +4.6)`. */
export function pointsWords({ value, low, high }: Estimate): string {
  const points = (share: number) => {
    const format = new Intl.NumberFormat(formattingLanguage(), {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    });
    return format.format(share * 100).replace('-', '\u2212');
  };
  return msg(str`${points(value)} points (${points(low)} to ${points(high)})`);
}
