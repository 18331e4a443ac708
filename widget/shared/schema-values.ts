import { isObject, memberOf, shapeOf } from './schema-shape.ts';
import type { JsonSchema, Path, Shape } from './schema-types.ts';

/**
 * The value with everything that the schema has a default for, or that has no other start: an object its fields, a list
 * its fewest rows. What is there stays as it is, also where it is wrong.
 */
export function filled(schema: JsonSchema, value: unknown, root = schema): unknown {
  const shape = shapeOf(schema, root);
  if (value === undefined && 'default' in shape.schema)
    return shape.schema.default === undefined
      ? undefined
      : fillIn(shape, shape.schema.default, root);
  return value === undefined ? startOf(shape, root) : fillIn(shape, value, root);
}

/** A new value where something must be, with nothing chosen yet. */
function startOf(shape: Shape, root: JsonSchema): unknown {
  if (shape.isNullable) return null;
  switch (shape.is) {
    case 'constant':
      return shape.value;
    case 'text':
      return '';
    case 'boolean':
      return false;
    case 'object':
    case 'record':
      return fillIn(shape, {}, root);
    case 'list':
      return Array.from({ length: shape.schema.minItems ?? 0 }, () =>
        filled(shape.item, undefined, root),
      ).map((row) => row ?? null);
    default:
      return undefined;
  }
}

function fillIn(shape: Shape, value: unknown, root: JsonSchema): unknown {
  switch (shape.is) {
    case 'object':
      return isObject(value) ? fillObject(shape.schema, value, root) : value;
    case 'list':
      return Array.isArray(value) ? value.map((row) => filled(shape.item, row, root)) : value;
    case 'record':
      return isObject(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, one]) => [key, filled(shape.item, one, root)]),
          )
        : value;
    case 'union': {
      const member = shape.members[memberOf(shape.members, value)];
      return member ? filled(member, value, root) : value;
    }
    default:
      return value;
  }
}

function fillObject(
  { properties = {}, required = [] }: JsonSchema,
  value: Record<string, unknown>,
  root: JsonSchema,
): Record<string, unknown> {
  const all = { ...value };
  for (const [key, schema] of Object.entries(properties)) {
    const isMissing = all[key] === undefined;
    if (isMissing && !required.includes(key) && !('default' in shapeOf(schema, root).schema))
      continue;
    const one = filled(schema, all[key], root);
    if (one === undefined) delete all[key];
    else all[key] = one;
  }
  return all;
}

/** The member of a union anew, with what the other one had under the same names. */
export function switched(member: JsonSchema, former: unknown, root: JsonSchema): unknown {
  const { properties } = shapeOf(member, root).schema;
  if (!properties || !isObject(former)) return filled(member, undefined, root);
  const kept = Object.entries(former).filter(
    ([key]) => properties[key] && !('const' in properties[key]),
  );
  const constants = Object.entries(properties).flatMap(([key, schema]) =>
    'const' in schema ? [[key, schema.const]] : [],
  );
  return filled(member, Object.fromEntries([...constants, ...kept]), root);
}

/** What stands at a place; undefined where there is nothing. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (within, key) =>
      Array.isArray(within)
        ? (within as unknown[])[Number(key)]
        : isObject(within)
          ? within[key]
          : undefined,
    value,
  );

/** The same value but for one place; `undefined` takes away what is there. Nothing that was given is changed. */
export function withAt(value: unknown, path: Path, next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (typeof key === 'number') {
    const rows = Array.isArray(value) ? [...(value as unknown[])] : [];
    const one = withAt(rows[key], rest, next);
    rows[key] = one === undefined ? null : one; // a list has no holes
    return rows;
  }
  const { [key]: former, ...others } = isObject(value) ? value : {};
  const one = withAt(former, rest, next);
  if (one === undefined) return others;
  return isObject(value) && key in value ? { ...value, [key]: one } : { ...others, [key]: one };
}
