import type { JsonSchema, Shape } from './schema-types.ts';

/** What a form shows for a schema; `root` is the whole one, whose `$defs` it may name. */
export function shapeOf(given: JsonSchema, root: JsonSchema): Shape {
  const schema = followed(given, root);
  if (schema.entity !== undefined) return { is: 'entity', schema, isNullable: false };
  const options = optionsOf(schema);
  if (options) return shapeOfOptions(schema, options, root);
  if (schema.entityId !== undefined) return { is: 'entity', schema, isNullable: false };
  if ('const' in schema) return constant(schema);
  if (schema.enum)
    return {
      is: 'choice',
      values: schema.enum,
      schema,
      isNullable: schema.enum.includes(null),
    };
  return shapeOfType(schema);
}

function shapeOfType(schema: JsonSchema): Shape {
  const plain = { schema, isNullable: false };
  switch (schema.type) {
    case 'string':
      return { is: 'text', ...plain };
    case 'integer':
    case 'number':
      return { is: 'number', ...plain };
    case 'boolean':
      return { is: 'boolean', ...plain };
    case 'null':
      return { is: 'constant', value: null, ...plain };
    case 'array':
      return {
        is: 'list',
        item: typeof schema.items === 'object' ? schema.items : {},
        ...plain,
      };
    case 'object':
      return typeof schema.additionalProperties === 'object' && !schema.properties
        ? { is: 'record', item: schema.additionalProperties, ...plain }
        : { is: 'object', ...plain };
    default:
      return { is: 'json', ...plain };
  }
}

/** The alternatives, `null` among them where that is allowed; undefined where there is but one. */
function optionsOf({ anyOf, oneOf, type, ...rest }: JsonSchema): JsonSchema[] | undefined {
  if (anyOf ?? oneOf) return anyOf ?? oneOf;
  if (!Array.isArray(type)) return undefined;
  return type.map((one) => (one === 'null' ? { type: one } : { ...rest, type: one }));
}

function shapeOfOptions(
  { anyOf: _anyOf, oneOf: _oneOf, ...outer }: JsonSchema,
  options: readonly JsonSchema[],
  root: JsonSchema,
): Shape {
  const members = options.map((option) => followed(option, root));
  const others = members.filter(({ type }) => type !== 'null');
  const isNullable = others.length < members.length;
  const [first] = others;
  if (!first) return constant({ ...outer, const: null });
  if (others.length === 1) return { ...shapeOf({ ...first, ...outer }, root), isNullable };
  if (others.every((member) => 'const' in member)) {
    const values = others.map((member) => member.const);
    return { is: 'choice', values, schema: outer, isNullable };
  }
  if (others.every(isText)) {
    // One that may be empty, beside one that is written in some way: the field takes both.
    const written = others.find((member) => !('const' in member)) ?? first;
    return { is: 'text', schema: { ...written, ...outer, minLength: 0 }, isNullable };
  }
  return { is: 'union', members: others, schema: outer, isNullable };
}

const isText = ({ type, const: constantly }: JsonSchema): boolean =>
  type === 'string' || typeof constantly === 'string';

const constant = (schema: JsonSchema): Shape => ({
  is: 'constant',
  value: schema.const,
  schema,
  isNullable: false,
});

/** The schema that a `$ref` names, with what stands beside the name. */
function followed(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return schema;
  const target = $ref === '#' ? root : root.$defs?.[$ref.replace('#/$defs/', '')];
  return target ? followed({ ...target, ...beside }, root) : beside;
}

/** The property by whose constant the members of a union are told apart. */
export function discriminatorOf(members: readonly JsonSchema[]): string | undefined {
  const [first] = members;
  return Object.keys(first?.properties ?? {}).find((key) =>
    members.every(({ properties }) => properties?.[key] && 'const' in properties[key]),
  );
}

/** Which member of a union a value is of: its number, or -1. */
export function memberOf(members: readonly JsonSchema[], value: unknown): number {
  const scores = members.map((member) => fit(member, value));
  const best = Math.max(...scores);
  return best < 0 ? -1 : scores.indexOf(best);
}

/** How well a value fits: the higher the better, and less than 0 for not at all. */
function fit(member: JsonSchema, value: unknown): number {
  if ('const' in member) return value === member.const ? 1000 : -1;
  if (member.enum) return member.enum.includes(value) ? 1000 : -1;
  if (!isOfType(value, member.type)) return -1;
  if (!isObject(value)) return 0;
  const { properties = {}, required = [] } = member;
  const isOther = Object.entries(properties).some(
    ([key, field]) => 'const' in field && value[key] !== field.const,
  );
  if (isOther) return -1;
  const known = Object.keys(value).filter((key) => key in properties).length;
  const unknown = Object.keys(value).length - known;
  const missing = required.filter((key) => !(key in value)).length;
  return Math.max(0, 500 + known - 10 * unknown - 10 * missing);
}

function isOfType(value: unknown, type: JsonSchema['type']): boolean {
  if (value === undefined) return false;
  const types = [type ?? []].flat();
  const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return (
    types.length === 0 ||
    types.includes(actual) ||
    (types.includes('integer') && Number.isInteger(value))
  );
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
