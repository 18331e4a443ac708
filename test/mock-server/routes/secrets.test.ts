import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSecret } from '../../../mock-server/storage/secrets.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

const read = (name: string, of = organisation) => readSecret(maker.services.db, of, name);

test('a secret goes in and never comes out; only the server reads it', async () => {
  const written = await admin.put('/secrets/CRM_KEY', { value: 'hunter2-hunter2' });
  const listed = await admin.get('/secrets');

  expect(written).toMatchObject({
    status: 200,
    body: { name: 'CRM_KEY', updatedAt: '2026-11-20T10:00:00.000Z' },
  });
  expect(listed.body).toEqual({
    items: [{ name: 'CRM_KEY', updatedAt: '2026-11-20T10:00:00.000Z' }],
  });
  expect(JSON.stringify([written, listed])).not.toContain('hunter2');
  expect(await read('CRM_KEY')).toBe('hunter2-hunter2');
});

test('writing again takes the place of the one before', async () => {
  await admin.put('/secrets/KEY', { value: 'first' });
  maker.now = new Date('2026-11-20T11:00:00.000Z');
  await admin.put('/secrets/KEY', { value: 'second' });

  expect(await read('KEY')).toBe('second');
  expect((await admin.get('/secrets')).body.items).toEqual([
    { name: 'KEY', updatedAt: '2026-11-20T11:00:00.000Z' },
  ]);
});

test('a deleted secret is gone, and one that is not there is not found', async () => {
  await admin.put('/secrets/KEY', { value: 'v' });

  expect((await admin.delete('/secrets/KEY')).status).toBe(204);
  expect(await read('KEY')).toBeUndefined();
  expectProblem(await admin.delete('/secrets/KEY'), 404, 'not-found');
});

test.each([
  ['an empty value', { value: '' }],
  ['a value that is no text', { value: 5 }],
  ['a value of two lines', { value: 'swordfish\nX-Other: 1' }],
  ['a value that is too long', { value: 'swordfish'.repeat(1000) }],
])('%s is refused, and the refusal does not repeat it', async (_, body) => {
  const reply = await admin.put('/secrets/KEY', body);

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual(['value']);
  expect(JSON.stringify(reply.body)).not.toContain('swordfish');
  expect(await read('KEY')).toBeUndefined();
});

test.each(['with-dash', '1st', '%20', 'a%0Ab', 'x'.repeat(65)])(
  'the name %s is refused',
  async (name) => {
    const reply = await admin.put(`/secrets/${name}`, { value: 'v' });

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(['name']);
  },
);

test('another organisation neither sees nor changes them', async () => {
  await admin.put('/secrets/KEY', { value: 'ours' });
  const other = await maker.addOrganisation();
  const stranger = await maker.addUser(other);

  expect((await stranger.get('/secrets')).body).toEqual({ items: [] });
  expectProblem(await stranger.delete('/secrets/KEY'), 404, 'not-found');
  await stranger.put('/secrets/KEY', { value: 'theirs' });
  expect(await read('KEY')).toBe('ours');
  expect(await read('KEY', other)).toBe('theirs');
});

test('each right opens its own calls and no others', async () => {
  const calls: [string, (user: Caller) => ReturnType<Caller['get']>][] = [
    ['read', (user) => user.get('/secrets')],
    ['modify', (user) => user.put('/secrets/KEY', { value: 'v' })],
    ['delete', (user) => user.delete('/secrets/KEY')],
  ];
  for (const right of ['read', 'modify', 'delete'] as const) {
    const user = await maker.addUser(organisation, { secrets: [right] });
    for (const [needed, call] of calls) {
      const reply = await call(user);
      if (needed === right) expect(reply.status).not.toBe(403);
      else expectProblem(reply, 403, 'forbidden');
    }
  }
});
