import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decimalsOf,
  isCurrency,
  readAmount,
  sayAmount,
  writeAmount,
} from '../../../mock-server/routing/money.ts';

const france = { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' };
const britain = { timeZone: 'Europe/London', region: 'GB', language: 'en' };

test.each([
  ['19.99', 'EUR', 1999],
  ['0.1', 'EUR', 10],
  ['0.29', 'EUR', 29], // 28.999999999999996 as a number times 100
  ['1.15', 'EUR', 115],
  ['007', 'EUR', 700],
  ['10', 'JPY', 10],
  ['1.005', 'KWD', 1005],
  ['99999999999', 'EUR', 9_999_999_999_900],
  ['99999999999.999', 'KWD', 99_999_999_999_999],
])('%s %s is %i minor units', (text, currency, minor) => {
  expect(readAmount(text, currency, britain)).toBe(minor);
});

test.each([
  ['1.005', 'EUR'],
  ['10.5', 'JPY'],
  ['1.0005', 'KWD'],
  ['1e2', 'EUR'],
  ['0x10', 'EUR'],
  ['', 'EUR'],
  [' ', 'EUR'],
  ['0', 'EUR'],
  ['0.00', 'EUR'],
  ['-1', 'EUR'],
  ['+1', 'EUR'],
  ['٣', 'EUR'],
  ['1,000', 'EUR'],
  ['1 000', 'EUR'],
  ['.5', 'EUR'],
  ['5.', 'EUR'],
  ['100000000000', 'EUR'],
  ['NaN', 'EUR'],
  ['Infinity', 'EUR'],
  ['1', 'XYZ'],
  ['1', 'eur'],
  ['1', ''],
])('“%s” %s is no amount', (text, currency) => {
  expect(readAmount(text, currency, britain)).toBeUndefined();
});

test('the decimal comma counts where people write it', () => {
  expect(readAmount('19,99', 'EUR', france)).toBe(1999);
  expect(readAmount('19.99', 'EUR', france)).toBe(1999);
  expect(readAmount('19,99', 'EUR', britain)).toBeUndefined();
});

test('a field may allow fewer decimals than the currency has, and never more', () => {
  expect(readAmount('1.005', 'KWD', britain, { mostDecimals: 2 })).toBeUndefined();
  expect(readAmount('1.05', 'KWD', britain, { mostDecimals: 2 })).toBe(1050);
  expect(readAmount('1.5', 'JPY', britain, { mostDecimals: 2 })).toBeUndefined();
});

test('decimals are those of ISO 4217, whatever the runtime thinks', () => {
  const codes = ['EUR', 'JPY', 'KWD', 'IQD', 'HUF', 'CLF'];
  expect(codes.map(decimalsOf)).toEqual([2, 0, 3, 3, 2, 4]);
  expect(['EUR', 'JPY', 'KWD', 'eur', 'XYZ', ''].map(isCurrency)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('an amount is written as it was read', () => {
  const currency = fc.constantFrom('EUR', 'JPY', 'KWD');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), currency, (minor, code) => {
      expect(readAmount(writeAmount(minor, code), code, britain)).toBe(minor);
    }),
  );
});

test('a customer reads it in their language', () => {
  expect(sayAmount(1999, 'EUR', 'fr')).toBe('19,99\u00a0€');
  expect(sayAmount(5, 'EUR', 'en')).toBe('€0.05');
  expect(sayAmount(1000, 'JPY', 'en')).toBe('¥1,000');
});
