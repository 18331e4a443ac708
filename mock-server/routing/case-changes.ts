import type { Locale } from './action-context.ts';
import {
  clearedBy,
  readValues,
  type NamedValue,
  type TypedColumn,
  type WrongValue,
} from './column-values.ts';
import type { Case } from './records/cases.ts';

/** A case's title holds at most so many characters. */
export const LONGEST_TITLE = 500;
/** A case's status holds at most so many characters. */
const LONGEST_STATUS = 100;

/** The case with new values, or the first one that it cannot have. An empty value clears; a case always has a title. */
export function changeCase(
  before: Case,
  given: readonly NamedValue[],
  fields: readonly TypedColumn[],
  locale: Locale,
): { changed: Case } | { wrong: WrongValue } {
  const own = new Map(given.map(({ name, value }) => [name, value.trim()]));
  const title = own.get('title') ?? before.title;
  const status = own.get('status') ?? before.status;
  if (title === '') return wrong('title', 'A case must have a title.');
  if (title.length > LONGEST_TITLE) {
    return wrong('title', `The title is longer than ${LONGEST_TITLE} characters.`);
  }
  if (status.length > LONGEST_STATUS) {
    return wrong('status', `The status is longer than ${LONGEST_STATUS} characters.`);
  }
  const typed = given.filter(({ name }) => name !== 'title' && name !== 'status');
  const read = readValues(typed, fields, locale);
  if ('wrong' in read) return read;
  const missing = clearedBy(read.values, fields);
  if (missing) return { wrong: missing };
  const values = { ...before.fields, ...read.values };
  const filled = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return { changed: { ...before, title, status, fields: Object.fromEntries(filled) } };
}

function wrong(name: string, message: string): { wrong: WrongValue } {
  return { wrong: { name, message } };
}
