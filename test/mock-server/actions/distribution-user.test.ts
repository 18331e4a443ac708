import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAdvisor, hear, readDesk, readRow, setPresence } from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(async () => {
  expect(engine.faults).toEqual([]);
  await engine.stop();
});

const later = (seconds: number) => {
  engine.now = new Date(engine.now.getTime() + seconds * 1000);
};
const ringAt = (id: string, more: object = {}) =>
  engine.runAction('distribution-user', { target: { user: { id } }, ...more });

test('rings at the user, directly, for half a minute unless said', async () => {
  const user = await addAdvisor(engine);

  const { id, run } = await ringAt(user);

  expect(await readDesk(engine, id)).toMatchObject({
    queue_ids: [],
    user_id: user,
    ring_seconds: 30,
  });
  expect(Date.parse(run.wait?.dueAt ?? '') - engine.now.getTime()).toBe(30_000);
  expect(await readRow(engine, id)).toMatchObject({
    status: 'waiting',
    current_routing: 'direct',
  });
});

test('ok: the user accepts and keeps the interaction while the routing goes on and ends', async () => {
  const user = await addAdvisor(engine);
  const { id } = await ringAt(user);

  await hear(engine, id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });

  const taken = await engine.read(id);
  expect(taken.branchesOf('it')).toEqual(['ok']);
  expect(taken.run).toMatchObject({ state: 'waiting', closing: { outcome: 'completed' } });
  expect(await readRow(engine, id)).toMatchObject({
    status: 'in-progress',
    advisor_id: user,
    ended_at: null,
  });

  await hear(engine, id, { event: 'finished', userId: user, name: 'Léa' });

  expect((await engine.read(id)).run.state).toBe('ended');
  expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
  expect(await readDesk(engine, id)).toBeUndefined();
});

test('ok: by the reference, which is the username', async () => {
  const user = await addAdvisor(engine);
  const target = { user: { reference: '{{who.user}}' } };
  const { id } = await engine.runAction(
    'distribution-user',
    { target },
    { variables: { 'who.user': user } }, // the helper's users are called by their id
  );

  await hear(engine, id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });

  expect((await engine.read(id)).branchesOf('it')).toEqual(['ok']);
});

test('ok: the preferred advisor of the customer', async () => {
  const user = await addAdvisor(engine);
  const contact = { phone: '+33612345678', name: 'Nadia' };
  await engine.db
    .insertInto('contacts')
    .values({
      organisation_id: engine.organisationId,
      id: engine.services.newId(engine.now),
      email: null,
      advisor_id: user,
      ...contact,
    })
    .execute();

  const parameters = { target: { preferred: true } };
  const { id } = await engine.runAction('distribution-user', parameters, { contact });

  expect(await readDesk(engine, id)).toMatchObject({ user_id: user });
});

test.each(['available', 'offline'] as const)(
  'ok, at once: the user has this interaction already, and is %s',
  async (status) => {
    const user = await addAdvisor(engine);
    const again = { target: { user: { id: user } } };
    const { id } = await engine.run(
      treeOf({
        ring: { type: 'distribution-user', parameters: again, branches: { ok: 'rest' } },
        rest: { type: 'pause', parameters: { seconds: 10 }, branches: { ok: 'again' } },
        again: { type: 'distribution-user', parameters: again, branches: { ok: 'last' } },
        last: { type: 'pause', parameters: { seconds: 10 }, branches: {} },
      }),
    );
    await hear(engine, id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });
    await setPresence(engine, user, status);
    later(10);

    const done = await engine.due(id);

    expect(done.branchesOf('again')).toEqual(['ok']);
    expect(done.reasonOf('again')).toMatch(/has the interaction already/);
    expect(await readDesk(engine, id)).toMatchObject({ advisor_id: user, ringing_id: null });
    const kinds = done.events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'advisor-joined')).toHaveLength(1);
    expect(kinds).not.toContain('advisor-finished');
  },
);

test('error: nobody knows of a preferred advisor', async () => {
  const done = await engine.runAction('distribution-user', { target: { preferred: true } });

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).not.toBeNull();
});

test.each(['offline', 'away', null] as const)(
  'no-response, at once: the user is %s',
  async (status) => {
    const done = await ringAt(await addAdvisor(engine, { status }));

    expect(done.branchesOf('it')).toEqual(['no-response']);
    expect(done.events.map(({ kind }) => kind)).not.toContain('queued');
  },
);

test('no-response, at once: the user was not seen for two minutes', async () => {
  const user = await addAdvisor(engine);
  later(120);
  expect((await ringAt(user)).branchesOf('it')).toEqual(['no-response']);
});

test('no-response, at once: the user has another interaction', async () => {
  const user = await addAdvisor(engine);
  const first = await ringAt(user);
  await hear(engine, first.id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });

  const second = await ringAt(user);

  expect(second.branchesOf('it')).toEqual(['no-response']);
  expect(second.reasonOf('it')).toMatch(/busy/);
});

test('no-response: when the ring time has passed, not before', async () => {
  const { id } = await ringAt(await addAdvisor(engine), { ringSeconds: 5 });

  later(4);
  expect((await engine.due(id)).branchesOf('it')).toEqual([]);
  later(1);
  expect((await engine.due(id)).branchesOf('it')).toEqual(['no-response']);
  expect(await readDesk(engine, id)).toBeUndefined();
  expect(await readRow(engine, id)).toMatchObject({ current_routing: 'smart' });
});

test.each([
  ['refuses', (userId: string) => ({ event: 'refused' as const, userId, name: 'Léa' })],
  ['turns it away', (userId: string) => ({ event: 'dissuaded' as const, userId, name: 'Léa' })],
  ['is gone', () => ({ event: 'out-of-reach' as const, reason: 'Léa is not connected.' })],
])('no-response: the user %s', async (_, news) => {
  const user = await addAdvisor(engine);
  const { id } = await ringAt(user);

  await hear(engine, id, news(user));

  expect((await engine.read(id)).branchesOf('it')).toEqual(['no-response']);
});

test.each([
  ['unknown', () => Promise.resolve({ reference: 'nobody' })],
  ['inactive', async () => ({ id: await addAdvisor(engine, { active: false }) })],
  ['deleted', () => Promise.resolve({ id: '0193b2a0-0000-7000-8000-000000000009' })],
])('reference-not-found: the user is %s', async (_, user) => {
  const done = await engine.runAction('distribution-user', { target: { user: await user() } });

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
});

test('an advisor who has it is done with it when the routing takes it to a queue', async () => {
  const queue = await engine.addEntity('queue', 'NEXT');
  const [user] = [await addAdvisor(engine), await addAdvisor(engine, { serves: [queue] })];
  const { id } = await engine.run(
    treeOf({
      ring: {
        type: 'distribution-user',
        parameters: { target: { user: { id: user } } },
        branches: { ok: 'rest' },
      },
      rest: { type: 'pause', parameters: { seconds: 10 }, branches: { ok: 'queue' } },
      queue: {
        type: 'distribution-queue',
        parameters: { target: { queue: { id: queue } } },
        branches: {},
      },
    }),
  );
  await hear(engine, id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });
  later(10);
  await setPresence(engine, user, 'available');

  const moved = await engine.due(id);

  expect(moved.events.map(({ kind }) => kind)).toContain('advisor-finished');
  expect(await readDesk(engine, id)).toMatchObject({ queue_ids: [queue], advisor_id: null });
  expect((await ringAt(user)).run.desk).not.toBeNull(); // free for the next one
});

test('refuses a ring that is too short or too long, and nobody', () => {
  const target = { user: { id: '0193b2a0-0000-7000-8000-000000000009' } };
  expect(wrongParameters('distribution-user', { target, ringSeconds: 4 })).toEqual([
    'ringSeconds',
  ]);
  expect(wrongParameters('distribution-user', { target, ringSeconds: 301 })).toEqual([
    'ringSeconds',
  ]);
  expect(wrongParameters('distribution-user', {})).toEqual(['target']);
});
