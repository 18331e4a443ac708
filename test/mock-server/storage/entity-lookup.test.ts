import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { QueueDefinition } from '../../../api-client/contract/entities/queue.ts';
import { createEntityLookup } from '../../../mock-server/storage/entity-lookup.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());
beforeEach(async () => {
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

const lookup = (of = organisation) => createEntityLookup(maker.services.db, of);

async function add(path: string, reference: string, definition: object = {}) {
  const { status, body } = await admin.post(`/entities/${path}`, {
    name: `Name of ${reference}`,
    reference,
    definition,
  });
  expect(status).toBe(201);
  return body.id as string;
}

test('an entity is found by its id in any case and by its exact reference, with its whole definition', async () => {
  const id = await add('queues', 'ORDERS', { ringSeconds: 20 });

  const found = await lookup().find('queue', { id: id.toUpperCase() });

  expect(found).toEqual({
    id,
    name: 'Name of ORDERS',
    reference: 'ORDERS',
    definition: { ...QueueDefinition.parse({}), ringSeconds: 20 },
  });
  expect(await lookup().find('queue', { reference: ' ORDERS ' })).toEqual(found);
  expect(await lookup().find('queue', { reference: 'orders' })).toBeUndefined();
  expect(await lookup().find('queue', { reference: '' })).toBeUndefined();
});

test('one of another kind, or of another organisation, is not found', async () => {
  const id = await add('queues', 'ORDERS');
  const category = await add('task-categories', 'CALLS'); // whose definition would do for a queue
  const other = await maker.addOrganisation();

  expect(await lookup().find('queue', { id: category })).toBeUndefined();
  expect(await lookup().find('queue', { reference: 'CALLS' })).toBeUndefined();
  expect(await lookup(other).find('queue', { id })).toBeUndefined();
  expect(await lookup(other).find('queue', { reference: 'ORDERS' })).toBeUndefined();
});

test('a definition that no longer fits its kind is not found', async () => {
  const id = await add('queues', 'ORDERS');
  await maker.services.db
    .updateTable('entities')
    .set({ definition: '{"ringSeconds": "long"}' })
    .where('id', '=', id)
    .execute();

  expect(await lookup().find('queue', { id })).toBeUndefined();
});

test('a user is found by id and username, as long as they are active', async () => {
  const { db } = maker.services;
  const { id, username } = await db
    .selectFrom('users')
    .select(['id', 'username'])
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow();

  const found = await lookup().find('user', { reference: username });
  expect(found).toEqual({ id, name: 'Ada', reference: username, definition: { active: true } });
  expect(await lookup().find('user', { id })).toEqual(found);

  await db.updateTable('users').set({ active: false }).where('id', '=', id).execute();
  expect(await lookup().find('user', { id })).toBeUndefined();
  expect(await lookup().find('user', { reference: username })).toBeUndefined();
});
