import { expect, it } from 'vitest';
import { Pace } from '../../../mock-server/effects/pace.ts';

/** How many are claimed ahead after so many calls in so many milliseconds. */
function aheadAfter(performed: number, milliseconds: number): number {
  let now = 0;
  const pace = new Pace(() => now);
  for (let call = 0; call < performed; call++) pace.count();
  now = milliseconds;
  return pace.ahead;
}

it('nothing is claimed ahead by a server that has done nothing yet', () => {
  expect(aheadAfter(0, 1000)).toBe(0);
});

it('as many are claimed ahead as are done in 50 ms', () => {
  expect(aheadAfter(40, 20)).toBe(100);
  expect(aheadAfter(48, 1000)).toBe(2);
});

it('never more than 192 are', () => {
  expect(aheadAfter(10_000, 100)).toBe(192);
});

it('a look that is too short changes nothing', () => {
  let now = 0;
  const pace = new Pace(() => now);
  for (let call = 0; call < 40; call++) pace.count();
  now = 20;
  expect(pace.ahead).toBe(100);
  now = 30;
  expect(pace.ahead).toBe(100);
  now = 40;
  expect(pace.ahead).toBe(0);
});
