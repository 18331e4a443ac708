import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addInterval,
  addSpan,
  setParts,
  subtractSpan,
  writeMoment,
  type Setting,
  type Span,
} from '../../../mock-server/routing/date-arithmetic.ts';
import { readMoment } from '../../../mock-server/routing/typed-values.ts';

const paris = { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' };
const at = (text: string, timeZone = paris.timeZone) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
const nothing: Span = { days: null, hours: null, minutes: null, seconds: null };
const unset: Setting = { day: null, hours: null, minutes: null, seconds: null };

test.each([
  ['2026-01-31T10:00', 1, 'months', '2026-02-28T10:00:00+01:00'],
  ['2028-01-31T10:00', 1, 'months', '2028-02-29T10:00:00+01:00'],
  ['2026-01-31T10:00', 2, 'months', '2026-03-31T10:00:00+02:00'],
  ['2026-10-31T10:00', 4, 'months', '2027-02-28T10:00:00+01:00'],
  ['2026-02-28T02:30', 1, 'months', '2026-03-28T02:30:00+01:00'],
  ['2026-02-28T02:30', 29, 'days', '2026-03-29T03:30:00+02:00'],
  ['2026-12-28T10:00', 1, 'weeks', '2027-01-04T10:00:00+01:00'],
  ['2026-03-28T12:00', 1, 'days', '2026-03-29T12:00:00+02:00'],
  ['2026-03-28T12:00', 24, 'hours', '2026-03-29T13:00:00+02:00'],
  ['2026-10-24T02:30', 1, 'days', '2026-10-25T02:30:00+02:00'],
  ['2026-10-25T02:30', 1, 'hours', '2026-10-25T02:30:00+01:00'],
  ['2026-03-31T10:00', 0, 'months', '2026-03-31T10:00:00+02:00'],
] as const)('%s and %i %s is %s', (from, count, unit, then) => {
  expect(writeMoment(addInterval(at(from), count, unit))).toBe(then);
});

const anyZone = fc.constantFrom(
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe', // half an hour of summer time
  'Asia/Kathmandu',
  'America/Santiago', // changes at midnight
);
const anyMoment = fc
  .tuple(fc.integer({ min: 0, max: 4_102_444_800 }), anyZone) // 1970 to 2100, in seconds
  .map(([seconds, timeZone]) =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone),
  );
const anyAmount = (max: number) => fc.option(fc.integer({ min: 0, max }));

test('days that are added and taken away again come back to the same date', () => {
  fc.assert(
    fc.property(anyMoment, fc.integer({ min: 0, max: 40_000 }), (moment, days) => {
      const there = addSpan(moment, { ...nothing, days });
      const back = subtractSpan(there, { ...nothing, days });

      expect(there.toPlainDate().since(moment.toPlainDate()).days).toBe(days);
      expect(back.toPlainDate().toString()).toBe(moment.toPlainDate().toString());
    }),
  );
});

test('hours, minutes and seconds are exact time, whatever the zone', () => {
  const amounts = fc.record({
    hours: anyAmount(10_000),
    minutes: anyAmount(10_000),
    seconds: anyAmount(1_000_000),
  });
  fc.assert(
    fc.property(anyMoment, amounts, (moment, span) => {
      const exact = (span.hours ?? 0) * 3600 + (span.minutes ?? 0) * 60 + (span.seconds ?? 0);
      const later = addSpan(moment, { ...span, days: null });
      const earlier = subtractSpan(moment, { ...span, days: null });

      expect(later.epochMilliseconds - moment.epochMilliseconds).toBe(exact * 1000);
      expect(moment.epochMilliseconds - earlier.epochMilliseconds).toBe(exact * 1000);
    }),
  );
});

test('set to a day of the week stays in the same ISO week', () => {
  fc.assert(
    fc.property(anyMoment, fc.integer({ min: 1, max: 7 }), (moment, number) => {
      const set = setParts(moment, { ...unset, day: { of: 'week', number } });

      expect([set.yearOfWeek, set.weekOfYear]).toEqual([moment.yearOfWeek, moment.weekOfYear]);
      expect(set.dayOfWeek).toBe(number);
    }),
  );
});

test('set to a day of the month is that day or the month’s last', () => {
  fc.assert(
    fc.property(anyMoment, fc.integer({ min: 1, max: 31 }), (moment, number) => {
      const set = setParts(moment, { ...unset, day: { of: 'month', number } });

      expect([set.year, set.month]).toEqual([moment.year, moment.month]);
      expect(set.day).toBe(Math.min(number, moment.daysInMonth));
    }),
  );
});

test('set to a time is that time, the first of two, or as much later as was left out', () => {
  const anyTime = fc.record({
    hours: fc.integer({ min: 0, max: 23 }),
    minutes: fc.integer({ min: 0, max: 59 }),
    seconds: fc.integer({ min: 0, max: 59 }),
  });
  fc.assert(
    fc.property(anyMoment, anyTime, (moment, { hours, minutes, seconds }) => {
      const set = setParts(moment, { day: null, hours, minutes, seconds });
      const wanted = moment
        .toPlainDate()
        .toPlainDateTime({ hour: hours, minute: minutes, second: seconds });

      // every instant of the day and a half around it that shows the wanted time
      const shown = [-12, -2, -1, -0.5, 0, 0.5, 1, 2, 12]
        .map((off) => set.add({ minutes: off * 60 }))
        .filter((other) => other.toPlainDateTime().equals(wanted));
      if (shown.length > 0) expect(shown[0]?.epochMilliseconds).toBe(set.epochMilliseconds);
      else expect(Temporal.PlainDateTime.compare(set.toPlainDateTime(), wanted)).toBe(1);
    }),
    { examples: [[at('2026-03-29T12:00'), { hours: 2, minutes: 30, seconds: 0 }]] },
  );
});

test('what is written is read back as the same second', () => {
  fc.assert(
    fc.property(anyMoment, (moment) => {
      const locale = { ...paris, timeZone: moment.timeZoneId };
      const written = writeMoment(moment) ?? '';

      expect(readMoment(written, locale)?.epochMilliseconds).toBe(moment.epochMilliseconds);
      expect(written.slice(0, 19)).toBe(
        moment.toPlainDateTime().toString({ smallestUnit: 'second' }),
      );
    }),
  );
});

test('a moment whose offset has seconds is written in UTC', () => {
  const old = at('1900-01-01T00:00');
  const written = writeMoment(old) ?? '';

  expect(written).toBe('1899-12-31T23:50:39Z');
  expect(readMoment(written, paris)?.equals(old)).toBe(true);
});

test('years that four digits cannot tell are not written', () => {
  expect(writeMoment(at('9999-12-31T23:59:59'))).toBe('9999-12-31T23:59:59+01:00');
  expect(writeMoment(at('9999-12-31T23:59:59').add({ seconds: 1 }))).toBeUndefined();
  expect(writeMoment(at('0000-12-31T23:59:59'))).toBeUndefined();
});
