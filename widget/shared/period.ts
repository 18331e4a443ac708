import type { HistoryPeriod } from '../../api-client/contract/history.ts';
import { dayKey } from './time.ts';

/** A calendar day: `2026-11-20`. Days are compared as text. */
export type Day = string;

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Days after (or before) a day, by the calendar: days of 23 and of 25 hours count as one. */
export function addDays(day: Day, count: number): Day {
  return toDay(Date.parse(`${day}T00:00:00Z`) + count * DAY);
}

/** The same day some months before; the month's last where it has no such day: 31 May − 3 → 28 or 29 February. */
export function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 - months, Math.min(date, last)));
}

const toDay = (time: number): Day => new Date(time).toISOString().slice(0, 10);

const midnights = new Map<string, number>();

/**
 * The first instant of a day in a zone, as a time value: midnight, or what the clocks go to where they skip it.
 * Found by halving, since the day in a zone never goes back as time goes on; whole minutes are enough for every zone.
 */
export function startOfDay(day: Day, timeZone: string): number {
  const key = `${day} ${timeZone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const middle = Date.parse(`${day}T00:00:00Z`) / MINUTE;
  let before = middle - 16 * 60;
  let after = middle + 16 * 60;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayKey(between * MINUTE, timeZone) < day) before = between;
    else after = between;
  }
  midnights.set(key, after * MINUTE);
  return after * MINUTE;
}

/** The earliest day that the history goes back to: today minus three calendar months. */
export const earliestDay = (today: Day): Day => monthsBefore(today, 3);

/** First and last day of a period, both included. */
export function daysOf(period: HistoryPeriod, today: Day): { from: Day; to: Day } {
  switch (period.kind) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last-7-days':
      return { from: addDays(today, -6), to: today };
    case 'last-30-days':
      return { from: addDays(today, -29), to: today };
    case 'last-3-months':
      return { from: earliestDay(today), to: today };
    case 'chosen':
      return { from: period.from, to: period.to };
  }
}

/** The instants that bound a period, [from, to): from midnight to the midnight after the last day. */
export function boundsOf(
  period: HistoryPeriod,
  today: Day,
  timeZone: string,
): { from: string; to: string } {
  const { from, to } = daysOf(period, today);
  return {
    from: new Date(startOfDay(from, timeZone)).toISOString(),
    to: new Date(startOfDay(addDays(to, 1), timeZone)).toISOString(),
  };
}

/** What is wrong with days that were picked by hand. */
export type PeriodFault = 'missing' | 'reversed' | 'too-early';

export function faultOf(from: Day, to: Day, today: Day): PeriodFault | undefined {
  if (!isDay(from) || !isDay(to)) return 'missing';
  if (to < from) return 'reversed';
  return from < earliestDay(today) ? 'too-early' : undefined;
}

/** Whether a text names a day that there is. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && toDayOrNothing(text) === text;
}

function toDayOrNothing(text: string): Day | undefined {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : toDay(time);
}
