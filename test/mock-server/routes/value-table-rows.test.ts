import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;
let path: string;
beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());
beforeEach(async () => {
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  const made = await admin.post('/entities/value-tables', {
    name: 'Shops',
    reference: 'SHOPS',
  });
  path = `/entities/value-tables/${made.body.id}/rows`;
});

const put = (rows: Record<string, string>, more: object = {}) =>
  admin.put(path, {
    rows: Object.entries(rows).map(([key, value]) => ({ key, value })),
    ...more,
  });
const list = async () => (await admin.get(path)).body.items as unknown;

test('rows are written and listed by key', async () => {
  const written = await put({ ' lyon ': 'south', Paris: 'north' });

  expect(written).toMatchObject({ status: 200, body: { total: 2 } });
  expect(await list()).toEqual([
    { key: 'Paris', value: 'north' },
    { key: 'lyon', value: 'south' },
  ]);
});

test('a key that is there gets the new value; the others stay', async () => {
  await put({ a: '1', b: '2' });

  expect((await put({ b: '3', c: '' })).body).toEqual({ total: 3 });
  expect(await list()).toEqual([
    { key: 'a', value: '1' },
    { key: 'b', value: '3' },
    { key: 'c', value: '' },
  ]);
});

test('what is to be new takes no other one’s place', async () => {
  await put({ a: '1' });

  const refused = await put({ b: '2', a: '3' }, { new: true });

  expectProblem(refused, 422, 'invalid-input');
  expect(problemPaths(refused)).toEqual(['rows.1.key']);
  expect(await list()).toEqual([{ key: 'a', value: '1' }]);
  expect((await put({ b: '2' }, { new: true })).body).toEqual({ total: 2 });
});

test('with replace, the keys that are not named go', async () => {
  await put({ a: '1', b: '2' });

  expect((await put({ b: '3' }, { replace: true })).body).toEqual({ total: 1 });
  expect(await list()).toEqual([{ key: 'b', value: '3' }]);
});

test('a row is deleted by exactly its key', async () => {
  await put({ 'a b': '1', 'A B': '2' });

  expect((await admin.delete(`${path}?key=a%20b`)).status).toBe(204);
  expect(await list()).toEqual([{ key: 'A B', value: '2' }]);
  expectProblem(await admin.delete(`${path}?key=a%20b`), 404, 'not-found');
  expectProblem(await admin.delete(path), 422, 'invalid-input');
});

test('pages follow each other without a gap', async () => {
  const keys = Array.from({ length: 25 }, (_, index) => `key-${index}`);
  await put(Object.fromEntries(keys.map((key) => [key, 'x'])));

  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await admin.get(
      `${path}?limit=10${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    seen.push(...(body.items as { key: string }[]).map(({ key }) => key));
    cursor = body.nextCursor as string | null;
  }
  expect(seen.toSorted()).toEqual(keys.toSorted());
  expect(new Set(seen).size).toBe(25);
});

test.each([
  ['an empty key', [{ key: ' ', value: 'x' }], 'rows.0.key'],
  ['a key that is too long', [{ key: 'x'.repeat(301), value: 'x' }], 'rows.0.key'],
  ['a value that is too long', [{ key: 'a', value: 'x'.repeat(4097) }], 'rows.0.value'],
  [
    'a key that is there twice',
    [
      { key: 'a', value: '1' },
      { key: ' a', value: '2' },
    ],
    'rows.1.key',
  ],
])('%s is refused, and nothing is written', async (_, rows, wrong) => {
  const reply = await admin.put(path, { rows });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual([wrong]);
  expect(await list()).toEqual([]);
});

test('the rows go with their table', async () => {
  await put({ a: '1' });
  await admin.delete(path.replace('/rows', ''));

  expectProblem(await admin.get(path), 404, 'not-found');
  expectProblem(await put({ a: '1' }), 404, 'not-found');
  const left = await maker.services.db
    .selectFrom('value_table_rows')
    .select('key')
    .where('organisation_id', '=', organisation)
    .execute();
  expect(left).toEqual([]);
});

test('another organisation, another kind, and another right', async () => {
  await put({ a: '1' });
  const stranger = await maker.addUser(await maker.addOrganisation());
  const reader = await maker.addUser(organisation, { entities: ['read'] });
  const queue = await admin.post('/entities/queues', { name: 'Q', reference: 'Q' });

  for (const call of [
    stranger.get(path),
    stranger.put(path, { rows: [{ key: 'a', value: '2' }] }),
    stranger.delete(`${path}?key=a`),
    admin.get(`/entities/value-tables/${queue.body.id}/rows`),
  ]) {
    expectProblem(await call, 404, 'not-found');
  }
  expect((await reader.get(path)).status).toBe(200);
  expectProblem(await reader.put(path, { rows: [] }), 403, 'forbidden');
  expectProblem(await reader.delete(`${path}?key=a`), 403, 'forbidden');
  expect(await list()).toEqual([{ key: 'a', value: '1' }]);
});
