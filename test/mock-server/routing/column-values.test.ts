import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseTypeDefinition } from '../../../api-client/contract/entities/case-type.ts';
import { readSearch } from '../../../mock-server/routing/assertions.ts';
import {
  readColumnValue,
  readValues,
  type TypedColumn,
} from '../../../mock-server/routing/column-values.ts';

const paris = { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' };
const boston = { timeZone: 'America/New_York', region: 'US', language: 'en' };
const column = (type: TypedColumn['type'], values: string[] = []) => ({
  name: 'it',
  type,
  values,
});

describe('a number', () => {
  test.each([
    ['10,50', '10.5'],
    [' +007 ', '7'],
    ['-0,250', '-0.25'],
    ['-0', '0'],
    ['0.000', '0'],
    ['000', '0'],
    ['100', '100'],
    ['12345678901234567890.10', '12345678901234567890.1'],
  ])('%s is %s', (text, stored) => {
    expect(readColumnValue(column('number'), text, paris)).toBe(stored);
  });

  test.each(['', ' ', '0x10', '1e3', '1 000', '1,000.5', '.5', '5.', 'NaN', '--1', '١'])(
    '“%s” is none',
    (text) => {
      expect(readColumnValue(column('number'), text, paris)).toBeUndefined();
    },
  );

  test('a comma is no decimal one where points are', () => {
    expect(readColumnValue(column('number'), '10,5', boston)).toBeUndefined();
  });

  test('has one spelling, which reads as itself', () => {
    const digits = fc.stringMatching(/^-?\d{1,12}(\.\d{1,12})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const stored = readColumnValue(column('number'), text, paris)!;
        expect(Number(stored)).toBe(Number(text) || 0);
        expect(stored).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
        expect(readColumnValue(column('number'), stored, paris)).toBe(stored);
      }),
    );
  });
});

test.each([
  ['2026-11-20', paris, '2026-11-20'],
  ['20/11/2026', paris, '2026-11-20'],
  ['11/20/2026', boston, '2026-11-20'],
  ['2026-11-20T10:00:00Z', paris, '2026-11-20T11:00:00+01:00'],
  ['2026-11-20T11:00:00+01:00', paris, '2026-11-20T11:00:00+01:00'],
  ['2026-11-20 11:00', paris, '2026-11-20T11:00:00+01:00'],
  ['2026-02-30', paris, undefined],
  ['2026-02-30T10:00:00Z', paris, undefined],
  ['11/20/2026', paris, undefined],
  ['tomorrow', paris, undefined],
])('as a date, %s is %s', (text, locale, stored) => {
  expect(readColumnValue(column('date'), text, locale)).toBe(stored);
});

test.each([
  ['boolean', 'TRUE', 'true'],
  ['boolean', ' false ', 'false'],
  ['boolean', '1', undefined],
  ['list', ' red ', 'red'],
  ['list', 'Red', undefined],
  ['text', ' As it is ', ' As it is '],
  ['text', 'x'.repeat(10_000), 'x'.repeat(10_000)],
  ['text', 'x'.repeat(10_001), undefined],
] as const)('as a %s, “%s” is %s', (type, text, stored) => {
  expect(readColumnValue(column(type, ['red']), text, paris)).toBe(stored);
});

test('what is wrong is told without the value', () => {
  const read = readValues([{ name: 'it', value: 'secret' }], [column('number')], paris);

  expect(read).toEqual({ wrong: { name: 'it', message: 'The value for “it” is no number.' } });
});

test('a search holds stored values; the terms that nothing can have are left out or stop it', () => {
  const columns = [column('number'), { name: 'other', type: 'text' as const }];
  const given = [
    { name: 'it', value: '1,50' },
    { name: 'other', value: '' },
  ];

  expect(readSearch('any', given, columns, paris)).toEqual({
    confirm: 'any',
    terms: [{ name: 'it', value: '1.5' }],
  });
  expect(readSearch('all', given, columns, paris)).toBeUndefined();
  expect(readSearch('any', given.slice(1), columns, paris)).toBeUndefined();
});

test('a case’s own title and status are no fields of its type', () => {
  const fields = [{ name: 'item' }, { name: 'Title' }, { name: 'status' }];
  const { error } = CaseTypeDefinition.safeParse({ fields });

  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'fields.1.name',
    'fields.2.name',
  ]);
});
