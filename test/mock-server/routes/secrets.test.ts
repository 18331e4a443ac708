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
    items: [{ name: 'CRM_KEY', updatedAt: '2026-11-20T10:00:00.000Z', uses: [] }],
    missing: [],
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
    { name: 'KEY', updatedAt: '2026-11-20T11:00:00.000Z', uses: [] },
  ]);
});

test('a deleted secret is gone, and one that is not there is not found', async () => {
  await admin.put('/secrets/KEY', { value: 'v' });

  expect((await admin.delete('/secrets/KEY')).status).toBe(204);
  expect(await read('KEY')).toBeUndefined();
  expectProblem(await admin.delete('/secrets/KEY'), 404, 'not-found');
});

/** Three that use secrets, by their own fields and in their texts. */
async function addUses(): Promise<Record<'mailbox' | 'service' | 'module', string>> {
  const add = async (kind: string, name: string, definition: object) => {
    const { status, body } = await admin.post(`/entities/${kind}`, {
      name,
      reference: name,
      definition,
    });
    expect(status).toBe(201);
    return body.id as string;
  };
  return {
    mailbox: await add('mailboxes', 'Post', {
      address: 'post@example.com',
      smtp: { host: 'smtp.example.com', passwordSecret: 'KEY' },
    }),
    service: await add('web-services', 'Stock', {
      address: 'https://stock.example.com/?again={{secret.KEY}}',
      headers: [{ name: 'Authorization', value: 'Bearer {{ secret.KEY }} {{secret.OTHER}}' }],
    }),
    module: await add('payment-modules', 'Bank', { provider: 'sandbox', secret: 'OTHER' }),
  };
}

test('the list says what uses each, and what is used and not there', async () => {
  const { mailbox, service, module } = await addUses();
  await admin.put('/secrets/KEY', { value: 'v' });
  await admin.put('/secrets/ALONE', { value: 'v' });

  const { body } = await admin.get('/secrets');

  const stock = { kind: 'web-service', id: service, name: 'Stock' };
  expect(body).toMatchObject({
    items: [
      { name: 'ALONE', uses: [] },
      { name: 'KEY', uses: [{ kind: 'mailbox', id: mailbox, name: 'Post' }, stock] },
    ],
    missing: [
      { name: 'OTHER', uses: [{ kind: 'payment-module', id: module, name: 'Bank' }, stock] },
    ],
  });
});

test('who may not read entities is not told of them', async () => {
  await addUses();
  await admin.put('/secrets/KEY', { value: 'v' });
  const keeper = await maker.addUser(organisation, { secrets: ['read', 'delete'] });

  const listed = await keeper.get('/secrets');
  const refused = await keeper.delete('/secrets/KEY');

  expect(listed.body).toMatchObject({ items: [{ name: 'KEY', uses: null }], missing: [] });
  expectProblem(refused, 409, 'in-use');
  expect(JSON.stringify([listed.body, refused.body])).not.toMatch(/Post|Stock|Bank/);
});

test('one that is used is deleted only when that is confirmed', async () => {
  await addUses();
  await admin.put('/secrets/KEY', { value: 'v' });

  const refused = await admin.delete('/secrets/KEY');
  expectProblem(refused, 409, 'in-use');
  expect(refused.body.detail).toContain('“Post”, “Stock”');
  expect(await read('KEY')).toBe('v');

  expect((await admin.delete('/secrets/KEY?confirmUsed=true')).status).toBe(204);
  expect(await read('KEY')).toBeUndefined();
  expectProblem(await admin.delete('/secrets/KEY'), 404, 'not-found');
});

test('the secret of the organisation’s own sign-in is used by it', async () => {
  await maker.services.db
    .insertInto('identity_providers')
    .values({
      organisation_id: organisation,
      name: 'Company account',
      issuer: 'https://login.example.com',
      client_id: 'waypost',
      client_secret: 'SIGN_IN',
      user_claim: 'email',
    })
    .execute();
  await admin.put('/secrets/SIGN_IN', { value: 'v' });

  expect((await admin.get('/secrets')).body.items).toMatchObject([
    { uses: [{ kind: 'identity-provider', id: null, name: 'Company account' }] },
  ]);
  expectProblem(await admin.delete('/secrets/SIGN_IN'), 409, 'in-use');
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

  expect((await stranger.get('/secrets')).body).toEqual({ items: [], missing: [] });
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
