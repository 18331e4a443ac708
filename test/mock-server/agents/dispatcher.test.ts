import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, finish, refuse } from '../../../mock-server/agents/desk-work.ts';
import { REST_SECONDS } from '../../../mock-server/agents/matching.ts';
import { createServices } from '../../../mock-server/create-services.ts';
import type { Services } from '../../../mock-server/services.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import {
  addAdvisor,
  readDesk,
  setPresence,
  type PresenceStatus,
} from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';

let engine: EngineRun;
/** Another server on the same database. */
let other: Services;
beforeAll(async () => {
  engine = await EngineRun.start();
  const { log, clock } = engine.services;
  other = await createServices({
    db: openPostgres(engine.url, { connections: 4 }),
    log,
    clock,
  });
});
afterAll(async () => {
  expect(engine.faults).toEqual([]);
  await other.db.destroy();
  await engine.stop();
});

const later = (seconds: number) => {
  engine.now = new Date(engine.now.getTime() + seconds * 1000);
};
const dispatch = () => engine.services.dispatcher.dispatch();
const ringingAt = async (id: string) => (await readDesk(engine, id))?.ringing_id ?? null;
const as = (userId: string) => ({
  organisationId: engine.organisationId,
  userId,
  name: 'Léa',
  type: 'collaborator' as const,
});

let queues = 0;
const addQueue = (definition: object = {}) =>
  engine.addEntity('queue', `Q-${++queues}`, definition);
async function enter(queue: string, prioritise = false): Promise<string> {
  const target = { queue: { id: queue } };
  const { id } = await engine.runAction('distribution-queue', { target, prioritise });
  later(1);
  return id;
}

describe('the dispatcher', () => {
  test('rings at whoever has been free longest, for the queue’s ring time', async () => {
    const queue = await addQueue({ ringSeconds: 20 });
    const first = await addAdvisor(engine, { serves: [queue] });
    later(1);
    const second = await addAdvisor(engine, { serves: [queue] });
    const [one, two] = [await enter(queue), await enter(queue)];

    await dispatch();

    expect(await readDesk(engine, one)).toMatchObject({
      ringing_id: first,
      rings_until: new Date(engine.now.getTime() + 20_000),
    });
    expect(await ringingAt(two)).toBe(second);
  });

  test('serves the prioritised first, then who came first, and rings once at each advisor', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    const [early, , urgent] = [
      await enter(queue),
      await enter(queue),
      await enter(queue, true),
      await enter(queue, true),
    ];

    await dispatch();
    await dispatch();
    expect(await ringingAt(urgent)).toBe(advisor);
    expect(await ringingAt(early)).toBeNull();
  });

  test('rings at nobody who is away, offline, gone, elsewhere or busy', async () => {
    const [queue, elsewhere] = [await addQueue(), await addQueue()];
    const gone = await addAdvisor(engine, { serves: [queue] });
    later(110);
    await addAdvisor(engine, { serves: [queue], status: 'away' });
    await addAdvisor(engine, { serves: [queue], status: 'offline' });
    await addAdvisor(engine, { serves: [elsewhere] });
    const busy = await addAdvisor(engine, { serves: [queue] });
    const theirs = await enter(queue);
    await setPresence(engine, gone, 'away');
    await dispatch();
    await accept(engine.services, as(busy), theirs);
    await setPresence(engine, gone, 'available');
    later(120);
    await setPresence(engine, busy, 'available');

    const waiting = await enter(queue);
    await dispatch();

    expect(await ringingAt(waiting)).toBeNull();
    await finish(engine.services, as(busy), theirs);
    await dispatch();
    expect(await ringingAt(waiting)).toBe(busy);
  });

  test('a ring that runs out or is refused goes to the next; when all have passed it begins anew', async () => {
    const queue = await addQueue({ ringSeconds: 10 });
    const first = await addAdvisor(engine, { serves: [queue] });
    later(1);
    const second = await addAdvisor(engine, { serves: [queue] });
    const id = await enter(queue);
    await dispatch();
    expect(await ringingAt(id)).toBe(first);

    later(10);
    await dispatch();
    expect(await ringingAt(id)).toBe(second);

    await refuse(engine.services, as(second), id);
    await dispatch();
    expect(await ringingAt(id)).toBeNull(); // a breath before it rings at the same again

    later(REST_SECONDS);
    await dispatch();
    expect(await ringingAt(id)).toBe(first);
  });

  test('whoever passes something over has the next of what waits', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    const [one, two] = [await enter(queue), await enter(queue)];
    await dispatch();

    await refuse(engine.services, as(advisor), one);
    await dispatch();

    expect(await ringingAt(one)).toBeNull();
    expect(await ringingAt(two)).toBe(advisor);
  });

  test('a ring at somebody who goes away ends at once', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    const id = await enter(queue);
    await dispatch();

    await engine.services.presence.choose(as(advisor), 'away');
    await dispatch();

    expect(await ringingAt(id)).toBeNull();
  });

  test('a distribution to a user rings at that user only, and ends when they go', async () => {
    const queue = await addQueue();
    const [wanted] = [await addAdvisor(engine), await addAdvisor(engine, { serves: [queue] })];
    const { id } = await engine.runAction('distribution-user', {
      target: { user: { id: wanted } },
      ringSeconds: 60,
    });
    await dispatch();
    expect(await ringingAt(id)).toBe(wanted);

    await engine.services.presence.choose(as(wanted), 'offline');
    await dispatch();

    const done = await engine.read(id);
    expect(done.branchesOf('it')).toEqual(['no-response']);
    expect(done.reasonOf('it')).toBe('The user is not available any more.');
  });

  test('unprocessed: the queue is deleted while somebody waits in it', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    await setPresence(engine, advisor, 'away');
    const id = await enter(queue);
    await engine.db.deleteFrom('profile_queues').where('queue_id', '=', queue).execute();
    await engine.db.deleteFrom('entities').where('id', '=', queue).execute();

    await dispatch();

    expect((await engine.read(id)).branchesOf('it')).toEqual(['unprocessed']);
  });

  test('users with an open socket stay connected; once a minute is enough', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    const { hub } = engine.services;
    const who = { kind: 'user' as const, ...as(advisor), sessionId: '' };
    const watcher = { who, scopes: new Set<never>(), send() {}, close() {} };
    later(61); // whatever was renewed before
    await hub.add(watcher);
    await dispatch();
    later(100);
    await dispatch();
    later(100);
    const id = await enter(queue);
    await dispatch();
    expect(await ringingAt(id)).toBe(advisor);

    hub.remove(watcher);
    await refuse(engine.services, as(advisor), id); // seen once more
    later(120);
    await dispatch();
    expect(await ringingAt(id)).toBeNull();
  });

  test('works by itself: a nudge of the commit is enough', async () => {
    const queue = await addQueue();
    const advisor = await addAdvisor(engine, { serves: [queue] });
    engine.services.dispatcher.start();
    try {
      const id = await enter(queue);
      await expect.poll(() => ringingAt(id), { timeout: 10_000 }).toBe(advisor);
    } finally {
      await engine.services.dispatcher.stop();
    }
  });
});

type Turn =
  | { does: 'enter'; queue: number; prioritise: boolean }
  | { does: 'ring-user'; user: number }
  | { does: 'accept' | 'refuse' | 'finish' | 'leave'; which: number }
  | { does: 'presence'; user: number; status: PresenceStatus }
  | { does: 'time'; seconds: number };

test('two dispatchers, any order of events: nobody rings twice, nobody is forgotten', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  console.log(`desk: SEED=${seed}`);
  const number = fc.nat(5);
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    fc.record({
      does: fc.constant('enter' as const),
      queue: fc.nat(1),
      prioritise: fc.boolean(),
    }),
    fc.record({ does: fc.constant('ring-user' as const), user: fc.nat(3) }),
    fc.record({
      does: fc.constantFrom('accept' as const, 'accept', 'refuse', 'finish', 'leave'),
      which: number,
    }),
    fc.record({
      does: fc.constant('presence' as const),
      user: fc.nat(3),
      status: fc.constantFrom('available' as const, 'available', 'away', 'offline'),
    }),
    fc.record({
      does: fc.constant('time' as const),
      seconds: fc.constantFrom(1, REST_SECONDS, 31, 130),
    }),
  );
  const servers = [engine.services, other];

  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 5, maxLength: 25 }), async (turns) => {
      await clearDesk();
      const [one, two] = [await addQueue(), await addQueue()];
      const users = [
        await addAdvisor(engine, { serves: [one] }),
        await addAdvisor(engine, { serves: [two] }),
        await addAdvisor(engine, { serves: [one, two] }),
        await addAdvisor(engine, { serves: [one, two], status: 'offline' }),
      ];
      for (const [index, each] of turns.entries()) {
        const server = servers[index % 2]!;
        await Promise.all([
          happens(each, server, [one, two], users),
          ...servers.map(({ dispatcher }) => dispatcher.dispatch()),
        ]);
        await expectOneEach();
      }
      await drain(users);
    }),
    { seed, numRuns: 12 },
  );

  async function desks() {
    return engine.db
      .selectFrom('desk')
      .selectAll()
      .orderBy('entered_at')
      .orderBy('interaction_id')
      .execute();
  }

  async function happens(
    each: Turn,
    server: Services,
    both: string[],
    users: string[],
  ): Promise<void> {
    switch (each.does) {
      case 'enter':
        return void (await enter(both[each.queue]!, each.prioritise));
      case 'ring-user': {
        const target = { user: { id: users[each.user] } };
        return void (await engine.runAction('distribution-user', { target }));
      }
      case 'presence':
        return void (await server.presence.choose(as(users[each.user]!), each.status));
      case 'time':
        later(each.seconds);
        return void (await engine.services.engine.runDue());
      default:
        return actOn(each, server);
    }
  }

  async function actOn(each: Extract<Turn, { which: number }>, server: Services) {
    const { does, which } = each;
    const rows = await desks();
    const wanted =
      does === 'leave'
        ? rows
        : rows.filter((row) => (does === 'finish' ? row.advisor_id : row.ringing_id));
    const row = wanted[which % Math.max(wanted.length, 1)];
    if (!row) return;
    const id = row.interaction_id;
    try {
      if (does === 'leave') await server.engine.customerLeft(engine.organisationId, id);
      else if (does === 'accept') await accept(server, as(row.ringing_id!), id);
      else if (does === 'refuse') await refuse(server, as(row.ringing_id!), id);
      else await finish(server, as(row.advisor_id!), id);
    } catch (error) {
      // the ring ended while it was on its way
      expect(String(error)).toMatch(/does not ring|no such interaction/);
    }
  }

  async function expectOneEach() {
    const rows = await desks();
    const busy = rows.flatMap(({ ringing_id, advisor_id }) => ringing_id ?? advisor_id ?? []);
    expect(new Set(busy).size).toBe(busy.length);
    expect(rows.filter(({ ringing_id, advisor_id }) => ringing_id && advisor_id)).toEqual([]);
    const runs = await engine.db
      .selectFrom('runs')
      .select(['interaction_id', 'state'])
      .where('ended_at', 'is', null)
      .execute();
    const waiting = runs.filter(({ state }) => (state as { desk: unknown }).desk);
    expect(waiting.map((run) => run.interaction_id).sort()).toEqual(
      rows.map((row) => row.interaction_id).sort(),
    );
  }

  /** All are there and take whatever rings: nothing is left in the end. */
  async function drain(users: string[]) {
    for (let round = 0; round < 60; round++) {
      const rows = await desks();
      if (rows.length === 0) return;
      for (const user of users) await other.presence.choose(as(user), 'available');
      for (const row of rows) {
        if (row.advisor_id) await finish(other, as(row.advisor_id), row.interaction_id);
      }
      later(REST_SECONDS);
      await engine.services.engine.runDue();
      await other.dispatcher.dispatch();
      for (const row of await desks()) {
        if (row.ringing_id) await accept(other, as(row.ringing_id), row.interaction_id);
      }
    }
    expect(await desks()).toEqual([]);
  }

  async function clearDesk() {
    for (const { interaction_id } of await desks())
      await engine.services.engine.customerLeft(engine.organisationId, interaction_id);
    await engine.db.updateTable('presence').set({ status: 'offline' }).execute();
  }
}, 120_000);
