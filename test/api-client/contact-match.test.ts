import { describe, expect, test } from 'vitest';
import { isContact, matchesQuery, mentionsContact } from '../../api-client/contact-match.ts';
import { rowOf } from './rows.ts';

const anna = { name: 'Anna', phone: '+33612345678', email: 'Anna@Example.com' };
const nobody = { name: null, phone: null, email: null };

describe('one whole contact', () => {
  test.each([
    '+33612345678',
    '0033 6 12 34 56 78',
    '+33 (0)6 12 34 56 78',
    '06.12.34.56.78',
    '33612345678',
    ' anna@example.COM ',
  ])('%s is Anna', (contact) => expect(isContact(contact, anna)).toBe(true));

  test.each([
    '+33612345679',
    '+44612345678',
    '0612345',
    '06 12 34 56 79',
    'ann@example.com',
    '',
  ])('%j is not', (contact) => expect(isContact(contact, anna)).toBe(false));

  test.each(['+33612345678', 'anna@example.com', ''])('%j is nobody unknown', (contact) =>
    expect(isContact(contact, nobody)).toBe(false),
  );
});

describe('a part of a contact', () => {
  test.each(['345 67', '+336', '0033612', '061234', 'ANNA', '@example', '5678'])(
    '%s is found',
    (part) => expect(mentionsContact(part, anna)).toBe(true),
  );

  test.each(['+44', '999', 'bert', 'anna 5678'])('%s is not', (part) =>
    expect(mentionsContact(part, anna)).toBe(false),
  );
});

test('a period holds its start and not its end', () => {
  const row = rowOf(1, { startedAt: '2026-11-20T10:00:00.000Z' });
  expect(matchesQuery({ from: '2026-11-20T10:00:00Z' }, row)).toBe(true);
  expect(matchesQuery({ to: '2026-11-20T10:00:00Z' }, row)).toBe(false);
  expect(matchesQuery({ from: '2026-11-20T10:00:00.001Z' }, row)).toBe(false);
  expect(matchesQuery({ to: '2026-11-20T10:00:00.001Z' }, row)).toBe(true);
});
