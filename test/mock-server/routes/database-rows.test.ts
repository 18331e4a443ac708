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
