import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { invalidField } from '../refusal.ts';

/** Where a page of a list ends: the last row's sort value and its id. */
export interface Place {
  value: string | null;
  id: string;
}

/** NUL and half characters are in no text that is stored, and so in no cursor of ours. */
const StoredText = z.string().refine((text) => !text.includes('\0') && text.isWellFormed());
const Stored = z.tuple([z.string(), StoredText.nullable(), z.uuid()]);

/** The place as an opaque text, good for the same sort only. */
export function writeCursor(sort: string, { value, id }: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sort, value, id]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The place that a cursor of this sort names. Refuses any other text. */
export function readCursor(sort: string, cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const stored = Stored.safeParse(decode(cursor));
  if (!stored.success || stored.data[0] !== sort)
    throw invalidField(
      'cursor',
      'This cursor is none of this list’s in this order; begin without one.',
    );
  const [, value, id] = stored.data;
  return { value, id };
}

function decode(cursor: string): unknown {
  try {
    const bytes = Uint8Array.from(
      atob(cursor.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // no text that this server gave
  }
}

/** The rows behind the place, where empty values come last both ways and ties go by id upwards. */
export function behind(
  key: RawBuilder<string | null>,
  down: boolean,
  { value, id }: Place,
): RawBuilder<boolean> {
  if (value === null) return sql`(${key} is null and id > ${id}::uuid)`;
  const further = down ? sql`${key} < ${value}` : sql`${key} > ${value}`;
  return sql`(${further} or (${key} = ${value} and id > ${id}::uuid) or ${key} is null)`;
}

/** The order that `behind` follows. */
export function inOrder(key: RawBuilder<string | null>, down: boolean): RawBuilder<unknown> {
  return sql`${key} ${sql.raw(down ? 'desc' : 'asc')} nulls last, id asc`;
}

/** Text for comparing as a reader would, in the database: without accents and case, by code point. */
export function foldedColumn(column: string): RawBuilder<string | null> {
  return sql`lower(regexp_replace(normalize(${sql.ref(column)}, NFD), '[\\u0300-\\u036f]', '', 'g')) collate "C"`;
}

/** A pattern for `like` that finds the text anywhere; its own wildcards count as what they are. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
