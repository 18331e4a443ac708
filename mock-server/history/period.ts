import { Temporal } from 'temporal-polyfill';
import { WINDOW_MONTHS } from '../access/visible.ts';
import { invalidField, Refusal } from '../refusal.ts';

/** The bounds of a filter, [from, to), as a call gives them. */
export interface Bounds {
  from: Date | undefined;
  to: Date | undefined;
}

/** Reads the zone that a call names. Refuses what is none. */
export function readZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone && name;
  } catch {
    throw invalidField('timeZone', `“${name}” is no time zone. Write one like Europe/Paris.`);
  }
}

/** At most three calendar months, and not before today minus three calendar months, reckoned in the zone. */
export function readPeriod(
  query: Partial<Record<string, unknown>>,
  [fromPath, toPath]: readonly [string, string],
  now: Date,
  timeZone: string,
): Bounds {
  const [from, to] = [instant(query[fromPath]), instant(query[toPath])];
  if (from && to && from >= to) throw invalidField(toPath, 'The period ends before it begins.');
  const bound = earliest(now, timeZone);
  const tooOld = [fromPath, toPath].find((path, index) => {
    const given = [from, to][index];
    return given !== undefined && given < bound;
  });
  if (tooOld) throw tooLong(tooOld, `The history goes back to ${named(bound, timeZone)}.`);
  if (from && to && to > monthsLater(from, timeZone))
    throw tooLong(
      toPath,
      `A period has at most ${WINDOW_MONTHS} calendar months: from this start it ends by ${named(monthsLater(from, timeZone), timeZone)}.`,
    );
  return { from, to };
}

function instant(given: unknown): Date | undefined {
  return typeof given === 'string' ? new Date(given) : undefined;
}

function tooLong(path: string, message: string): Refusal {
  return new Refusal('period-too-long', message, [{ path, message }]);
}

/** How far back the history goes: midnight in the zone, three calendar months before its today. */
export function earliest(now: Date, timeZone: string): Date {
  const first = zoned(now, timeZone).toPlainDate().subtract({ months: WINDOW_MONTHS });
  return new Date(first.toZonedDateTime(timeZone).epochMilliseconds);
}

/** One day more than the months: a period may begin at midnight and end with its last day. */
function monthsLater(from: Date, timeZone: string): Date {
  const end = zoned(from, timeZone).add({ months: WINDOW_MONTHS, days: 1 });
  return new Date(end.epochMilliseconds);
}

/** What the clocks of the zone show. */
export function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** As an instant, and as the day that it is there. */
function named(at: Date, timeZone: string): string {
  return `${at.toISOString()} (${zoned(at, timeZone).toPlainDate()} in ${timeZone})`;
}
