import { describe, expect, test } from 'vitest';
import { readEmail, readLink, readPhone, readText } from '../../extension/read-contact.ts';

describe('a number', () => {
  test.each([
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['06.12.34.56.78', '0612345678'],
    ['(202) 555-0143', '2025550143'],
    ['+1 202‑555‑0143', '+12025550143'],
    ['+33 1 44 55 66 77 poste 12', '+33144556677'],
    ['+1 202 555 0143 x123', '+12025550143'],
    ['+1 202 555 0143, ext. 7', '+12025550143'],
    ['+12025550143;ext=22', '+12025550143'],
    ['36 30 12', '363012'],
    ['\u202a+33 6 12 34 56 78\u202c', '+33612345678'],
  ])('‘%s’ is %s', (text, number) => {
    expect(readPhone(text)).toBe(number);
  });

  test.each(['', '15', '1-800-FLOWERS', '+33', '1234567890123456', 'Nadia', '12 @ 34567'])(
    '‘%s’ is none',
    (text) => {
      expect(readPhone(text)).toBeNull();
    },
  );
});

test('an address is told from what only looks like one', () => {
  expect(readEmail(' Nadia.Achour@Mail.Example ')).toBe('nadia.achour@mail.example');
  expect(readEmail('nadia@mail')).toBeNull();
  expect(readEmail('nadia achour@mail.example')).toBeNull();
  expect(readEmail(`${'a'.repeat(250)}@mail.example`)).toBeNull();
});

test.each([
  ['tel:+33-6-12-34-56-78', ['+33612345678']],
  ['TEL:+33612345678;ext=4', ['+33612345678']],
  ['tel:0612345678;phone-context=+33', ['0612345678']],
  ['tel://+33612345678', ['+33612345678']],
  ['tel:%2B33612345678', ['+33612345678']],
  ['tel:1-800-FLOWERS', []],
  ['tel:%', []],
  ['mailto:nadia@mail.example?subject=Hello', ['nadia@mail.example']],
  ['mailto:a@mail.example,b@mail.example', ['a@mail.example', 'b@mail.example']],
  ['https://mail.example/06012345678', []],
])('the link %s leads to %j', (address, contacts) => {
  expect(readLink(address)).toEqual(contacts);
});

describe('a text', () => {
  test.each<[string, string[]]>([
    ['Mobile: 06 12 34 56 78 (preferred)', ['0612345678']],
    [
      'Nadia Achour <nadia@mail.example>, +33 6 12 34 56 78',
      ['nadia@mail.example', '+33612345678'],
    ],
    ['Order AB1234567 of 27/11/2026, 12 pieces', []],
    ['2026-11-27', []],
    ['Call 1-800-FLOWERS', []],
    ['06 12 34 56 78\n+33 1 44 55 66 77', ['0612345678', '+33144556677']],
    ['20261127@mail.example', ['20261127@mail.example']],
  ])('%j names %j', (text, contacts) => {
    expect(readText(text, 'any')).toEqual(contacts);
  });

  test('is read for what its rule is after', () => {
    const text = 'nadia@mail.example 06 12 34 56 78';

    expect(readText(text, 'email')).toEqual(['nadia@mail.example']);
    expect(readText(text, 'phone')).toEqual(['0612345678']);
  });

  test('that is far too long for a field is not read', () => {
    expect(readText(`06 12 34 56 78 ${'.'.repeat(2_000)}`, 'any')).toEqual([]);
  });
});
