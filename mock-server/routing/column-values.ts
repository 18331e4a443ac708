import type { Locale } from './action-context.ts';
import { readDate, readMoment, readNumber } from './typed-values.ts';
import { writeMoment } from './date-arithmetic.ts';

/** A column of a database, or a field of a case or card. `values` are what a list proposes. */
export interface TypedColumn {
  name: string;
  type: 'text' | 'number' | 'date' | 'boolean' | 'list';
  values?: readonly string[];
  required?: boolean;
}

/** A value by the name of its column, as a routing gives it. */
export interface NamedValue {
  name: string;
  value: string;
}

/** Values by column in their stored form; null for what is to be empty. */
export type ColumnValues = Readonly<Record<string, string | null>>;

/** A value holds at most so many characters. */
const LONGEST_VALUE = 10_000;

/**
 * The value in its stored form, or undefined when it is not of the column's type: `10,50` in France is 10.5, a date is
 * 2026-11-20, with a time 2026-11-20T11:00:00+01:00 in the organisation's zone. Texts stay as they are.
 */
export function readColumnValue(
  { type, values = [] }: TypedColumn,
  text: string,
  locale: Locale,
): string | undefined {
  switch (type) {
    case 'text':
      return text.length <= LONGEST_VALUE ? text : undefined;
    case 'number':
      return shortest(readNumber(text, locale));
    case 'date':
      return readDate(text, locale) ?? readDateAndTime(text, locale);
    case 'boolean':
      return /^(true|false)$/i.test(text.trim()) ? text.trim().toLowerCase() : undefined;
    case 'list':
      return values.includes(text.trim()) ? text.trim() : undefined;
  }
}

/** One spelling of each number, so that equal numbers are equal texts. */
function shortest(number: string | undefined): string | undefined {
  if (number === undefined) return undefined;
  const [, sign = '', whole = '', fraction = ''] =
    /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(number) ?? [];
  const digits = fraction ? `${whole}.${fraction}` : whole;
  return digits === '0' ? '0' : sign + digits;
}

function readDateAndTime(text: string, locale: Locale): string | undefined {
  const moment = readMoment(text, locale);
  return moment && writeMoment(moment);
}

/** True for a value that counts as none. */
export function isEmpty(value: string): boolean {
  return value.trim() === '';
}

/** The value that a column has; a column may be called `constructor`. */
export function valueIn(values: ColumnValues, name: string): string | null {
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}

/** The names among these that no column has. */
export function unknownNames(
  named: readonly { name: string }[],
  columns: readonly TypedColumn[],
): string[] {
  const unknown = named.filter(({ name }) => !columns.some((column) => column.name === name));
  return [...new Set(unknown.map(({ name }) => name))];
}

/** A value that cannot be stored, and why. The value itself is not repeated: it may be the customer's. */
export interface WrongValue {
  name: string;
  message: string;
}

/** Values in their stored form, all of them or the first that is wrong. An empty one is null. */
export function readValues(
  given: readonly NamedValue[],
  columns: readonly TypedColumn[],
  locale: Locale,
): { values: ColumnValues } | { wrong: WrongValue } {
  const values: Record<string, string | null> = {};
  for (const { name, value } of given) {
    const column = columns.find((one) => one.name === name);
    if (!column) return { wrong: { name, message: `There is no “${name}”.` } };
    const read = isEmpty(value) ? null : readColumnValue(column, value, locale);
    if (read === undefined) return { wrong: { name, message: sayWrong(column) } };
    values[name] = read;
  }
  return { values };
}

function sayWrong({ name, type }: TypedColumn): string {
  if (type === 'list')
    return `The value for “${name}” is none of those that its list proposes.`;
  if (type === 'text')
    return `The value for “${name}” is longer than ${LONGEST_VALUE} characters.`;
  return `The value for “${name}” is no ${type}.`;
}

/** The first required column that a new row leaves empty. */
export function missingIn(
  values: ColumnValues,
  columns: readonly TypedColumn[],
): WrongValue | undefined {
  return sayMissing(
    columns.find(({ name, required }) => required && valueIn(values, name) === null),
  );
}

/** The first required column that a change makes empty. */
export function clearedBy(
  values: ColumnValues,
  columns: readonly TypedColumn[],
): WrongValue | undefined {
  const cleared = ({ name, required }: TypedColumn) =>
    required && Object.hasOwn(values, name) && values[name] === null;
  return sayMissing(columns.find(cleared));
}

function sayMissing(column: TypedColumn | undefined): WrongValue | undefined {
  return column && { name: column.name, message: `“${column.name}” must have a value.` };
}
