import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Scenario,
  type Rehearsal,
  type ScenarioInput,
} from '../../../api-client/contract/scenario.ts';
import { rehearse as rehearseVersion } from '../../../mock-server/rehearsal/rehearse.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';

let maker: Maker;
let admin: Caller;
beforeAll(async () => {
  maker = await Maker.start();
  admin = await maker.addUser(await maker.addOrganisation());
});
afterAll(() => maker.stop());

async function rehearse(
  actions: Record<string, Sketch>,
  scenario: ScenarioInput = {},
): Promise<Rehearsal> {
  const reference = `r${Math.random().toString(36).slice(2)}`;
  const { body: routing } = await admin.post('/routings', {
    name: reference,
    reference,
    flow: 'messaging',
  });
  const saved = await admin.put(`/routings/${routing.id}/versions/1`, {
    tree: treeOf(actions),
  });
  expect(saved.status).toBe(200);
  const reply = await admin.post(`/routings/${routing.id}/versions/1/test`, scenario);
  expect(reply.body).toMatchObject({ path: expect.any(Array) });
  return reply.body as Rehearsal;
}

const wait: Sketch = {
  type: 'pause',
  parameters: { seconds: 10_800 },
  branches: { ok: 'ask' },
};
const ask: Sketch = {
  type: 'message-with-choice',
  parameters: {
    message: 'Tea or coffee?',
    maximumWait: 60,
    replies: [
      { label: 'Tea', link: 1 },
      { label: 'Coffee', link: 2 },
    ],
  },
  branches: { 'link-1': 'tea', 'link-2': 'coffee', error: 'coffee' },
};
const drink = (drunk: string): Sketch => ({
  type: 'assign-values',
  parameters: { rows: [{ target: 'customer.drink', value: drunk }] },
});

it('runs three hours of waiting in its own time, and tells what happened', async () => {
  const done = await rehearse(
    { wait, ask, tea: drink('tea'), coffee: drink('coffee') },
    { startsAt: '2026-11-20T10:00:00.000Z', customer: [{ taps: 'Tea', after: 30 }] },
  );
  expect(done.path.map(({ actionId, branch }) => [actionId, branch])).toEqual([
    ['start', 'ok'],
    ['wait', 'ok'],
    ['ask', 'link-1'],
    ['tea', 'ok'],
  ]);
  expect(done.outcome).toBe('completed');
  expect(done.endedAt).toBe('2026-11-20T13:00:30.000Z');
  expect(done.variables['customer']).toEqual({ drink: 'tea' });
  expect(done.messages.map(({ author, text }) => [author, text])).toEqual([
    ['routing', 'Tea or coffee?'],
    ['customer', 'Tea'],
  ]);
  expect(done.uncovered).toContainEqual({
    actionId: 'ask',
    actionName: 'ask',
    branch: 'link-2',
  });
});

it('a customer with nothing left to say is silent, and the time runs out', async () => {
  const done = await rehearse({ wait, ask, tea: drink('tea'), coffee: drink('coffee') });
  expect(done.path.at(-2)).toMatchObject({
    actionId: 'ask',
    branch: 'error',
    reason: 'response_time_exceeded',
  });
});

it('keeps nothing', async () => {
  const count = async () => {
    const { db } = maker.services;
    const tables = ['interactions', 'runs', 'messages', 'changes'] as const;
    const counts = tables.map(async (table) => {
      const row = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    });
    return Promise.all(counts);
  };
  const before = await count();
  await rehearse({ ask, tea: drink('tea'), coffee: drink('coffee') });
  expect(await count()).toEqual(before);
});

it('is stopped when it takes long: until it ends, it holds up others', async () => {
  const { organisation_id: organisationId, routing_id: routingId } = await maker.services.db
    .selectFrom('routing_versions')
    .select(['organisation_id', 'routing_id'])
    .executeTakeFirstOrThrow();
  const { db, newId, catalogue } = maker.services;
  const parts = { db, newId, catalogue, now: maker.now, patience: 0 };
  const scenario = Scenario.parse({});
  await expect(
    rehearseVersion(parts, { organisationId, routingId, number: 1 }, scenario),
  ).rejects.toThrow('The rehearsal was stopped after 0 seconds');
});

it('the same seed draws the same', async () => {
  const share: Sketch = {
    type: 'load-sharing',
    parameters: { loads: [50, 50, 0, 0, 0, 0, 0, 0, 0, 0] },
    branches: { 'link-1': 'share', 'link-2': 'tea' },
  };
  const branches = async (seed: number) => {
    const { path } = await rehearse({ share, tea: drink('tea') }, { seed });
    return path.map(({ branch }) => branch).join();
  };
  expect(await branches(7)).toBe(await branches(7));
  const others = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(branches));
  expect(new Set(others).size).toBeGreaterThan(1);
});

it('a routing that does not come to an end is stopped with a sentence', async () => {
  const { body: routing } = await admin.post('/routings', {
    name: 'Round and round',
    reference: 'round',
    flow: 'messaging',
  });
  const round: Sketch = {
    type: 'pause',
    parameters: { seconds: 1 },
    branches: { ok: 'round' },
  };
  await admin.put(`/routings/${routing.id}/versions/1`, { tree: treeOf({ round }) });
  const { db, newId, catalogue } = maker.services;
  const routingId = routing.id as string;
  const { organisation_id: organisationId } = await db
    .selectFrom('routings')
    .select('organisation_id')
    .where('id', '=', routingId)
    .executeTakeFirstOrThrow();
  const patient = { db, newId, catalogue, now: new Date(), patience: Infinity }; // however slow the machine
  const stopped = rehearseVersion(
    patient,
    { organisationId, routingId, number: 1 },
    Scenario.parse({}),
  );
  await expect(stopped).rejects.toThrow('does not come to an end');
});

describe('whoever else takes part', () => {
  let queue: string;
  beforeAll(async () => {
    const draft = {
      name: 'Orders',
      reference: 'orders',
      definition: { maximumWaitSeconds: 600 },
    };
    const { body } = await admin.post('/entities/queues', draft);
    queue = body.id as string;
  });
  const toQueue = (): Sketch => ({
    type: 'distribution-queue',
    parameters: { target: { queue: { id: queue } } },
    branches: { processed: 'thanks', dissuasion: 'sorry', overflow: 'sorry' },
  });
  const say = (message: string): Sketch => ({
    type: 'simple-message',
    parameters: { message },
  });
  const tree = () => ({ wait: toQueue(), thanks: say('Thank you.'), sorry: say('Sorry.') });

  it('an advisor accepts, and finishes later', async () => {
    const done = await rehearse(tree(), {
      advisors: [
        { does: 'refuses', after: 10 },
        { does: 'accepts', after: 20, finishesAfter: 300 },
      ],
    });
    expect(done.path.find(({ actionId }) => actionId === 'wait')).toMatchObject({
      branch: 'processed',
      durationMs: 330_000,
    });
    expect(done).toMatchObject({ outcome: 'completed', status: 'processed' });
  });

  it('nobody comes: the queue’s longest wait', async () => {
    const done = await rehearse(tree());
    expect(done.path.at(-2)).toMatchObject({ branch: 'dissuasion', durationMs: 600_000 });
    expect(done.status).toBe('dissuaded');
  });

  it('who tries it is asked for an advisor; one who stays away lets it wait until that is over', async () => {
    const twice = () => ({
      ...tree(),
      wait: { ...toQueue(), branches: { processed: 'thanks', dissuasion: 'again' } },
      again: toQueue(),
    });
    const held = (advisors: ScenarioInput['advisors']) =>
      rehearse(twice(), { stopsAtWait: true, advisors });
    expect((await held([])).wait).toMatchObject({ for: 'advisor', actionId: 'wait' });
    const second = await held([{ does: 'stays-away' }]);
    expect(second.wait).toMatchObject({ for: 'advisor', actionId: 'again' });
    const third = await held([{ does: 'stays-away' }, { does: 'accepts' }]);
    expect(third).toMatchObject({ outcome: 'completed', wait: null });
  });

  it('nobody is connected', async () => {
    const done = await rehearse(tree(), { queues: { connectedAdvisors: 0 } });
    expect(done.path.at(-2)).toMatchObject({ actionId: 'wait', branch: 'overflow' });
  });

  it('what goes out is stubbed, answer by answer', async () => {
    const definition = { address: 'https://service.example/city' };
    const { body: service } = await admin.post('/entities/web-services', {
      name: 'City',
      reference: 'city',
      definition,
    });
    const call = (branches: Record<string, string>): Sketch => ({
      type: 'web-service',
      parameters: {
        service: { id: service.id as string },
        outputs: [{ field: 'city', target: 'customer.city' }],
      },
      branches,
    });
    const done = await rehearse(
      {
        one: call({ 'not-ok': 'two' }),
        two: call({ ok: 'thanks' }),
        thanks: say('Thank you.'),
      },
      {
        services: {
          webServices: [{ fails: 'It answered 503.' }, { answers: { city: 'Lyon' } }],
        },
      },
    );
    expect(done.path[1]).toMatchObject({ branch: 'not-ok', reason: 'It answered 503.' });
    expect(done.variables).toMatchObject({ customer: { city: 'Lyon' } });
    expect(done.effects).toEqual([
      { kind: 'web-service', summary: 'POST https://service.example/city' },
      { kind: 'web-service', summary: 'POST https://service.example/city' },
    ]);
  });
});

describe('stops where somebody is waited for whose moves are used up', () => {
  const held = (actions: Record<string, Sketch>, scenario: ScenarioInput = {}) =>
    rehearse(actions, { stopsAtWait: true, ...scenario });

  it('the customer; a pause before passes in its own time', async () => {
    const {
      outcome,
      wait: waits,
      path,
      endedAt,
      startedAt,
    } = await held({
      wait,
      ask,
      tea: drink('tea'),
      coffee: drink('coffee'),
    });
    expect(outcome).toBeNull();
    expect(waits).toMatchObject({ for: 'customer', actionId: 'ask', isAccepted: false });
    expect(Date.parse(endedAt) - Date.parse(startedAt)).toBe(10_800_000);
    expect(Date.parse(waits!.until!) - Date.parse(endedAt)).toBe(60_000);
    expect(path.map(({ actionId }) => actionId)).toEqual(['start', 'wait']);
  });

  it('and goes on with each move, to the end', async () => {
    const actions = { ask, tea: drink('tea'), coffee: drink('coffee') };
    const {
      outcome,
      wait: waits,
      variables,
    } = await held(actions, {
      customer: [{ taps: 'Tea' }],
    });
    expect(outcome).toBe('completed');
    expect(waits).toBeNull();
    expect(variables['customer']).toEqual({ drink: 'tea' });
  });

  it('silence is a move: the wait is over', async () => {
    const actions = { ask, tea: drink('tea'), coffee: drink('coffee') };
    const { path } = await held(actions, { customer: [{ staysSilent: true }] });
    expect(path.at(-2)).toMatchObject({ actionId: 'ask', branch: 'error' });
  });
});
