import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let engine: EngineRun;
let table: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  table = await engine.addEntity('value-table', 'SHOPS');
  await addKeys(table, {
    Paris: 'north',
    PARIS: 'capital',
    lyon: 'south',
    ÉVRY: 'suburb',
    blank: '',
  });
});
afterAll(() => engine.stop());

async function addKeys(table_id: string, rows: Record<string, string>): Promise<void> {
  const organisation_id = engine.organisationId;
  const values = Object.entries(rows).map(([key, value]) => ({
    organisation_id,
    table_id,
    key,
    folded: key.toLowerCase(),
    value,
  }));
  await engine.db.insertInto('value_table_rows').values(values).execute();
}

const look = (key: string, choice: object = { id: table }) =>
  engine.runAction(
    'values-table',
    { table: choice, key, target: 'shop.region' },
    { variables: { shop: { region: 'before', town: 'Lyon', table: 'SHOPS' } } },
  );

test.each([
  ['a key', 'lyon', 'south'],
  ['a key with blanks around it', '  lyon ', 'south'],
  ['a key from a variable, in another case', '{{shop.town}}', 'south'],
  ['a key that differs from another in case only', 'PARIS', 'capital'],
  ['and that other one', 'Paris', 'north'],
  ['a capital with an accent', 'évry', 'suburb'],
  ['a key whose value is empty', 'blank', ''],
])('%s gives its value', async (_, key, value) => {
  const done = await look(key);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.variables['shop.region']).toBe(value);
});

test('a key that is none of them in this case gives one, and always the same', async () => {
  const first = await look('pARis');
  const second = await look('parIS');

  expect(first.branchesOf('it')).toEqual(['ok']);
  expect(second.variables['shop.region']).toBe(first.variables['shop.region']);
});

test.each([
  ['a key that is not there', 'lille'],
  ['a key without its accent', 'evry'],
  ['a variable that is not set', '{{shop.none}}'],
  ['a wildcard', '%'],
])('%s leaves by no-value and leaves the target alone', async (_, key) => {
  const done = await look(key);

  expect(done.branchesOf('it')).toEqual(['no-value']);
  expect(done.reasonOf('it')).not.toBeNull();
  expect(done.variables['shop.region']).toBe('before');
});

test('another table’s key is none of this one’s', async () => {
  const other = await engine.addEntity('value-table', 'OTHER');
  await addKeys(other, { lille: 'elsewhere' });

  expect((await look('lille')).branchesOf('it')).toEqual(['no-value']);
  expect((await look('lille', { id: other })).branchesOf('it')).toEqual(['ok']);
});

test('a table is found by its reference too', async () => {
  const done = await look('lyon', { reference: '{{shop.table}}' });

  expect(done.branchesOf('it')).toEqual(['ok']);
});

test.each([
  ['a reference that there is not', { reference: 'NONE' }, /“NONE”/],
  ['a table that was deleted', { id: '0193b2a0-0000-7000-8000-00000000dead' }, /deleted/],
])('%s leaves by reference-not-found', async (_, choice, reason) => {
  const done = await look('lyon', choice);

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(done.variables['shop.region']).toBe('before');
});

test('refuses a target that is no variable, and no table', () => {
  expect(wrongParameters('values-table', { key: 'x', target: 'region' })).toEqual([
    'table',
    'target',
  ]);
});
