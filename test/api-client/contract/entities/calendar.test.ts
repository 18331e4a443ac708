import { expect, test } from 'vitest';
import { CalendarDefinition } from '../../../../api-client/contract/entities/calendar.ts';

const hours = (...spans: string[]) =>
  spans.map((span) => {
    const [opens, closes] = span.split(' – ');
    return { opens, closes };
  });

/** The places that are refused, by path. */
function refused(definition: unknown): string[] {
  const { error } = CalendarDefinition.safeParse(definition);
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
}

test('an empty definition is a calendar without hours, in the organisation’s zone', () => {
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };

  expect(CalendarDefinition.parse({})).toEqual({
    timeZone: null,
    week: { ...closed, saturday: [], sunday: [] },
    exceptions: [],
  });
});

test.each(['Europe/Paris', 'America/Argentina/Buenos_Aires', 'UTC'])(
  '%s is a time zone',
  (timeZone) => {
    expect(refused({ timeZone })).toEqual([]);
  },
);

test.each(['', 'Europe/Atlantis', '+01:00', '-05', 'Paris', ' Europe/Paris', 'x'.repeat(101)])(
  '%j is no time zone',
  (timeZone) => {
    expect(refused({ timeZone })).toContain('timeZone');
  },
);

test.each([
  ['several spans that touch', hours('12:00 – 14:00', '09:00 – 12:00')],
  ['a whole day', hours('00:00 – 24:00')],
  ['a span over midnight', hours('22:00 – 02:00')],
  ['one up to midnight, written as the next day’s start', hours('22:00 – 00:00')],
])('takes %s', (_, monday) => {
  expect(refused({ week: { monday } })).toEqual([]);
});

test.each([
  ['an end that is the start', hours('09:00 – 09:00'), 'week.monday.0.closes'],
  ['midnight to midnight', hours('00:00 – 00:00'), 'week.monday.0.closes'],
  ['24:00 as a start', hours('24:00 – 02:00'), 'week.monday.0.opens'],
  ['24:30', hours('09:00 – 24:30'), 'week.monday.0.closes'],
  ['minute 60', hours('09:60 – 17:00'), 'week.monday.0.opens'],
  ['an hour of one digit', hours('9:00 – 17:00'), 'week.monday.0.opens'],
  ['seconds', hours('09:00 – 17:00:00'), 'week.monday.0.closes'],
  ['spans that overlap', hours('09:00 – 12:00', '11:59 – 14:00'), 'week.monday.1'],
  ['a span within another', hours('10:00 – 11:00', '09:00 – 17:00'), 'week.monday.0'],
  ['the same span twice', hours('09:00 – 12:00', '09:00 – 12:00'), 'week.monday.1'],
  [
    'more than 20 spans',
    Array<object>(21).fill({ opens: '09:00', closes: '17:00' }),
    'week.monday',
  ],
])('refuses %s', (_, monday, path) => {
  expect(refused({ week: { monday } })).toContain(path);
});

test('refuses hours that reach over midnight into the next day’s', () => {
  const week = { friday: hours('22:00 – 02:00'), saturday: hours('01:59 – 03:00') };

  expect(refused({ week })).toEqual(['week.saturday.0']);
  expect(refused({ week: { ...week, saturday: hours('02:00 – 03:00') } })).toEqual([]);
});

test('the week is round: Sunday’s night meets Monday’s morning', () => {
  const week = { sunday: hours('22:00 – 02:00'), monday: hours('01:00 – 03:00') };

  expect(refused({ week })).toEqual(['week.monday.0']);
});

test.each([
  ['a date that does not exist', { date: '2026-02-30', open: [] }, 'exceptions.0.date'],
  ['a date in another form', { date: '25/12/2026', open: [] }, 'exceptions.0.date'],
  ['no hours said, which could mean anything', { date: '2026-12-25' }, 'exceptions.0.open'],
  [
    'hours that overlap',
    { date: '2026-12-24', open: hours('09:00 – 12:00', '10:00 – 11:00') },
    'exceptions.0.open.1',
  ],
])('refuses an exception with %s', (_, exception, path) => {
  expect(refused({ exceptions: [exception] })).toContain(path);
});

test('refuses two exceptions for one date', () => {
  const christmas = { date: '2026-12-25', open: [] };

  expect(refused({ exceptions: [christmas, christmas] })).toEqual(['exceptions.1.date']);
});

test('refuses a day that there is not, and anything else it does not know', () => {
  expect(refused({ week: { mondays: [] } })).toEqual(['week']);
  expect(refused({ closed: true })).toEqual(['']);
});
