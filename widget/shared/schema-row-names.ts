import { isObject, shapeOf } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';

/**
 * A row that is added to others, with a name of its own where its schema wants one: a copy’s is the former with the next
 * number that is free, a new row’s what the schema begins with.
 */
export function withOwnName(
  item: JsonSchema,
  row: unknown,
  others: readonly unknown[],
  root: JsonSchema,
): unknown {
  const { properties = {} } = shapeOf(item, root).schema;
  if (!isObject(row)) return row;
  const named = Object.entries(properties).flatMap(([key, property]) => {
    const { ownName } = shapeOf(property, root).schema;
    const own = row[key];
    if (ownName === undefined) return [];
    if (typeof own === 'string' && own !== '') return [[key, freeName(own, 2, key, others)]];
    return ownName === '' ? [] : [[key, freeName(ownName, 1, key, others)]];
  });
  return { ...row, ...Object.fromEntries(named) };
}

/** Numbered from `first`, or on from the number that it has. Upper and lower case count as the same. */
function freeName(
  base: string,
  first: number,
  key: string,
  others: readonly unknown[],
): string {
  const taken = new Set(
    others.map((other) => (isObject(other) ? String(other[key]).toLowerCase() : '')),
  );
  const [, stem = base, digits = ''] = /^(.*?)(\d*)$/.exec(base) ?? [];
  for (let number = digits === '' ? first : Number(digits); ; number++) {
    const name = `${stem}${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
