import { msg, str } from '@lit/localize';
import type { HistoryPeriod } from '../../api-client/contract/history.ts';
import { formattingLanguage } from '../localization/locale.ts';
import { earliestDay, type Day, type PeriodFault } from './period.ts';

export type NamedPeriod = Exclude<HistoryPeriod['kind'], 'chosen'>;

const names: Record<NamedPeriod, () => string> = {
  today: () => msg('Today'),
  yesterday: () => msg('Yesterday'),
  'last-7-days': () => msg('Last 7 days'),
  'last-30-days': () => msg('Last 30 days'),
  'last-3-months': () => msg('Last 3 months'),
};

export const namedPeriods = Object.keys(names) as NamedPeriod[]; // a record of all

export const namedPeriodWords = (kind: NamedPeriod): string => names[kind]();

/** `Today`, `Last 7 days`, `1–20 Nov 2026`. */
export function periodWords(period: HistoryPeriod): string {
  if (period.kind !== 'chosen') return names[period.kind]();
  const format = new Intl.DateTimeFormat(formattingLanguage(), {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return format.formatRange(noon(period.from), noon(period.to));
}

/** `20 August 2026` */
export function dayWords(day: Day): string {
  const options = { dateStyle: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(formattingLanguage(), options).format(noon(day));
}

const noon = (day: Day): Date => new Date(`${day}T12:00:00Z`);

/** Why days cannot be shown, and what can. */
export function faultWords(fault: PeriodFault, today: Day): string {
  switch (fault) {
    case 'missing':
      return msg('Choose the first and the last day.');
    case 'reversed':
      return msg('The first day lies after the last one. Exchange them.');
    case 'too-early':
      return msg(
        str`The history goes back three months: choose days from ${dayWords(earliestDay(today))} on.`,
      );
  }
}
