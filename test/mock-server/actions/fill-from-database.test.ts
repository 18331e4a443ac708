import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';
import { addRows } from '../../helpers/stored-rows.ts';

let engine: EngineRun;
let orders: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  orders = await engine.addEntity('database', 'ORDERS', {
    columns: [
      { name: 'number' },
      { name: 'phone' },
      { name: 'amount', type: 'number' },
      { name: 'day', type: 'date' },
      { name: 'paid', type: 'boolean' },
      { name: 'state', type: 'list', values: ['open', 'sent'] },
    ],
  });
  await addRows(engine, orders, [
    { number: 'A-2', phone: '0612', amount: '10.5', state: 'sent', paid: 'false' },
    { number: 'A-1', amount: '10.5', state: 'open', day: '2026-11-20' },
    { number: 'A-3', phone: '0613', amount: '7', state: 'open', paid: 'true' },
    { number: 'a-1', amount: '-0.25', day: '2026-11-20T09:30:00+01:00' },
  ]);
});
afterAll(() => engine.stop());

const fill = (assertions: object[], more: object = {}) =>
  engine.runAction(
    'fill-from-database',
    {
      database: { id: orders },
      confirm: 'all',
      assertions,
      results: [
        { name: 'number', target: 'order.number' },
        { name: 'phone', target: 'order.phone' },
      ],
      ...more,
    },
    { variables: { order: { number: 'before', phone: 'before', wanted: 'A-3' } } },
  );

/** The number of the order that is found. */
async function numberOf(confirm: 'all' | 'any', pairs: [string, string][]) {
  const done = await fill(
    pairs.map(([name, value]) => ({ name, value })),
    { confirm },
  );
  expect(engine.faults).toEqual([]);
  return done.branchesOf('it')[0] === 'ok' ? done.variables['order.number'] : 'none';
}

test('the row’s values go into the variables', async () => {
  const done = await fill([{ name: 'number', value: '{{order.wanted}}' }]);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.variables).toMatchObject({ 'order.number': 'A-3', 'order.phone': '0613' });
});

test('an empty column clears its target', async () => {
  const done = await fill([{ name: 'number', value: 'A-1' }]);

  expect(done.variables['order.number']).toBe('A-1');
  expect(done.variables).not.toHaveProperty('order.phone');
});

test('of several rows, it is the first that was inserted', async () => {
  expect(await numberOf('all', [['amount', '10.5']])).toBe('A-2');
});

test.each([
  ['a decimal comma', 'amount', '10,50', 'A-2'],
  ['zeros before and behind', 'amount', '007.00', 'A-3'],
  ['a negative number', 'amount', '-0,250', 'a-1'],
  ['a date with the day first', 'day', '20/11/2026', 'A-1'],
  ['a moment in another zone', 'day', '2026-11-20T08:30:00Z', 'a-1'],
  ['true in capitals', 'paid', 'TRUE', 'A-3'],
  ['a value of a list', 'state', 'open', 'A-1'],
  ['text in its own case', 'number', 'a-1', 'a-1'],
])('%s finds what is stored', async (_, name, value, number) => {
  expect(await numberOf('all', [[name, value]])).toBe(number);
});

test.each([
  ['a hexadecimal number', 'amount', '0x7'],
  ['no number', 'amount', 'seven'],
  ['a day that there is not', 'day', '2026-02-30'],
  ['a value that the list does not propose', 'state', 'lost'],
  ['a part of a text', 'number', 'A'],
  ['a wildcard', 'number', '%'],
  ['a phone without its zero', 'phone', '612'],
])('%s finds nothing', async (_, name, value) => {
  expect(await numberOf('all', [[name, value]])).toBe('none');
  expect(await numberOf('any', [[name, value]])).toBe('none');
});

test('all assertions, or one of them', async () => {
  const both: [string, string][] = [
    ['state', 'open'],
    ['amount', '7'],
  ];
  expect(await numberOf('all', both)).toBe('A-3');
  expect(await numberOf('any', both)).toBe('A-1');
});

test('one column asserted twice: both under “all”, either under “any”', async () => {
  const twice: [string, string][] = [
    ['number', 'A-3'],
    ['number', 'A-1'],
  ];
  expect(await numberOf('all', twice)).toBe('none');
  expect(await numberOf('any', twice)).toBe('A-1');
});

test('an empty value never finds an empty field', async () => {
  const empty: [string, string] = ['phone', '{{nobody.phone}}'];

  expect(await numberOf('all', [empty])).toBe('none');
  expect(await numberOf('any', [empty])).toBe('none');
  expect(await numberOf('all', [['number', 'A-1'], empty])).toBe('none');
  expect(await numberOf('any', [['number', 'A-3'], empty])).toBe('A-3');
  expect(await numberOf('any', [['phone', '   '], empty])).toBe('none');
});

test('nothing found leaves the targets alone', async () => {
  const done = await fill([{ name: 'number', value: 'B-1' }]);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.variables).toMatchObject({ 'order.number': 'before', 'order.phone': 'before' });
});

test.each([
  [
    'a deleted database',
    { database: { id: '0193b2a0-0000-7000-8000-00000000dead' } },
    /deleted/,
  ],
  ['a column that there is not', { results: [{ name: 'gone', target: 'a.b' }] }, /“gone”/],
])('%s leaves by not-found', async (_, more, reason) => {
  const done = await fill([{ name: 'number', value: 'A-1' }], more);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).toMatch(reason);
});

test('a column may have a name that every object has', async () => {
  const odd = await engine.addEntity('database', 'ODD', {
    columns: [{ name: 'code' }, { name: 'constructor' }],
  });
  await addRows(engine, odd, [{ code: 'A' }, { code: 'B', constructor: 'Ada' }]);
  const results = [{ name: 'constructor', target: 'order.maker' }];
  const look = (value: string) =>
    fill([{ name: 'code', value }], { database: { id: odd }, results });

  expect((await look('A')).variables).not.toHaveProperty(['order.maker']);
  expect((await look('B')).variables['order.maker']).toBe('Ada');
});

test('another database’s rows are not found, though their columns have the same names', async () => {
  const other = await engine.addEntity('database', 'OTHER', { columns: [{ name: 'number' }] });
  await addRows(engine, other, [{ number: 'B-9' }]);

  expect(await numberOf('all', [['number', 'B-9']])).toBe('none');
});

test('refuses no assertion, no result, and a variable without a field', () => {
  const parameters = {
    database: { id: orders },
    confirm: 'some',
    assertions: [],
    results: [{ name: 'no column', target: 'order' }],
  };
  expect(wrongParameters('fill-from-database', parameters)).toEqual([
    'confirm',
    'assertions',
    'results.0.name',
    'results.0.target',
  ]);
});
