import { isObject, memberOf, shapeOf } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';

/** The value with nothing in the place of what its schema marks as a secret. */
export function withoutSecrets(schema: JsonSchema, value: unknown, root = schema): unknown {
  const shape = shapeOf(schema, root);
  if (shape.schema.secret) return null;
  if (shape.is === 'union') {
    const member = shape.members[memberOf(shape.members, value)];
    return member ? withoutSecrets(member, value, root) : value;
  }
  if (shape.is === 'list' && Array.isArray(value))
    return value.map((row) => withoutSecrets(shape.item, row, root));
  if (!isObject(value)) return value;
  const { properties = {} } = shape.schema;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const field = properties[key];
      return [key, field ? withoutSecrets(field, one, root) : one];
    }),
  );
}
