import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addServedQueue, hear } from '../../helpers/advisors.ts';
import { Hands, type Hand } from '../../helpers/hands.ts';
import { treeAround } from '../../helpers/run-routing.ts';

let hands: Hands;
let ada: Hand;
let bob: Hand;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada, bob]));

const records = async (hand = ada) => (await hand.on('records')).body;

describe('a qualification', () => {
  let order: string;
  let other: string;
  beforeAll(async () => {
    const queue = await hands.engine.addEntity('queue', 'elsewhere');
    order = await hands.engine.addEntity('qualification', 'order', {});
    other = await hands.engine.addEntity('qualification', 'other', { commentRequired: true });
    await hands.engine.addEntity('qualification', 'far', { queues: [queue] });
  });

  const qualify = (hand: Hand, body: object) => hand.on('qualifications', 'POST', body);

  test('is said, with who said it; once by each', async () => {
    const said = await qualify(ada, { qualificationId: order, comment: ' Chair ' });
    const twice = await qualify(ada, { qualificationId: order });
    hands.engine.now = new Date(hands.engine.now.getTime() + 1000);
    const his = await qualify(bob, { qualificationId: order });

    expect(said).toMatchObject({
      status: 201,
      body: { name: 'The order', comment: 'Chair', by: { name: 'Ada' }, isOwn: true },
    });
    expect(twice.status).toBe(409);
    expect(his.status).toBe(201);
    expect((await records(bob)).qualifications).toMatchObject([
      { by: { name: 'Ada' }, isOwn: false },
      { by: { name: 'Bob' }, isOwn: true },
    ]);
    expect(await hands.notes()).toEqual(['qualified The order Ada', 'qualified The order Bob']);
  });

  test('is said once under one key', async () => {
    const key = randomUUID();
    const one = await qualify(ada, { qualificationId: order, key });

    expect((await qualify(ada, { qualificationId: order, key })).body).toEqual(one.body);
    const another = await qualify(ada, { qualificationId: other, comment: 'Chair', key });
    expect(another).toMatchObject({ status: 409, body: { detail: expect.any(String) } });
    expect((await records()).qualifications).toHaveLength(1);
  });

  test('needs a comment where it says so, and is for its queues', async () => {
    const far = await hands.engine.db
      .selectFrom('entities')
      .select('id')
      .where('reference', '=', 'far')
      .executeTakeFirstOrThrow();
    const { qualifications } = (await ada.on('settings')).body;

    expect((await qualify(ada, { qualificationId: other })).body.errors).toEqual([
      { path: 'comment', message: '“The other” needs a comment.' },
    ]);
    expect((await qualify(ada, { qualificationId: far.id })).body.errors).toMatchObject([
      { path: 'qualificationId' },
    ]);
    expect((await qualify(ada, { qualificationId: randomUUID() })).status).toBe(422);
    expect(qualifications.map(({ name }: { name: string }) => name)).toEqual([
      'The order',
      'The other',
    ]);
  });

  test('is taken back by who said it', async () => {
    const { body } = await qualify(ada, { qualificationId: order });
    const his = await bob.on(`qualifications/${body.id}`, 'DELETE');
    const own = await ada.on(`qualifications/${body.id}`, 'DELETE');
    const again = await ada.on(`qualifications/${body.id}`, 'DELETE');

    expect(his).toMatchObject({
      status: 403,
      body: { detail: 'Only Ada can take this back: they said it.' },
    });
    expect(own.status).toBe(204);
    expect(again.status).toBe(404);
    expect(await hands.notes()).toEqual([
      'qualified The order Ada',
      'qualification-removed The order Ada',
    ]);
  });

  test('is said in the step that ends an advisor’s work, or that does not end', async () => {
    const { id: queueId } = await addServedQueue(hands.engine);
    const tree = treeAround('distribution-queue', { target: { queue: { id: queueId } } });
    const id = await hands.open([ada], { tree });
    await hear(hands.engine, id, { event: 'accepted', userId: bob.id, name: 'Bob', queueId });
    const finish = (...ids: string[]) =>
      bob.on(`finish?${ids.map((one) => `qualification=${one}`).join('&')}`, 'POST');
    const refused = await finish(order, other);
    const still = await hands.notes();
    const done = await finish(order, order);

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'comment' }] } });
    expect(still).toEqual([]);
    expect(done.status).toBe(204);
    expect((await hands.engine.read(id)).branchesOf('it')).toEqual(['processed']);
    expect(await hands.notes()).toEqual(['qualified The order Bob']);
    expect((await records()).qualifications).toMatchObject([{ by: { name: 'Bob' } }]);
  });
});
