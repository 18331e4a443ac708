import { describe, expect, test } from 'vitest';
import { isContact } from '../../api-client/contact-match.ts';
import { contactTest, mentionsContact } from '../../api-client/contact-search.ts';

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

test('digits are looked for in numbers alone, letters in addresses alone, as the server does', () => {
  expect(mentionsContact('345', { ...nobody, email: 'customer345@example.com' })).toBe(false);
  expect(mentionsContact('33', { ...anna, phone: null })).toBe(false);
});

describe('without the server', () => {
  test.each([
    ['+33612345678', true],
    ['0033 6 12 34 56 78', true],
    ['ANNA@example.com', true],
    ['+33 (0)6 12 34 56 78', true],
    ['06 12 34 56 78', undefined],
    ['33612345678', undefined],
    ['+49 12 345678', undefined],
    ['06 12 34 56 79', false],
    ['+33612345679', false],
    ['ann@example.com', false],
  ])('whether %s is Anna is told to be %s', (contact, verdict) =>
    expect(contactTest(contact)(anna)).toBe(verdict),
  );
});
