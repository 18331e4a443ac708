import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  earliestDay,
  faultOf,
  monthsBefore,
  startOfDay,
} from '../../widget/shared/period.ts';

const hours = (day: string, next: string, zone: string) =>
  (startOfDay(next, zone) - startOfDay(day, zone)) / 3_600_000;

describe('a day', () => {
  test.each([
    ['2026-03-29', '2026-03-30', 'Europe/Paris', 23],
    ['2026-10-25', '2026-10-26', 'Europe/Paris', 25],
    ['2026-09-27', '2026-09-28', 'Pacific/Auckland', 23],
    ['2026-04-05', '2026-04-06', 'Pacific/Auckland', 25],
    ['2026-11-20', '2026-11-21', 'Asia/Kathmandu', 24],
  ])('%s has its hours (%s, %s: %i)', (day, next, zone, length) => {
    expect(hours(day, next, zone)).toBe(length);
  });

  test.each([
    ['2026-11-20', 'Pacific/Kiritimati', '2026-11-19T10:00:00.000Z'],
    ['2026-11-20', 'Pacific/Niue', '2026-11-20T11:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'], // clocks skip midnight
  ])('%s begins in %s at %s', (day, zone, instant) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(instant);
  });
});

test.each([
  ['2026-05-31', '2026-02-28'],
  ['2028-05-31', '2028-02-29'],
  ['2026-01-15', '2025-10-15'],
  ['2026-03-31', '2025-12-31'],
])('three months before %s is %s', (day, before) => {
  expect(monthsBefore(day, 3)).toBe(before);
});

test('a period goes from midnight to the midnight after its last day', () => {
  expect(boundsOf({ kind: 'last-7-days' }, '2026-11-20', 'Europe/Paris')).toEqual({
    from: '2026-11-13T23:00:00.000Z',
    to: '2026-11-20T23:00:00.000Z',
  });
  expect(boundsOf({ kind: 'yesterday' }, '2026-03-30', 'Europe/Paris')).toEqual({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
});

test('days that cannot be shown are told apart', () => {
  const today = '2026-05-31';
  expect(faultOf(earliestDay(today), today, today)).toBeUndefined();
  expect(faultOf('2026-02-27', today, today)).toBe('too-early');
  expect(faultOf('2026-05-02', '2026-05-01', today)).toBe('reversed');
  expect(faultOf('', '2026-05-01', today)).toBe('missing');
  expect(faultOf('2026-02-30', '2026-05-01', today)).toBe('missing');
});
