import { expect, it } from 'vitest';
import { Shares } from '../../../mock-server/effects/shares.ts';

/** Begins effects of these organisations, in turn, until all are full. Gives how many each has. */
function fill(organisations: string[]): number[] {
  const shares = new Shares();
  const counts = organisations.map(() => 0);
  while (!organisations.every((one) => shares.isFull(one)))
    for (const [index, one] of organisations.entries())
      if (!shares.isFull(one)) {
        shares.begin(one);
        counts[index]!++;
      }
  expect(shares.full).toEqual(organisations);
  expect(shares.isFull('another')).toBe(false);
  expect(shares.room).toBeGreaterThan(0);
  return counts;
}

it('one alone may have 48', () => {
  expect(fill(['a'])).toEqual([48]);
});

it('several have equal shares, and leave as much to the next one', () => {
  expect(fill(['a', 'b'])).toEqual([32, 32]);
  expect(fill(['a', 'b', 'c'])).toEqual([24, 24, 24]);
});

it('what has ended leaves its place', () => {
  const shares = new Shares();
  for (let begun = 0; begun < 48; begun++) shares.begin('a');
  expect(shares.isFull('a')).toBe(true);
  shares.end('a');
  expect(shares.isFull('a')).toBe(false);
  expect(shares.room).toBe(1);
});

it('the room is what the fullest may still have that is not full', () => {
  const shares = new Shares();
  for (let begun = 0; begun < 48; begun++) shares.begin('a');
  expect(shares.room).toBe(48);
  for (let begun = 0; begun < 10; begun++) shares.begin('b');
  expect(shares.room).toBe(28); // 38 are free, and b has 10
});
