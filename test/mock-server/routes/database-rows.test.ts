import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

const columns = [
  { name: 'code', required: true, unique: true },
  { name: 'amount', type: 'number' },
  { name: 'state', type: 'list', values: ['open', 'sent'] },
];

let maker: Maker;
let organisation: string;
let admin: Caller;
let path: string;
beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  const draft = { name: 'Orders', reference: 'ORDERS', definition: { columns } };
  const made = await admin.post('/entities/databases', draft);
  path = `/entities/databases/${made.body.id}/rows`;
});

const add = (values: Record<string, unknown>) => admin.post(path, { values });
const change = (id: string, values: Record<string, unknown>) =>
  admin.patch(`${path}/${id}`, { values });
async function valuesOf(): Promise<unknown[]> {
  const { body } = await admin.get(path);
  return (body.items as { values: unknown }[]).map(({ values }) => values);
}

test('a row is added with its values in their stored form', async () => {
  const added = await add({ code: 'A', amount: '10,50', state: null });

  expect(added).toMatchObject({
    status: 201,
    body: {
      values: { code: 'A', amount: '10.5' },
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.000Z',
    },
  });
  expect((await admin.get(path)).body.items).toEqual([added.body]);
  expect((await add({ code: 'B', amount: 2.5 })).body.values).toEqual({
    code: 'B',
    amount: '2.5',
  });
});

test('a change leaves what it does not name; an empty value clears', async () => {
  const { body } = await add({ code: 'A', amount: 1, state: 'open' });
  maker.now = new Date('2026-11-20T11:00:00.000Z');

  const changed = await change(body.id as string, { amount: '', state: 'sent' });

  expect(changed).toMatchObject({
    status: 200,
    body: {
      id: body.id as string,
      values: { code: 'A', state: 'sent' },
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T11:00:00.000Z',
    },
  });
  expect(await valuesOf()).toEqual([{ code: 'A', state: 'sent' }]);
});

test('the id of the database may be written in capitals', async () => {
  path = path.replace(/[0-9a-f-]{36}/, (id) => id.toUpperCase());

  expect((await add({ code: 'A' })).body.values).toEqual({ code: 'A' });
  expect((await add({ code: 'A' })).status).toBe(409);
});

test.each([
  ['a missing required value', { amount: 1 }, 'values.code'],
  ['no number', { code: 'A', amount: '0x10' }, 'values.amount'],
  ['a value that the list does not propose', { code: 'A', state: 'lost' }, 'values.state'],
  ['a column that there is not', { code: 'A', colour: 'red' }, 'values.colour'],
  ['a value that is no value', { code: ['A'] }, 'values.code'],
])('%s is refused by its path, and nothing is written', async (_, values, wrong) => {
  const reply = await add(values);

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual([wrong]);
  expect(await valuesOf()).toEqual([]);
});

test('a unique value is refused the second time, in a new row and in a change', async () => {
  await add({ code: 'A' });
  const { body } = await add({ code: 'B' });

  for (const reply of [
    await add({ code: 'A' }),
    await change(body.id as string, { code: 'A' }),
  ]) {
    expectProblem(reply, 409, 'conflict');
    expect(problemPaths(reply)).toEqual(['values.code']);
  }
  expect((await change(body.id as string, { code: 'B' })).status).toBe(200); // its own value
  expect(await valuesOf()).toEqual([{ code: 'A' }, { code: 'B' }]);
});

test('a required value cannot be cleared', async () => {
  const { body } = await add({ code: 'A' });

  expectProblem(await change(body.id as string, { code: null }), 422, 'invalid-input');
  expect(await valuesOf()).toEqual([{ code: 'A' }]);
});

test('a deleted row is gone, and its unique value is free', async () => {
  const { body } = await add({ code: 'A' });

  expect((await admin.delete(`${path}/${body.id}`)).status).toBe(204);
  expectProblem(await admin.delete(`${path}/${body.id}`), 404, 'not-found');
  expectProblem(await change(body.id as string, { amount: 1 }), 404, 'not-found');
  expect((await add({ code: 'A' })).status).toBe(201);
});

test('pages follow in the order of insertion', async () => {
  const codes = Array.from({ length: 12 }, (_, index) => `C-${index}`);
  for (const code of codes) await add({ code });

  const first = await admin.get(`${path}?limit=10`);
  const cursor = encodeURIComponent(first.body.nextCursor as string);
  const second = await admin.get(`${path}?limit=10&cursor=${cursor}`);

  const items = [...first.body.items, ...second.body.items] as { values: { code: string } }[];
  expect(items.map(({ values }) => values.code)).toEqual(codes);
  expect(second.body.nextCursor).toBeNull();
});

test('another organisation, another database, and another right', async () => {
  const { body } = await add({ code: 'A' });
  const stranger = await maker.addUser(await maker.addOrganisation());
  const reader = await maker.addUser(organisation, { entities: ['read'] });
  const draft = { name: 'Other', reference: 'OTHER', definition: { columns } };
  const other = await admin.post('/entities/databases', draft);
  const elsewhere = `/entities/databases/${other.body.id}/rows/${body.id}`;

  for (const call of [
    stranger.get(path),
    stranger.post(path, { values: { code: 'B' } }),
    stranger.patch(`${path}/${body.id}`, { values: { amount: 1 } }),
    stranger.delete(`${path}/${body.id}`),
    admin.patch(elsewhere, { values: { amount: 1 } }),
    admin.delete(elsewhere),
  ]) {
    expectProblem(await call, 404, 'not-found');
  }
  expect((await reader.get(path)).status).toBe(200);
  expectProblem(await reader.post(path, { values: { code: 'B' } }), 403, 'forbidden');
  expectProblem(await reader.delete(`${path}/${body.id}`), 403, 'forbidden');
  expect(await valuesOf()).toEqual([{ code: 'A' }]);
});

const bring = (rows: unknown[], more = {}) => admin.post(`${path}/import`, { rows, ...more });

test('many rows come at once, in their order and in their stored form', async () => {
  await add({ code: 'FIRST' });
  const imported = await bring([
    { code: 'B', amount: '10,50' },
    { code: 'A', state: 'open', amount: null },
  ]);

  expect(imported).toMatchObject({
    status: 200,
    body: { isStored: true, written: 2, faults: [] },
  });
  expect(await valuesOf()).toEqual([
    { code: 'FIRST' },
    { code: 'B', amount: '10.5' },
    { code: 'A', state: 'open' },
  ]);
  expectProblem(await add({ code: 'B' }), 409, 'conflict'); // as if it had come by itself
});

const faulty = [
  { code: 'NEW' },
  { code: 'TAKEN' },
  { amount: '1' },
  { code: 'C', amount: 'much' },
  { code: 'NEW', amount: 2 },
  { code: 'D', colour: 'red' },
];

test('a dry run says of each row what is wrong, and stores nothing', async () => {
  await add({ code: 'TAKEN' });
  const { status, body } = await bring(faulty, { dryRun: true });

  expect(status).toBe(200);
  expect(body).toMatchObject({ isStored: false, written: 0 });
  const told = (body.faults as { row: number; column: string; is: string }[]).map(
    ({ row, column, is }) => [row, column, is],
  );
  expect(told).toEqual([
    [1, 'code', 'taken'],
    [2, 'code', 'missing'],
    [3, 'amount', 'wrong'],
    [4, 'code', 'twice'],
    [5, 'colour', 'unknown'],
  ]);
  expect(JSON.stringify(body)).not.toMatch(/much|"red"|TAKEN/);
  expect(await valuesOf()).toEqual([{ code: 'TAKEN' }]);
  expect((await bring([{ code: 'E' }], { dryRun: true })).body).toEqual({
    isStored: false,
    written: 1,
    faults: [],
  });
  expect(await valuesOf()).toHaveLength(1);
});

test('one row that cannot be written keeps all others out', async () => {
  await add({ code: 'TAKEN' });
  const refused = await bring(faulty);

  expectProblem(refused, 422, 'invalid-input');
  expect(problemPaths(refused)).toEqual([
    'rows.1.code',
    'rows.2.code',
    'rows.3.amount',
    'rows.4.code',
    'rows.5.colour',
  ]);
  expect(refused.body.detail).toMatch(/^Row 2: .* And 4 more. Nothing was imported.$/);
  expect(await valuesOf()).toEqual([{ code: 'TAKEN' }]);
});

test('10,000 rows are taken, and one more is not', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    code: `R${index}`,
    amount: index,
  }));
  const imported = await bring(rows);

  expect(imported.body).toMatchObject({ isStored: true, written: 10_000 });
  expectProblem(await bring([...rows, { code: 'MORE' }]), 422, 'invalid-input');
  expect((await bring(rows, { dryRun: true })).body.faults).toHaveLength(200);
  expectProblem(await bring([]), 422, 'invalid-input');
});

test('of two imports of the same rows at the same time one is refused', async () => {
  const rows = Array.from({ length: 500 }, (_, index) => ({ code: `R${index}` }));
  const replies = await Promise.all([bring(rows), bring([...rows].reverse())]);

  expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
  expect((await admin.get(`${path}?limit=200`)).body.items).toHaveLength(200);
});

test('an import needs the right to modify, and a database of one’s own', async () => {
  const reader = await maker.addUser(organisation, { entities: ['read', 'create'] });
  const stranger = await maker.addUser(await maker.addOrganisation());
  const body = { rows: [{ code: 'A' }] };

  expectProblem(await reader.post(`${path}/import`, body), 403, 'forbidden');
  expectProblem(await stranger.post(`${path}/import`, body), 404, 'not-found');
  expect(await valuesOf()).toEqual([]);
});
