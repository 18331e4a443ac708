import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityDefinitions } from '../../api-client/contract/entities/index.ts';
import { faultsOf } from '../../widget/shared/schema-faults.ts';
import type { JsonSchema, Path } from '../../widget/shared/schema-types.ts';
import { filled, switched, withAt } from '../../widget/shared/schema-values.ts';
import { formSchemas } from '../helpers/form-schemas.ts';
import { sampleOf, type FormSchema } from '../helpers/sample-parameters.ts';

describe.each(formSchemas)('%s', (_, schema) => {
  test.each([0, 1, 2, 3])('leaves a whole value as it is (%d)', (option) => {
    const sample = frozen(sampleOf(schema as FormSchema, option));
    expect(filled(schema, sample)).toEqual(sample);
    expect(faultsOf(schema, sample)).toEqual([]);
  });

  test('begins a new one as JSON, and says of it only what is not filled in', () => {
    const begun = filled(schema, undefined);
    expect(overJson(begun)).toEqual(begun);
    expect(filled(schema, begun)).toEqual(begun);
    for (const { message } of faultsOf(schema, begun))
      expect(message).toMatch(/^(Fill this in|Choose one|Add)/);
  });

  test('stays JSON whatever is put where, and what was given stays as it was', () => {
    const sample = frozen(sampleOf(schema as FormSchema, 0));
    const places = pathsOf(sample);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        const edited = filled(schema, withAt(sample, path, value));
        expect(overJson(edited)).toEqual(overJson(JSON.parse(JSON.stringify(edited))));
        faultsOf(schema, edited);
        if (path.length > 0)
          expect(withAt(withAt(sample, path, value), path, at(sample, path))).toEqual(sample);
      }),
      { numRuns: 60 },
    );
  });
});

test('what an entity begins with is taken where nothing must be filled in', () => {
  for (const kind of [
    'queue',
    'calendar',
    'value-table',
    'task-category',
    'qualification',
  ] as const) {
    const [, schema] = formSchemas.find(([name]) => name === `entity ${kind}`)!; // of the list
    expect(entityDefinitions[kind].safeParse(filled(schema, {})).success).toBe(true);
  }
});

test('another kind of a union keeps what both have', () => {
  const add: JsonSchema = {
    type: 'object',
    properties: { kind: { const: 'add' }, days: { type: 'integer' } },
  };
  const former = { kind: 'subtract', days: 3, hours: 2 };
  expect(switched(add, former, add)).toEqual({ kind: 'add', days: 3 });
});

test('a schema names others, and itself', () => {
  const tree: JsonSchema = {
    $defs: { name: { type: 'string', default: 'leaf' } },
    type: 'object',
    properties: {
      name: { $ref: '#/$defs/name' },
      below: { type: 'array', items: { $ref: '#' } },
    },
    required: ['below'],
  };
  expect(filled(tree, { below: [{}] })).toEqual({
    name: 'leaf',
    below: [{ name: 'leaf', below: [] }],
  });
});

test.each<[JsonSchema, unknown, string]>([
  [{ type: 'string', minLength: 1 }, '  ', 'Fill this in.'],
  [{ type: 'string', maxLength: 3 }, 'four', 'At most 3 characters; these are 4.'],
  [{ type: 'integer' }, '1x', 'Write a number.'],
  [{ type: 'integer' }, 1.5, 'Write a whole number.'],
  [{ type: 'integer', minimum: 5, maximum: 9 }, 4, 'From 5 to 9.'],
  [{ enum: ['a'] }, undefined, 'Choose one.'],
  [{ type: 'array', items: {}, minItems: 1 }, [], 'Add one at least.'],
  [{ type: 'array', items: {}, maxItems: 1 }, [1, 2], 'At most 1; these are 2.'],
])('%j is not %j', (schema, value, message) => {
  expect(faultsOf(schema, value)).toEqual([{ path: '', message }]);
});

const overJson = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) =>
          pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [path, ...below];
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((one, key) => (one as Record<string | number, unknown>)[key], value);
