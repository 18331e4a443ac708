import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  CalendarDefinition,
  weekdays,
} from '../../../api-client/contract/entities/calendar.ts';
import { isOpen } from '../../../mock-server/routing/calendar.ts';

const zone = 'Europe/Paris';
const hours = (...spans: string[]) =>
  spans.map((span) => {
    const [opens, closes] = span.split(' – ');
    return { opens, closes };
  });
const everyDay = (...spans: string[]) =>
  Object.fromEntries(weekdays.map((weekday) => [weekday, hours(...spans)]));

/** Whether it is open at a local time, or at an instant when the text ends with its offset. */
function openAt(definition: object, text: string): boolean {
  const at = /Z$/.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  const calendar = CalendarDefinition.parse(definition);
  return isOpen(calendar, new Date(at.epochMilliseconds), zone);
}

test('hours over midnight belong to the day on which they open', () => {
  const week = { friday: hours('22:00 – 02:00') };

  const open = ['2026-11-20T21:59', '2026-11-20T22:00', '2026-11-21T01:59', '2026-11-21T02:00'];

  expect(open.map((at) => openAt({ week }, at))).toEqual([false, true, true, false]);
  expect(openAt({ week }, '2026-11-20T01:00')).toBe(false); // Thursday's night
});

test('Sunday’s night goes on into Monday, over a month’s and a year’s end', () => {
  const week = { sunday: hours('22:00 – 02:00') };

  expect(openAt({ week }, '2023-01-02T01:00')).toBe(true);
  expect(openAt({ week: { saturday: week.sunday } }, '2023-01-01T01:00')).toBe(true);
});

test('a day up to 24:00 is open to its last moment, and no longer', () => {
  const week = { friday: hours('00:00 – 24:00') };

  expect(openAt({ week }, '2026-11-20T00:00')).toBe(true);
  expect(openAt({ week }, '2026-11-20T23:59:59.999')).toBe(true);
  expect(openAt({ week }, '2026-11-21T00:00')).toBe(false);
});

test('an exception replaces the day’s hours, or closes it', () => {
  const definition = {
    week: everyDay('09:00 – 17:00'),
    exceptions: [
      { date: '2026-12-24', open: hours('09:00 – 12:00', '18:00 – 19:00') },
      { date: '2026-12-25', open: [] },
    ],
  };
  const times = ['24T11:00', '24T14:00', '24T18:30', '25T10:00', '26T10:00'];

  expect(times.map((time) => openAt(definition, `2026-12-${time}`))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('a day that is closed has no end of the night before', () => {
  const definition = {
    week: everyDay('22:00 – 02:00'),
    exceptions: [{ date: '2026-12-25', open: [] }],
  };

  expect(openAt(definition, '2026-12-24T23:00')).toBe(true);
  expect(openAt(definition, '2026-12-25T01:00')).toBe(false);
  expect(openAt(definition, '2026-12-25T23:00')).toBe(false);
  expect(openAt(definition, '2026-12-26T01:00')).toBe(false); // the 25th's own night
});

test('an exception’s own hours go on over midnight', () => {
  const exceptions = [{ date: '2026-12-31', open: hours('20:00 – 03:00') }];

  expect(openAt({ exceptions }, '2027-01-01T02:59')).toBe(true);
  expect(openAt({ exceptions }, '2027-01-01T03:00')).toBe(false);
});

test('hours are those of the wall clock on both days on which it changes', () => {
  const night = { week: { sunday: hours('02:00 – 03:00') } };

  expect(openAt(night, '2026-03-29T00:59:59Z')).toBe(false); // 01:59:59, then 03:00
  expect(openAt(night, '2026-03-29T01:00:00Z')).toBe(false);
  expect(openAt(night, '2026-10-25T00:30:00Z')).toBe(true); // 02:30 the first time
  expect(openAt(night, '2026-10-25T01:30:00Z')).toBe(true); // and the second
  expect(openAt(night, '2026-10-25T02:00:00Z')).toBe(false);
});

test('a night over a change of the clock ends at its hour', () => {
  const week = { saturday: hours('22:00 – 04:00') };

  expect(openAt({ week }, '2026-03-29T01:59:00Z')).toBe(true); // 03:59, five hours after 22:00
  expect(openAt({ week }, '2026-03-29T02:00:00Z')).toBe(false);
  expect(openAt({ week }, '2026-10-25T02:59:00Z')).toBe(true); // seven hours after it
  expect(openAt({ week }, '2026-10-25T03:00:00Z')).toBe(false);
});

const MINUTES = 24 * 60;
const FIRST = Temporal.PlainDate.from('2026-03-23'); // a Monday; two weeks, with a change of the clock between them
const DAYS = 14;
const write = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: MINUTES - 1 }), fc.integer({ min: 0, max: MINUTES }))
  .map(([opens, closes]) => ({ opens: write(opens), closes: write(closes) }));
const anySpans = fc.array(anySpan, { maxLength: 2 });
const anyCalendar = fc
  .record({
    timeZone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kathmandu', null),
    week: fc.record(Object.fromEntries(weekdays.map((weekday) => [weekday, anySpans]))),
    exceptions: fc.uniqueArray(
      fc.record({
        date: fc
          .integer({ min: -1, max: DAYS })
          .map((day) => FIRST.add({ days: day }).toString()),
        open: anySpans,
      }),
      { maxLength: 4, selector: ({ date }) => date },
    ),
  })
  .filter((definition) => CalendarDefinition.safeParse(definition).success);

test('whatever the calendar, it is open in the minutes that its days paint one by one', () => {
  const anyMinute = fc.integer({ min: 0, max: DAYS * MINUTES - 1 });
  const minutes = fc.array(anyMinute, { minLength: 100, maxLength: 100 });
  fc.assert(
    fc.property(anyCalendar, minutes, (definition, asked) => {
      const calendar = CalendarDefinition.parse(definition);
      const painted = paint(calendar);
      const own = calendar.timeZone ?? zone;
      for (const minute of asked) {
        const at = FIRST.toZonedDateTime('UTC').add({ minutes: minute });
        const wall = at.withTimeZone(own);
        const day = wall.toPlainDate().since(FIRST).days;
        const open = painted.has(day * MINUTES + wall.hour * 60 + wall.minute);
        if (isOpen(calendar, new Date(at.epochMilliseconds), zone) !== open) {
          expect.fail(`${wall.toString()} should be ${open ? 'open' : 'closed'}`);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** Every local minute that is open, counted from the first day, by walking through each day's hours. */
function paint(calendar: CalendarDefinition): Set<number> {
  const open = new Set<number>();
  const exceptions = new Map(calendar.exceptions.map(({ date, open }) => [date, open]));
  for (let day = -2; day <= DAYS + 1; day++) {
    const date = FIRST.add({ days: day });
    const nextIsException = exceptions.has(date.add({ days: 1 }).toString());
    const weekday = weekdays[date.dayOfWeek - 1] ?? 'monday';
    for (const { opens, closes } of exceptions.get(date.toString()) ?? calendar.week[weekday]) {
      const end = closes === '24:00' ? '00:00' : closes;
      let minute = Number(opens.slice(0, 2)) * 60 + Number(opens.slice(3));
      do {
        if (minute < MINUTES || !nextIsException) open.add(day * MINUTES + minute);
        minute++;
      } while (write(minute % MINUTES) !== end);
    }
  }
  return open;
}
