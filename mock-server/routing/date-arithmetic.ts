import { Temporal } from 'temporal-polyfill';

type Moment = Temporal.ZonedDateTime;

/** An instant as a moment in a zone. */
export function momentOf(at: Date, timeZone: string): Moment {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** What is added to a moment or taken from it. What is null is not. */
export interface Span {
  days: number | null;
  hours: number | null;
  minutes: number | null;
  seconds: number | null;
}

/**
 * Days are calendar days in the moment's zone, added first; the rest is exact time. Where a day's end is a local time
 * that does not exist it moves forward; where it occurs twice, it is the first.
 * Throws a RangeError beyond the years that there are.
 */
export function addSpan(moment: Moment, span: Span): Moment {
  return moment.add(durationOf(span));
}

/** The same, backwards: the days first, then the exact time. */
export function subtractSpan(moment: Moment, span: Span): Moment {
  return moment.subtract(durationOf(span));
}

function durationOf({ days, hours, minutes, seconds }: Span): Temporal.Duration {
  return Temporal.Duration.from({
    days: days ?? 0,
    hours: hours ?? 0,
    minutes: minutes ?? 0,
    seconds: seconds ?? 0,
  });
}

export const intervalUnits = ['hours', 'days', 'weeks', 'months'] as const;
export type IntervalUnit = (typeof intervalUnits)[number];

/**
 * Adds so many hours of exact time, or days, weeks or months of the calendar in the moment's zone.
 * The last day of a shorter month stands for the days it does not have: 31 January and a month is 28 or 29 February.
 */
export function addInterval(moment: Moment, count: number, unit: IntervalUnit): Moment {
  return moment.add({ [unit]: count });
}

/** A day by its number in the month (1–31), or in the ISO week (1 is Monday). */
export type Day = { of: 'month'; number: number } | { of: 'week'; number: number };

/** What a moment is set to. What is null stays as it is; 0 is zero. */
export interface Setting {
  day: Day | null;
  hours: number | null;
  minutes: number | null;
  seconds: number | null;
}

/**
 * Sets parts of a moment in its zone. Day 31 of a shorter month is its last; a day of the week stays in the same ISO
 * week. A local time that does not exist moves forward, one that occurs twice is the first.
 */
export function setParts(moment: Moment, { day, hours, minutes, seconds }: Setting): Moment {
  if (day === null && hours === null && minutes === null && seconds === null) return moment;
  const time = moment.toPlainTime().with({
    hour: hours ?? moment.hour,
    minute: minutes ?? moment.minute,
    second: seconds ?? moment.second,
  });
  const date = moment.toPlainDate();
  return (day ? setDay(date, day) : date)
    .toPlainDateTime(time)
    .toZonedDateTime(moment.timeZoneId, { disambiguation: 'compatible' });
}

function setDay(date: Temporal.PlainDate, { of, number }: Day): Temporal.PlainDate {
  return of === 'month'
    ? date.with({ day: number }, { overflow: 'constrain' })
    : date.add({ days: number - date.dayOfWeek });
}

/**
 * A moment as a variable holds it: `2026-11-20T11:00:00+01:00`, local time with its offset, so that a person reads the
 * hour and a program the instant. Parts of a second are dropped. Undefined outside the years 1 to 9999.
 */
export function writeMoment(moment: Moment): string | undefined {
  if (moment.year < 1 || moment.year > 9999) return undefined;
  // Before there were zones, offsets had seconds, which this form cannot tell: such a moment is given in UTC.
  const wholeMinutes = moment.offsetNanoseconds % 60_000_000_000 === 0;
  return wholeMinutes
    ? moment.toString({ smallestUnit: 'second', timeZoneName: 'never' })
    : moment.toInstant().toString({ smallestUnit: 'second' });
}
