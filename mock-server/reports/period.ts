import { Temporal } from 'temporal-polyfill';
import { earliest, zoned } from '../history/period.ts';
import type { Span } from '../history/same-day-before.ts';

/** A day of a period, or as much of it as the period has. */
export interface ReportDay extends Span {
  day: string;
}

/** The days of a period, as the clocks of the zone show them. */
export function daysOf({ from, to }: Span, timeZone: string): ReportDay[] {
  const days: ReportDay[] = [];
  let start = zoned(from, timeZone);
  while (start.epochMilliseconds < to.getTime()) {
    const end = start.add({ days: 1 }).startOfDay();
    days.push({
      day: start.toPlainDate().toString(),
      from: new Date(start.epochMilliseconds),
      to: new Date(Math.min(end.epochMilliseconds, to.getTime())),
    });
    start = end;
  }
  return days;
}

/**
 * What a period is compared with: as many days earlier as it has; for one of today alone, and for one of less than a
 * day, the same weekday before. A period that goes on is compared until the same time on the clock. Undefined where
 * that lies further back than the history goes, and for a period that has not begun.
 */
export function spanBefore(period: Span, now: Date, timeZone: string): Span | undefined {
  if (period.from > now) return undefined;
  const days = distance(period, now, timeZone);
  const earlier = (at: Temporal.ZonedDateTime) =>
    new Date(at.subtract({ days }).epochMilliseconds);
  const from = earlier(zoned(period.from, timeZone));
  if (from < earliest(now, timeZone)) return undefined;
  // what began in this very millisecond is among them
  const end = new Date(Math.min(period.to.getTime(), now.getTime() + 1));
  const to = earlier(zoned(end, timeZone));
  return from < to ? { from, to } : undefined;
}

function distance({ from, to }: Span, now: Date, timeZone: string): number {
  const { days } = zoned(from, timeZone).until(zoned(to, timeZone), { largestUnit: 'day' });
  const isToday = days === 1 && from <= now && now < to;
  return days === 0 || isToday ? 7 : days;
}
