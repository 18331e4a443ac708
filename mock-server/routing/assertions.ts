import { z } from 'zod';
import type { Locale } from './action-context.ts';
import {
  isEmpty,
  readColumnValue,
  type NamedValue,
  type TypedColumn,
} from './column-values.ts';
import { magicText } from './fields.ts';

/** The most assertions of one search, and the most fields of one row. */
const MOST = 50;

/** What is looked for: rows that have all of these values, or at least one. Values are in their stored form. */
export interface Search {
  confirm: 'all' | 'any';
  terms: readonly NamedValue[];
}

/** Whether all assertions must hold, or one is enough. */
export function confirmChoice(title: string) {
  return z.enum(['all', 'any']).meta({ title });
}

/** The name of a column or field, as its entity has it. */
export function columnName(title: string) {
  return z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'Choose one that there is.')
    .meta({ title });
}

/** Search assertions: at least one. */
export function assertionList(nameTitle: string) {
  return z
    .array(namedValue(nameTitle, 'Value'))
    .min(1, 'Make at least one assertion.')
    .max(MOST)
    .meta({ title: 'Search assertions' });
}

/** Values to be written: at least one, each column once. */
export function valueList(title: string, nameTitle: string, valueTitle = 'Value') {
  return z
    .array(namedValue(nameTitle, valueTitle))
    .min(1, 'Name at least one.')
    .max(MOST)
    .superRefine((entries, context) => {
      entries.forEach(({ name }, index) => {
        if (entries.findIndex((other) => other.name === name) < index) {
          const message = `“${name}” is there already.`;
          context.addIssue({ code: 'custom', path: [index, 'name'], message });
        }
      });
    })
    .meta({ title });
}

function namedValue(nameTitle: string, valueTitle: string) {
  return z.strictObject({
    name: columnName(nameTitle),
    value: magicText(valueTitle, { min: 0, max: 10_000 }).default(''),
  });
}

/**
 * What to look for, or undefined when nothing can be found. An assertion that is empty, or whose value cannot be of the
 * column's type, fails under “all” and is skipped under “any”: it never finds an empty field.
 */
export function readSearch(
  confirm: Search['confirm'],
  assertions: readonly NamedValue[],
  columns: readonly TypedColumn[],
  locale: Locale,
): Search | undefined {
  const terms = assertions.flatMap(({ name, value }) => {
    const column = columns.find((one) => one.name === name);
    const read = column && !isEmpty(value) ? readColumnValue(column, value, locale) : undefined;
    return read === undefined ? [] : [{ name, value: read }];
  });
  const failed = confirm === 'all' && terms.length < assertions.length;
  return failed || terms.length === 0 ? undefined : { confirm, terms };
}
