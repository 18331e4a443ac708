import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';
import { addRows, rowsOf } from '../../helpers/stored-rows.ts';

const columns = [
  { name: 'code', required: true, unique: true },
  { name: 'badge', unique: true },
  { name: 'amount', type: 'number' },
  { name: 'state', type: 'list', values: ['open', 'sent'] },
  { name: 'day', type: 'date' },
];

let engine: EngineRun;
let count = 0;
let database: string;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  database = await engine.addEntity('database', `STOCK-${++count}`, { columns });
});

const parametersOf = (values: Record<string, string>) => ({
  database: { id: database },
  fields: Object.entries(values).map(([name, value]) => ({ name, value })),
});
const save = (values: Record<string, string>, variables: Record<string, string> = {}) =>
  engine.runAction('save-to-database', parametersOf(values), { variables });

test('a row is added, its values in their stored form', async () => {
  const done = await save(
    { code: '{{item.code}}', amount: '10,50', state: ' sent ', day: '1/2/2026', badge: '' },
    { 'item.code': 'A {{item.code}}' },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await rowsOf(engine, database)).toEqual([
    { code: 'A {{item.code}}', amount: '10.5', state: 'sent', day: '2026-02-01' },
  ]);
});

test.each([
  ['a missing required field', { amount: '1' }, /“code” must have a value/],
  ['a required field whose variable is not set', { code: '{{no.body}}' }, /“code” must have/],
  ['a value that the list does not propose', { code: 'A', state: 'lost' }, /“state”.*list/],
  ['no number', { code: 'A', amount: '1e3' }, /“amount” is no number/],
  ['a day that there is not', { code: 'A', day: '2026-02-30' }, /“day” is no date/],
  ['a column that there is not', { code: 'A', colour: 'red' }, /“colour”/],
  ['a value that is too long', { code: 'A', badge: '{{long.text}}'.repeat(2) }, /10000/],
])('%s leaves by not-ok and writes nothing', async (_, values, reason) => {
  const done = await save(values, { 'long.text': 'x'.repeat(6000) });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await rowsOf(engine, database)).toEqual([]);
});

test('a value that only one row may have is refused the second time', async () => {
  await save({ code: 'A', badge: '7' });
  const twin = await save({ code: 'B', badge: '7' });
  const again = await save({ code: 'B' });

  expect(twin.branchesOf('it')).toEqual(['not-ok']);
  expect(twin.reasonOf('it')).toMatch(/“badge”/);
  expect(again.branchesOf('it')).toEqual(['ok']); // the refused row took nothing, not even its code
  expect(await rowsOf(engine, database)).toEqual([{ code: 'A', badge: '7' }, { code: 'B' }]);
});

test('unique values are compared exactly, whatever their length; empty ones are not compared', async () => {
  await save({ code: 'A' });
  expect((await save({ code: 'a' })).branchesOf('it')).toEqual(['ok']);

  const long = { 'long.text': 'x'.repeat(9000) };
  expect((await save({ code: '{{long.text}}1' }, long)).branchesOf('it')).toEqual(['ok']);
  expect((await save({ code: '{{long.text}}2' }, long)).branchesOf('it')).toEqual(['ok']);
  expect((await save({ code: '{{long.text}}1' }, long)).branchesOf('it')).toEqual(['not-ok']);
});

test('a column that became unique later counts the rows that were there', async () => {
  await addRows(engine, database, [{ code: 'A' }]); // written while no column was unique

  expect((await save({ code: 'A' })).branchesOf('it')).toEqual(['not-ok']);
});

test('a refused row does not undo the rest of the step', async () => {
  await save({ code: 'A' });
  const tree = treeOf({
    twin: {
      type: 'save-to-database',
      parameters: parametersOf({ code: 'A' }),
      branches: { 'not-ok': 'other' },
    },
    other: {
      type: 'save-to-database',
      parameters: parametersOf({ code: 'B' }),
      branches: { ok: 'hello' },
    },
    hello: { type: 'simple-message', parameters: { message: 'Saved.' } },
  });

  const done = await engine.run(tree);

  expect(done.sent).toEqual(['Saved.']);
  expect(await rowsOf(engine, database)).toEqual([{ code: 'A' }, { code: 'B' }]);
});

test('of many at the same moment, one gets the unique value', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => save({ code: 'A' })));

  const branches = all.map((done) => done.branchesOf('it')[0]).sort();
  expect(branches).toEqual([...Array<string>(7).fill('not-ok'), 'ok']);
  expect(await rowsOf(engine, database)).toEqual([{ code: 'A' }]);
  expect(engine.faults).toEqual([]);
});

test('a database that was deleted leaves by not-ok; its rows are gone', async () => {
  await save({ code: 'A' });
  await engine.db.deleteFrom('entities').where('id', '=', database).execute();

  const done = await save({ code: 'B' });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toMatch(/deleted/);
  expect(await rowsOf(engine, database)).toEqual([]);
});

test('refuses no field, and a field that is there twice', () => {
  const twice = [
    { name: 'code', value: '1' },
    { name: 'code', value: '2' },
  ];
  expect(wrongParameters('save-to-database', { fields: [] })).toEqual(['database', 'fields']);
  expect(
    wrongParameters('save-to-database', { database: { id: database }, fields: twice }),
  ).toEqual(['fields.1.name']);
});
