import { expect, test } from 'vitest';
import { readRecipients } from '../../../mock-server/routing/mail-addresses.ts';

test('commas, semicolons and lines part addresses; names before them are left out', () => {
  const to = 'a@example.com; Nadia <b@example.com>,\nc@example.com ,';

  expect(readRecipients({ to, cc: '', bcc: '' })).toEqual({
    to: ['a@example.com', 'b@example.com', 'c@example.com'],
    cc: [],
    bcc: [],
    invalid: [],
  });
});

test('an address in several fields counts in the first', () => {
  const cc = 'A@EXAMPLE.com, b@example.com';

  expect(readRecipients({ to: 'a@example.com', cc, bcc: 'b@example.com' })).toMatchObject({
    to: ['a@example.com'],
    cc: ['b@example.com'],
    bcc: [],
  });
});

test.each(['nadia', 'a@b', 'a@example.com\0', '<>', 'a@example.com b@example.com'])(
  'what is no address is told: %j',
  (to) => {
    expect(readRecipients({ to, cc: '', bcc: '' }).invalid).toHaveLength(1);
  },
);
