import type { Locale } from './action-context.ts';
import { readNumber } from './typed-values.ts';

/** Decimals of the currencies that have not two, by ISO 4217. What browsers and Node know differs from it. */
const otherDecimals: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
]);

const known = new Set(Intl.supportedValuesOf('currency'));

/** The largest amount, in whole units: in minor units it is still an exact number. */
const MOST_DIGITS = 11;

/** True for a code of ISO 4217, in capital letters. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && known.has(code);
}

/** How many decimals an amount of the currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  return otherDecimals[currency] ?? 2;
}

/**
 * An amount as people write it, in whole minor units: `19,99` EUR in France is 1999. Undefined for what is no amount,
 * is not above 0, or has more decimals than the currency, or than `mostDecimals`. Nothing is ever rounded.
 */
export function readAmount(
  text: string,
  currency: string,
  locale: Locale,
  { mostDecimals = Infinity } = {},
): number | undefined {
  if (!isCurrency(currency) || /^\s*[+-]/.test(text)) return undefined;
  const [whole = '', fraction = ''] = readNumber(text, locale)?.split('.') ?? [];
  const decimals = decimalsOf(currency);
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits === '' || digits.length > MOST_DIGITS) return undefined;
  if (fraction.length > Math.min(decimals, mostDecimals)) return undefined;
  const minor = Number(digits + fraction.padEnd(decimals, '0'));
  return minor > 0 ? minor : undefined;
}

/** Whole minor units as decimal text with all the currency's decimals: 1999 EUR is `19.99`. */
export function writeAmount(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount as a customer reads it: `19,99 €`. */
export function sayAmount(minor: number, currency: string, language: string): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(Number(writeAmount(minor, currency)));
}
