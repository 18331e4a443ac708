import { expect, test } from 'vitest';
import { daysOf, spanBefore } from '../../../mock-server/reports/period.ts';

const zone = 'Europe/Paris';
const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
const now = new Date('2026-10-28T13:00:00.000Z'); // 14:00 in Paris

test('days of 23 and of 25 hours are days', () => {
  const hours = daysOf(span('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z'), zone).map(
    ({ day, from, to }) => [day, (to.getTime() - from.getTime()) / 3_600_000],
  );
  expect(hours).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ]);
});

test('a part of a day is that day', () => {
  const days = daysOf(span('2026-10-27T10:00:00Z', '2026-10-28T10:00:00Z'), zone);
  expect(days.map(({ day, from, to }) => [day, from.toISOString(), to.toISOString()])).toEqual([
    ['2026-10-27', '2026-10-27T10:00:00.000Z', '2026-10-27T23:00:00.000Z'],
    ['2026-10-28', '2026-10-27T23:00:00.000Z', '2026-10-28T10:00:00.000Z'],
  ]);
});

test.each([
  [
    'today, with the same weekday until the same time, over the change of clocks',
    ['2026-10-27T23:00:00.000Z', '2026-10-28T23:00:00.000Z'],
    ['2026-10-20T22:00:00.000Z', '2026-10-21T12:00:00.001Z'],
  ],
  [
    'yesterday, with the day before',
    ['2026-10-26T23:00:00.000Z', '2026-10-27T23:00:00.000Z'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z'],
  ],
  [
    'seven days until today, with seven days before until the same time',
    ['2026-10-21T22:00:00.000Z', '2026-10-28T23:00:00.000Z'],
    ['2026-10-14T22:00:00.000Z', '2026-10-21T12:00:00.001Z'],
  ],
  [
    'an hour, with the same hour of the same weekday',
    ['2026-10-28T10:00:00.000Z', '2026-10-28T11:00:00.000Z'],
    ['2026-10-21T09:00:00.000Z', '2026-10-21T10:00:00.000Z'],
  ],
])('%s', (_, [from, to], expected) => {
  const before = spanBefore(span(from!, to!), now, zone)!;
  expect([before.from.toISOString(), before.to.toISOString()]).toEqual(expected);
});

test.each([
  ['what lies further back than the history', '2026-08-15T22:00:00Z', '2026-10-28T23:00:00Z'],
  ['a period that has not begun', '2026-10-29T23:00:00Z', '2026-10-30T23:00:00Z'],
])('%s: nothing is compared', (_, from, to) => {
  expect(spanBefore(span(from, to), now, zone)).toBeUndefined();
});
