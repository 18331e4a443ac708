import { Temporal } from 'temporal-polyfill';

/** [from, to). */
export interface Span {
  from: Date;
  to: Date;
}

/**
 * Today until now, and the same weekday a week before until the same time on the clock: where clocks are changed in
 * between, the two are of different length.
 */
export function todayAndBefore(now: Date, timeZone: string): { today: Span; before: Span } {
  const present = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(
    timeZone,
  );
  const former = present.subtract({ weeks: 1 });
  return { today: dayUntil(present), before: dayUntil(former) };
}

function dayUntil(moment: Temporal.ZonedDateTime): Span {
  return {
    from: new Date(moment.startOfDay().epochMilliseconds),
    to: new Date(moment.epochMilliseconds + 1), // what began in this very millisecond is among them
  };
}
