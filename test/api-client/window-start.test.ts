import { expect, test } from 'vitest';
import { windowStart } from '../../api-client/window-start.ts';
import { windowStart as ofServer } from '../../mock-server/access/visible.ts';

test('the client keeps what the server shows, on every day and at every hour', () => {
  const first = Date.UTC(2027, 11, 1);
  const hours = Array.from(
    { length: 24 * 500 },
    (_, hour) => new Date(first + hour * 3_600_000),
  );
  expect(hours.map(windowStart)).toEqual(hours.map(ofServer)); // with 29 February 2028
});
