import { itemOf, propertyOf } from './schema-places.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import type { JsonSchema, Path } from './schema-types.ts';
import { valueAt, withAt } from './schema-values.ts';

/** What a field was before it was taken away, by its place; it is there again when its condition holds again. */
export type Former = Pick<Map<string, unknown>, 'get' | 'set'>;

/** Whether a field has a place among the others. What is in it is shown all the same: it is to be seen that it is there. */
export function hasPlace({ shownFor }: JsonSchema, own: unknown, others: object): boolean {
  return !isEmpty(own) || !shownFor || isMet(shownFor, others);
}

function isMet(shownFor: NonNullable<JsonSchema['shownFor']>, others: object): boolean {
  const values = others as Record<string, unknown>;
  return Object.entries(shownFor).every(([key, wanted]) => wanted.includes(values[key]));
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** The value once a field was changed that others depend on: of those that have no place any more nothing is left. */
export function conformed(
  root: JsonSchema,
  value: unknown,
  path: Path,
  former: Former,
): unknown {
  const key = path.at(-1);
  const around = path.slice(0, -1);
  const { properties = {} } = schemaAt(root, around) ?? {};
  let conforming = value;
  for (const [name, property] of Object.entries(properties)) {
    const { shownFor, default: start } = shapeOf(property, root).schema;
    if (!shownFor || typeof key !== 'string' || !(key in shownFor)) continue;
    const place = [...around, name];
    const kept = `${place.join('.')} kept`;
    const own = valueAt(conforming, place);
    const others = valueAt(conforming, around);
    if (!isObject(others)) continue;
    const isWanted = isMet(shownFor, others);
    if (!isWanted && !isEmpty(own)) {
      former.set(kept, own);
      conforming = withAt(conforming, place, start);
    } else if (isWanted && isEmpty(own))
      conforming = withAt(conforming, place, former.get(kept) ?? own);
  }
  return conforming;
}

function schemaAt(root: JsonSchema, path: Path): JsonSchema | undefined {
  let schema: JsonSchema | undefined = root;
  for (const key of path)
    schema =
      schema &&
      (typeof key === 'number' ? itemOf(schema, root) : propertyOf(schema, key, root));
  return schema && shapeOf(schema, root).schema;
}
