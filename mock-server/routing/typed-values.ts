import { Temporal } from 'temporal-polyfill';
import type { Locale } from './action-context.ts';

/** The types that a value can be held to. */
export const valueTypes = ['text', 'number', 'date', 'boolean'] as const;
export type ValueType = (typeof valueTypes)[number];

/** The value in its stored form, or undefined when it is not of the type. */
export function readTypedValue(
  type: ValueType,
  text: string,
  locale: Locale,
): string | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return readNumber(text, locale);
    case 'date':
      return readDate(text, locale);
    case 'boolean':
      return /^(true|false)$/i.test(text.trim()) ? text.trim().toLowerCase() : undefined;
  }
}

/** A number as a person writes it, stored with a decimal point. The comma counts where the locale uses it. */
export function readNumber(text: string, locale: Locale): string | undefined {
  const trimmed = text.trim();
  const plain = decimalComma(locale) ? trimmed.replace(',', '.') : trimmed;
  return /^[+-]?\d{1,40}(\.\d{1,40})?$/.test(plain) ? plain.replace(/^\+/, '') : undefined;
}

/** A date checked field by field, stored as 2026-11-20. Day first, except in the United States. */
export function readDate(text: string, locale: Locale): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (iso) return plainDate(iso[1], iso[2], iso[3]);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!local) return undefined;
  const [, first, second, year] = local;
  return locale.region === 'US'
    ? plainDate(year, first, second)
    : plainDate(year, second, first);
}

function plainDate(year?: string, month?: string, day?: string): string | undefined {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined; // no such day: 2026-02-30
  }
}

/** An instant or a date as a moment in the organisation's zone; undefined when the text is neither. */
export function readMoment(text: string, locale: Locale): Temporal.ZonedDateTime | undefined {
  const trimmed = text.trim();
  const date = readDate(trimmed, locale);
  if (date) return Temporal.PlainDate.from(date).toZonedDateTime(locale.timeZone);
  const shape =
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      trimmed,
    );
  if (!shape) return undefined;
  try {
    return shape[3]
      ? Temporal.Instant.from(trimmed).toZonedDateTimeISO(locale.timeZone)
      : Temporal.PlainDateTime.from(trimmed, { overflow: 'reject' }).toZonedDateTime(
          locale.timeZone,
        );
  } catch {
    return undefined; // the shape of a moment, but no such day or hour
  }
}

const decimalCommas = new Map<string, boolean>();

function decimalComma({ language, region }: Locale): boolean {
  const tag = `${language}-${region}`;
  let known = decimalCommas.get(tag);
  if (known === undefined) {
    known = new Intl.NumberFormat(tag).formatToParts(1.5).some((part) => part.value === ',');
    decimalCommas.set(tag, known);
  }
  return known;
}
