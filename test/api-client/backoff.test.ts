import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '../../api-client/backoff.ts';

test('waits 1, 2, 4 … 30 s, at most half of it shorter', () => {
  const property = fc.property(fc.nat(1000), (attempt) => {
    const longest = Math.min(30_000, 1000 * 2 ** attempt);
    const wait = backoff(attempt);
    expect(wait).toBeGreaterThanOrEqual(longest / 2);
    expect(wait).toBeLessThanOrEqual(longest);
  });
  fc.assert(property, { verbose: true });
});
