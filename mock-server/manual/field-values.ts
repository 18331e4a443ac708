import { invalidField } from '../refusal.ts';
import type { Locale } from '../routing/action-context.ts';
import {
  missingIn,
  readValues,
  type ColumnValues,
  type NamedValue,
  type TypedColumn,
  type WrongValue,
} from '../routing/column-values.ts';

/** Values of a form by the names of their fields, as a list. */
export function named(values: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** The values in their stored form. Refuses what is no value of its field, with the field's path. */
export function readFormValues(
  values: Readonly<Record<string, string>>,
  fields: readonly TypedColumn[],
  locale: Locale,
): ColumnValues {
  const read = readValues(named(values), fields, locale);
  if ('wrong' in read) throw wrongValue(read.wrong);
  const missing = missingIn(read.values, fields);
  if (missing) throw wrongValue(missing);
  return read.values;
}

export function wrongValue({ name, message }: WrongValue): Error {
  return invalidField(`values.${name}`, message);
}
