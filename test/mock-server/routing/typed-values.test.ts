import { expect, test } from 'vitest';
import {
  readDate,
  readMoment,
  readNumber,
  readTypedValue,
} from '../../../mock-server/routing/typed-values.ts';

const paris = { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' };
const newYork = { timeZone: 'America/New_York', region: 'US', language: 'en' };

test.each([
  ['12', '12'],
  [' +12 ', '12'],
  ['-1,5', '-1.5'],
  ['1.5', '1.5'],
  ['00012', '00012'],
])('%j is the number %s', (text, number) => {
  expect(readNumber(text, paris)).toBe(number);
});

test.each([
  '',
  ' ',
  '0x1F',
  '1e5',
  'NaN',
  'Infinity',
  '1.234,5',
  '1 234',
  '١٢',
  '--1',
  '.5',
  '5.',
])('%j is no number', (text) => {
  expect(readNumber(text, paris)).toBeUndefined();
});

test.each([
  ['29/02/2028', '2028-02-29'],
  ['1.2.2026', '2026-02-01'],
  ['2026-11-20', '2026-11-20'],
])('%s is the date %s', (text, date) => {
  expect(readDate(text, paris)).toBe(date);
});

test.each([
  '2026-02-30',
  '29/02/2026',
  '31/04/2026',
  '2026-13-01',
  '00/01/2026',
  '20/11/26',
  '2026-1-1',
  '',
])('%j is no date', (text) => {
  expect(readDate(text, paris)).toBeUndefined();
});

test('the month comes first in the United States', () => {
  expect(readDate('11/20/2026', newYork)).toBe('2026-11-20');
  expect(readDate('20/11/2026', newYork)).toBeUndefined();
});

test('a moment without a zone is in the organisation’s', () => {
  expect(readMoment('2026-07-01 12:00', paris)?.toInstant().toString()).toBe(
    '2026-07-01T10:00:00Z',
  );
});

test('a local time that does not exist moves forward, one that occurs twice is the first', () => {
  expect(readMoment('2026-03-29T02:30', paris)?.toInstant().toString()).toBe(
    '2026-03-29T01:30:00Z',
  );
  expect(readMoment('2026-10-25T02:30', paris)?.toInstant().toString()).toBe(
    '2026-10-25T00:30:00Z',
  );
});

test('only true and false are booleans', () => {
  expect(readTypedValue('boolean', 'False', paris)).toBe('false');
  expect(readTypedValue('boolean', '1', paris)).toBeUndefined();
  expect(readTypedValue('boolean', '', paris)).toBeUndefined();
});
