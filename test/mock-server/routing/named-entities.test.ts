import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  defineAction,
  type ActionDefinition,
} from '../../../mock-server/routing/define-action.ts';
import { entityChoice, magicText } from '../../../mock-server/routing/fields.ts';
import { resolverOf } from '../../../mock-server/routing/magic.ts';
import { finderOf } from '../../../mock-server/routing/marked-fields.ts';
import { namedEntities } from '../../../mock-server/routing/named-entities.ts';
import { treeOf } from '../../helpers/run-routing.ts';

const id = '0193b2a0-0000-7000-8000-000000000001';

const distribute = defineAction({
  type: 'distribute',
  title: 'Distribute',
  group: 'distribution',
  flows: ['messaging'],
  summary: 'Names entities in every way that parameters can.',
  parameters: z.strictObject({
    target: z
      .union([
        z.strictObject({ queue: entityChoice('queue', 'Queue') }),
        z.strictObject({ queueGroup: entityChoice('queue-group', 'Group') }).readonly(),
      ])
      .optional(),
    rows: z
      .array(z.strictObject({ table: entityChoice('value-table', 'Table').nullable() }))
      .default([]),
    byName: z.record(z.string(), entityChoice('calendar', 'Calendar')).optional(),
  }),
  branches: { ok: 'OK' },
  run: () => 'ok',
});

// the catalogue forgets each action's own parameters
const catalogue = new Map([['distribute', distribute as unknown as ActionDefinition]]);

function named(parameters: Record<string, unknown>) {
  const tree = treeOf({ it: { type: 'distribute', parameters } });
  return namedEntities(tree, catalogue).map(({ path, entity, choice }) => [
    path.join('.'),
    entity,
    choice,
  ]);
}

test('an entity is found in either form of a union', () => {
  expect(named({ target: { queue: { id: id.toUpperCase() } } })).toEqual([
    ['target.queue', 'queue', { id }],
  ]);
  expect(named({ target: { queueGroup: { reference: ' ALL ' } } })).toEqual([
    ['target.queueGroup', 'queue-group', { reference: 'ALL' }],
  ]);
});

test('entities are found in lists and in records, each by its path', () => {
  const rows = [{ table: null }, { table: { id } }];
  expect(named({ rows, byName: { open: { reference: 'HOURS' } } })).toEqual([
    ['rows.1.table', 'value-table', { id }],
    ['byName.open', 'calendar', { reference: 'HOURS' }],
  ]);
});

test('a reference that holds a variable is left out, and so is what nobody can read', () => {
  expect(named({ target: { queue: { reference: '{{a.b}}' } } })).toEqual([]);
  expect(named({ target: { queue: 'ORDERS' }, rows: 'none', byName: null })).toEqual([]);
  expect(named({ target: { toString: { id } } })).toEqual([]);
});

test('a schema without marks has no finder', () => {
  expect(finderOf(z.strictObject({ a: z.array(z.string()) }), 'entity')).toBeUndefined();
});

test('magic fields in a record are resolved too, whatever their names', () => {
  const schema = z.strictObject({ values: z.record(z.string(), magicText('Value')) });
  const parsed = schema.parse({ values: { first: '{{a.b}}', toString: 'x{{a.b}}' } });

  expect(resolverOf(schema)?.(parsed, (text) => text.replace('{{a.b}}', '1'))).toEqual({
    values: { first: '1', toString: 'x1' },
  });
});
