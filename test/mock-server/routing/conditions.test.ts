import { expect, test } from 'vitest';
import { testCondition, type Operator } from '../../../mock-server/routing/conditions.ts';

const paris = { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' };
const london = { timeZone: 'Europe/London', region: 'GB', language: 'en' };

function holds(
  actual: string | undefined,
  operator: Operator,
  value = '',
  locale: typeof paris = paris,
) {
  return testCondition({ actual, operator, value }, locale);
}

test.each<[string | undefined, Operator, string, boolean]>([
  // numbers, when both are
  ['10', 'greater-or-equal', '9', true],
  ['10', 'less-or-equal', '9', false],
  ['1,5', 'equal', '1.50', true],
  ['-0.5', 'less-or-equal', '-0.25', true],
  ['12345678901234567890', 'equal', '12345678901234567891', false],
  ['007', 'equal', '7', true],
  // text, when one is not
  ['', 'equal', '0', false],
  [undefined, 'equal', '0', false],
  [' ', 'equal', '0', false],
  ['0x10', 'equal', '16', false],
  ['1e1', 'equal', '10', false],
  ['10 apples', 'greater-or-equal', '9', false],
  ['Infinity', 'equal', 'infinity', true],
  ['ÉLODIE', 'equal', 'élodie', true],
  ['Élodie', 'equal', 'Elodie', false],
  ['b', 'greater-or-equal', 'A', true],
  ['', 'equal', '', true],
  ['x', 'not-equal', 'X', false],
  // dates, when both are
  ['20/11/2026', 'equal', '2026-11-20', true],
  ['2026-11-20', 'greater-or-equal', '19/12/2025', true],
  ['2026-11-20T00:30:00+01:00', 'greater-or-equal', '2026-11-20', true],
  ['2026-02-30', 'equal', '30/02/2026', false],
  // parts of text
  ['Paris 12', 'contains', 'pARIS', true],
  ['Paris', 'starts-with', 'par', true],
  ['Paris', 'ends-with', 'IS', true],
  [undefined, 'contains', 'x', false],
  // being there
  ['', 'exists', '', true],
  [undefined, 'exists', '', false],
  ['', 'does-not-exist', '', false],
  [undefined, 'does-not-exist', '', true],
  ['', 'is-empty', '', true],
  [undefined, 'is-empty', '', true],
  [' ', 'is-empty', '', false],
  ['TRUE', 'is-true', '', true],
  ['1', 'is-true', '', false],
  [undefined, 'is-false', '', false],
  ['false', 'is-false', '', true],
])('%j %s %j is %j', (actual, operator, value, expected) => {
  expect(holds(actual, operator, value)).toBe(expected);
});

test('the comma is a decimal point only where the locale writes it so', () => {
  expect(holds('1,5', 'equal', '1.5', paris)).toBe(true);
  expect(holds('1,5', 'equal', '1.5', london)).toBe(false);
});

test.each<[string, Operator, boolean]>([
  ['2026-02-28', 'is-date', true],
  ['2026-02-30', 'is-date', false],
  ['2026-02-30T10:00', 'is-date', false],
  ['tomorrow', 'is-date', false],
  ['20261120', 'is-date', false],
  // in Paris it is an hour later than in UTC, in summer two
  ['2026-11-20T10:59:59Z', 'is-morning', true],
  ['2026-11-20T11:00:00Z', 'is-morning', false],
  ['2026-11-20T11:00:00Z', 'is-afternoon', true],
  ['2026-07-20T10:00:00Z', 'is-afternoon', true],
  ['2026-11-20T22:59:59Z', 'is-afternoon', true],
  ['2026-11-20T23:00:00Z', 'is-morning', true],
  ['2026-11-20', 'is-morning', true],
  ['2026-11-20 12:00', 'is-afternoon', true],
  // Friday the 20th; Saturday begins at 23:00 UTC
  ['2026-11-20T22:59:59Z', 'is-weekend', false],
  ['2026-11-20T23:00:00Z', 'is-weekend', true],
  ['2026-11-22T22:59:59Z', 'is-weekend', true],
  ['2026-11-22T23:00:00Z', 'is-weekend', false],
  // week 53 of 2026, then week 1 of 2027: both odd
  ['2026-12-27', 'is-even-week', true],
  ['2026-12-28', 'is-odd-week', true],
  ['2027-01-03', 'is-odd-week', true],
  ['2027-01-04', 'is-odd-week', true],
  ['2027-01-11', 'is-even-week', true],
  ['2025-12-29', 'is-odd-week', true],
  ['', 'is-weekend', false],
  ['not a date', 'is-even-week', false],
])('%s %s is %j in Paris', (actual, operator, expected) => {
  expect(holds(actual, operator)).toBe(expected);
});

test('a regular expression searches; it does not have to match the whole', () => {
  expect(holds('my order 4711', 'regular-expression', '\\d{4}')).toBe(true);
  expect(holds('my order', 'regular-expression', '^order')).toBe(false);
  expect(holds(undefined, 'regular-expression', '^$')).toBe(true);
});

test('an expression that is slow elsewhere answers on 10,000 characters', () => {
  expect(holds(`${'a'.repeat(10_000)}!`, 'regular-expression', '^(a+)+$')).toBe(false);
  expect(holds('a'.repeat(10_000), 'regular-expression', '^(a+)+$')).toBe(true);
});

test.each(['(', '[a-', '(?=a)', '(?<!a)b', '(a)\\1', 'a{1001}'])(
  'the expression %s is invalid',
  (expression) => {
    expect(holds('a', 'regular-expression', expression)).toBe('invalid');
  },
);
