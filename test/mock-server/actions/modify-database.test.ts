import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';
import { addRows, rowsOf } from '../../helpers/stored-rows.ts';

const columns = [
  { name: 'code', required: true, unique: true },
  { name: 'note' },
  { name: 'amount', type: 'number' },
  { name: 'state', type: 'list', values: ['free', 'taken'] },
];
const stock = [
  { code: 'A', state: 'free', amount: '1' },
  { code: 'B', state: 'free', note: 'old' },
  { code: 'C', state: 'taken', note: 'old' },
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
  await addRows(engine, database, stock, ['code']);
});

const named = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const modify = (
  where: Record<string, string>,
  set: Record<string, string>,
  more: object = {},
) =>
  engine.runAction('modify-database', {
    database: { id: database },
    which: 'all',
    confirm: 'all',
    assertions: named(where),
    fields: named(set),
    ...more,
  });

test('changes all rows that are found, and no other value of theirs', async () => {
  const done = await modify({ state: 'free' }, { note: 'new', amount: '2,50' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await rowsOf(engine, database)).toEqual([
    { code: 'A', state: 'free', amount: '2.5', note: 'new' },
    { code: 'B', state: 'free', amount: '2.5', note: 'new' },
    stock[2],
  ]);
});

test('or only the first that was inserted', async () => {
  const done = await modify({ state: 'free' }, { note: 'new' }, { which: 'first' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await rowsOf(engine, database)).toEqual([
    { ...stock[0], note: 'new' },
    stock[1],
    stock[2],
  ]);
});

test('an empty value clears', async () => {
  const done = await modify({ note: 'old' }, { note: '{{no.body}}' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await rowsOf(engine, database)).toEqual([
    stock[0],
    { code: 'B', state: 'free' },
    { code: 'C', state: 'taken' },
  ]);
});

test('under “any”, an empty assertion is skipped', async () => {
  const done = await modify(
    { code: 'C', note: '{{no.body}}' },
    { amount: '9' },
    { confirm: 'any' },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await rowsOf(engine, database)).toEqual([
    stock[0],
    stock[1],
    { ...stock[2], amount: '9' },
  ]);
});

test.each([
  ['a column to change', { code: 'A' }, { gone: 'x' }],
  ['a column to look in', { gone: 'x' }, { note: 'x' }],
  ['a column, where no row would be found either', { gone: 'x' }, { amount: 'no number' }],
])('%s that there is not leaves by columns-not-found', async (_, where, set) => {
  const done = await modify(where, set);

  expect(done.branchesOf('it')).toEqual(['columns-not-found']);
  expect(done.reasonOf('it')).toMatch(/“gone”/);
  expect(await rowsOf(engine, database)).toEqual(stock);
});

test.each([
  ['no such row', { code: 'Z' }, { note: 'x' }],
  ['an assertion that is empty', { code: 'A', note: '{{no.body}}' }, { note: 'x' }],
  ['no such row, before the values are looked at', { code: 'Z' }, { amount: 'no number' }],
])('%s leaves by no-value-found', async (_, where, set) => {
  const done = await modify(where, set);

  expect(done.branchesOf('it')).toEqual(['no-value-found']);
  expect(await rowsOf(engine, database)).toEqual(stock);
});

test.each([
  ['the same values', { code: 'A' }, { amount: '1,0', state: 'free' }],
  ['clearing what is empty', { code: 'A' }, { note: '' }],
])('%s leave by no-modification', async (_, where, set) => {
  const done = await modify(where, set);

  expect(done.branchesOf('it')).toEqual(['no-modification']);
  expect(await rowsOf(engine, database)).toEqual(stock);
});

test('where one of the rows differs, it is a modification', async () => {
  const done = await modify({ state: 'free' }, { note: 'old' });

  expect(done.branchesOf('it')).toEqual(['ok']);
});

test.each([
  ['no number', { code: 'A' }, { amount: 'many', note: 'x' }, /“amount”/],
  ['a value that the list does not propose', { code: 'A' }, { state: 'lost' }, /“state”/],
  ['a required column made empty', { code: 'A' }, { code: '' }, /“code” must have/],
  ['a value that another row has', { code: 'A' }, { code: 'B', note: 'x' }, /“code”/],
  ['a unique value for several rows', { state: 'free' }, { code: 'D' }, /“code”/],
])('%s leaves by error, and nothing is changed', async (_, where, set, reason) => {
  const done = await modify(where, set);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await rowsOf(engine, database)).toEqual(stock);
});

test('a unique value that a row gave up is free for another', async () => {
  await modify({ code: 'A' }, { code: 'Z' });
  const done = await modify({ code: 'B' }, { code: 'A' });
  const twin = await modify({ code: 'C' }, { code: 'Z' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(twin.branchesOf('it')).toEqual(['error']);
});

test('after a refusal the unique values are as they were', async () => {
  await modify({ code: 'A' }, { code: 'B' });

  expect((await modify({ code: 'C' }, { code: 'A' })).branchesOf('it')).toEqual(['error']);
});

test('a database that was deleted leaves by error', async () => {
  const gone = { database: { id: '0193b2a0-0000-7000-8000-00000000dead' } };
  const done = await modify({ code: 'A' }, { note: 'x' }, gone);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(/deleted/);
});

test('two at the same moment never take the same free row', async () => {
  const take = () => modify({ state: 'free' }, { state: 'taken' }, { which: 'first' });

  const all = await Promise.all(Array.from({ length: 6 }, take));

  const branches = all.map((done) => done.branchesOf('it')[0]).sort();
  expect(branches).toEqual([...Array<string>(4).fill('no-value-found'), 'ok', 'ok']);
  expect(engine.faults).toEqual([]);
});

test('refuses what is neither the first nor all, and a field that is there twice', () => {
  const fields = [...named({ note: '1' }), ...named({ note: '2' })];
  expect(
    wrongParameters('modify-database', {
      database: { id: database },
      which: 'last',
      assertions: [],
      fields,
    }),
  ).toEqual(['which', 'assertions', 'fields.1.name']);
});
