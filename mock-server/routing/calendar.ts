import { Temporal } from 'temporal-polyfill';
import {
  minutesOf,
  weekdays,
  type CalendarDefinition,
  type OpeningSpan,
} from '../../api-client/contract/entities/calendar.ts';

/**
 * Whether the calendar is open at an instant. Hours are what a clock on the wall shows: of an hour that a change to
 * summer time leaves out nothing is open, and an hour that comes twice is open twice.
 */
export function isOpen(calendar: CalendarDefinition, at: Date, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    calendar.timeZone ?? timeZone,
  );
  const date = local.toPlainDate();
  const minute = local.hour * 60 + local.minute;
  if (isWithin(spansOf(calendar, date), minute)) return true;
  if (exceptionOf(calendar, date)) return false; // decides its date alone
  return isWithin(spansOf(calendar, date.subtract({ days: 1 })), minute + 24 * 60);
}

function isWithin(spans: readonly OpeningSpan[], minute: number): boolean {
  return spans.map(minutesOf).some(({ from, to }) => from <= minute && minute < to);
}

/** The hours that open on a date. */
function spansOf(
  calendar: CalendarDefinition,
  date: Temporal.PlainDate,
): readonly OpeningSpan[] {
  const weekday = weekdays[date.dayOfWeek - 1]!; // from 1, Monday, to 7
  return exceptionOf(calendar, date)?.open ?? calendar.week[weekday];
}

function exceptionOf({ exceptions }: CalendarDefinition, date: Temporal.PlainDate) {
  const wanted = date.toString();
  return exceptions.find((exception) => exception.date === wanted);
}
