import { describe, expect, test } from 'vitest';
import { differenceOf, shareOf, verdictOf } from '../../../mock-server/reports/intervals.ts';

const proportion = (text: string) => {
  const [reached = 0, of = 0] = text.split('/').map(Number);
  return { reached, of };
};

/* As R. G. Newcombe prints them: “Two-sided confidence intervals for the single proportion”, Statistics in Medicine 17, 1998, table I, method 3. */
test.each([
  ['81/263', 0.2553, 0.3662],
  ['15/148', 0.0624, 0.1605],
  ['0/20', 0, 0.1611],
  ['1/29', 0.0061, 0.1718],
])('the interval of %s is Wilson’s', (given, low, high) => {
  const { reached, of } = proportion(given);
  const share = shareOf({ reached, of })!;
  expect(share.value).toBe(reached / of);
  expect(share.low).toBeCloseTo(low, 4);
  expect(share.high).toBeCloseTo(high, 4);
});

/* The same, “Interval estimation for the difference between independent proportions”, table II, method 10. */
describe('the interval of a difference is Newcombe’s', () => {
  test.each([
    ['56/70', '48/80', 0.0524, 0.3339],
    ['9/10', '3/10', 0.1705, 0.809],
    ['6/7', '2/7', 0.0582, 0.8062],
    ['5/56', '0/29', -0.0381, 0.1926],
    ['0/10', '0/20', -0.1611, 0.2775],
    ['0/10', '0/10', -0.2775, 0.2775],
    ['10/10', '0/20', 0.6791, 1],
    ['10/10', '0/10', 0.6075, 1],
  ])('%s less %s', (one, other, low, high) => {
    const difference = differenceOf(proportion(one), proportion(other))!;
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });
});

test('of none there is no share and no difference', () => {
  expect(shareOf({ reached: 0, of: 0 })).toBeNull();
  expect(differenceOf({ reached: 1, of: 2 }, { reached: 0, of: 0 })).toBeNull();
});

test.each([
  ['9/10', '3/10', 'higher'],
  ['3/10', '9/10', 'lower'],
  ['5/10', '3/10', 'undecided'],
])('%s against %s: %s', (one, other, verdict) => {
  expect(verdictOf(differenceOf(proportion(one), proportion(other))!)).toBe(verdict);
});
