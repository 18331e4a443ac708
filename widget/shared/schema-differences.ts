import { msg } from '@lit/localize';
import { placeWords } from './schema-places.ts';
import { isObject } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';
import { valueWords } from './schema-words.ts';
import type { ConflictLine } from './settings-conflict.ts';

/** So many places are shown; who changed more looks at the whole. */
const MOST = 12;
/** So much of a text is shown. */
const LONGEST = 120;

/** Where two values of a schema differ, each place in words. */
export function schemaDifferences(
  schema: JsonSchema,
  theirs: unknown,
  mine: unknown,
): ConflictLine[] {
  const lines: ConflictLine[] = [];
  compare('', theirs, mine);
  return lines.slice(0, MOST);

  function compare(path: string, one: unknown, other: unknown): void {
    if (JSON.stringify(one) === JSON.stringify(other)) return;
    const keys = keysOf(one, other);
    if (keys) {
      for (const key of keys)
        compare(path ? `${path}.${key}` : key, at(one, key), at(other, key));
      return;
    }
    lines.push({ label: placeWords(schema, path), theirs: said(one), mine: said(other) });
  }
}

/** Of two objects, or two lists; undefined for whatever else is compared as a whole. */
function keysOf(one: unknown, other: unknown): string[] | undefined {
  const areBoth = [one, other].every(isObject) || [one, other].every(Array.isArray);
  if (!areBoth) return undefined;
  return [...new Set([...Object.keys(one as object), ...Object.keys(other as object)])];
}

const at = (value: unknown, key: string): unknown => (value as Record<string, unknown>)[key];

function said(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? msg('Yes') : msg('No');
  const text =
    typeof value === 'string'
      ? value
      : isScalar(value)
        ? valueWords(value)
        : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const isScalar = (value: unknown): boolean => typeof value !== 'object';
