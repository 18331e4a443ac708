import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addServedQueue,
  hear,
  readDesk,
  readRow,
  setPresence,
  type PresenceStatus,
} from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeAround, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

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

const queueWith = (definition?: object, statuses?: readonly (PresenceStatus | null)[]) =>
  addServedQueue(engine, definition, statuses);

const enter = (queue: { id: string }, more: object = {}) =>
  engine.runAction('distribution-queue', { target: { queue: { id: queue.id } }, ...more });

/** Whoever waits in the queue takes a place of the limits. */
async function fill(queue: { id: string }, count: number) {
  for (let index = 0; index < count; index++) {
    const { run } = await enter(queue);
    expect(run.desk).not.toBeNull();
  }
}

const lea = (userId = '0193b2a0-0000-7000-8000-00000000000a') => ({ userId, name: 'Léa' });

describe('an interaction that enters', () => {
  test('waits in the queue, and others see that it does', async () => {
    const queue = await queueWith({ ringSeconds: 45 });

    const { id, run } = await enter(queue, { prioritise: true });

    expect(run).toMatchObject({ state: 'waiting', wait: { for: 'advisor', dueAt: null } });
    expect(await readDesk(engine, id)).toMatchObject({
      queue_ids: [queue.id],
      user_id: null,
      prioritised: true,
      ring_seconds: 45,
      entered_at: engine.now,
      advisor_id: null,
    });
    expect(await readRow(engine, id)).toMatchObject({ status: 'waiting', queue_id: queue.id });
  });

  test('processed: an advisor took it and ended it, and the run goes on', async () => {
    const queue = await queueWith();
    const [advisor = ''] = queue.advisors;
    const { id } = await enter({ id: queue.id });
    await hear(engine, id, { event: 'accepted', queueId: queue.id, ...lea(advisor) });

    expect(await readRow(engine, id)).toMatchObject({
      status: 'in-progress',
      advisor_id: advisor,
    });
    expect(await readDesk(engine, id)).toMatchObject({ advisor_id: advisor });

    await hear(engine, id, { event: 'finished', ...lea(advisor) });

    const done = await engine.read(id);
    expect(done.branchesOf('it')).toEqual(['processed']);
    expect(done.run.outcome).toBe('completed');
    expect(await readDesk(engine, id)).toBeUndefined();
    expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
    expect(done.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['queued', 'advisor-joined', 'advisor-finished']),
    );
  });

  test('a refusal keeps it waiting', async () => {
    const { id } = await enter(await queueWith());

    await hear(engine, id, { event: 'refused', ...lea() });

    expect((await engine.read(id)).run.desk).not.toBeNull();
  });

  test('what the customer writes meanwhile is kept and moves nothing', async () => {
    const { id } = await enter(await queueWith());

    const still = await engine.write(id, 'Is anybody there?');

    expect(still.branchesOf('it')).toEqual([]);
    expect(still.messages).toHaveLength(1);
  });

  test('unprocessed: the queue is gone', async () => {
    const { id } = await enter(await queueWith());

    await hear(engine, id, { event: 'out-of-reach', reason: 'The queue has been deleted.' });

    const done = await engine.read(id);
    expect(done.branchesOf('it')).toEqual(['unprocessed']);
    expect(done.reasonOf('it')).toBe('The queue has been deleted.');
  });

  test('dissuasion-wait: at the maximum wait, not before', async () => {
    const { id } = await enter(await queueWith({ maximumWaitSeconds: 90 }));

    later(89);
    expect((await engine.due(id)).branchesOf('it')).toEqual([]);
    later(1);
    expect((await engine.due(id)).branchesOf('it')).toEqual(['dissuasion-wait']);
    expect(await readRow(engine, id)).toMatchObject({
      status: 'dissuaded',
      status_reason: 'The maximum wait in the queue was reached.',
    });
  });

  test('the maximum wait ends with the acceptance', async () => {
    const queue = await queueWith({ maximumWaitSeconds: 90 });
    const { id } = await enter(queue);
    await hear(engine, id, { event: 'accepted', queueId: queue.id, ...lea(queue.advisors[0]) });

    later(1000);

    expect((await engine.due(id)).branchesOf('it')).toEqual([]);
  });

  test('dissuasion-by-user: it is turned away, and its status says by whom', async () => {
    const { id } = await enter(await queueWith());

    await hear(engine, id, { event: 'dissuaded', ...lea() });

    expect((await engine.read(id)).branchesOf('it')).toEqual(['dissuasion-by-user']);
    expect(await readRow(engine, id)).toMatchObject({
      status: 'dissuaded',
      status_reason: 'Léa turned the interaction away.',
    });
  });

  test('a customer who leaves takes no branch and leaves the queue', async () => {
    const { id } = await enter(await queueWith());

    await engine.services.engine.customerLeft(engine.organisationId, id);

    const done = await engine.read(id);
    expect(done.branchesOf('it')).toEqual([null]);
    expect(done.run.outcome).toBe('abandoned');
    expect(await readDesk(engine, id)).toBeUndefined();
    expect(await readRow(engine, id)).toMatchObject({ status: 'aborted' });
  });
});

describe('before it enters', () => {
  /** It never was in the queue: no place there, no word of one. */
  async function expectOutside(
    done: Awaited<ReturnType<typeof enter>>,
    branch: string,
  ): Promise<void> {
    expect(done.branchesOf('it')).toEqual([branch]);
    expect(done.reasonOf('it')).not.toBeNull();
    expect(done.events.map(({ kind }) => kind)).not.toContain('queued');
    expect(await readDesk(engine, done.id)).toBeUndefined();
  }

  test('reference-not-found: no such queue, before anything else', async () => {
    const target = { queue: { reference: 'NO-SUCH-QUEUE' } };
    await expectOutside(
      await engine.runAction('distribution-queue', { target }),
      'reference-not-found',
    );
  });

  test('a queue by its reference is found', async () => {
    const { reference } = await queueWith();
    const target = { queue: { reference: '{{which.queue}}' } };
    const variables = { 'which.queue': reference };

    const done = await engine.runAction('distribution-queue', { target }, { variables });

    expect(done.run.desk).not.toBeNull();
  });

  test.each([
    ['nobody serves it', []],
    ['who serves it never came', [null]],
    ['who serves it is offline', ['offline']],
  ] as const)('overflow-no-user: %s', async (_, statuses) => {
    await expectOutside(await enter(await queueWith({}, statuses)), 'overflow-no-user');
  });

  test('overflow-no-user: who serves it was not seen for two minutes', async () => {
    const queue = await queueWith();
    later(119);
    expect((await enter(queue)).run.desk).not.toBeNull();
    later(1);
    await expectOutside(await enter(queue), 'overflow-no-user');
  });

  test('somebody who is away is connected', async () => {
    expect((await enter(await queueWith({}, ['away']))).run.desk).not.toBeNull();
  });

  test('overflow-estimated-wait: waiting ahead × handling time ÷ connected users is more than the maximum', async () => {
    const queue = await queueWith(
      { maximumEstimatedWaitSeconds: 100, averageHandlingSeconds: 100 },
      ['available', 'away'],
    );
    await fill(queue, 3); // 0, 50 and 100 s before the third: not more than the maximum

    const done = await enter(queue);

    await expectOutside(done, 'overflow-estimated-wait');
    expect(done.reasonOf('it')).toContain('150 s');
    expect((await enter(queue, { prioritise: true })).run.desk).not.toBeNull(); // nobody is ahead of it
  });

  test('the estimate follows the last handling times', async () => {
    const queue = await queueWith({
      maximumEstimatedWaitSeconds: 100,
      averageHandlingSeconds: 300,
    });
    const [advisor = ''] = queue.advisors;
    for (const seconds of [50, 70]) {
      const { id } = await enter(queue);
      await hear(engine, id, { event: 'accepted', queueId: queue.id, ...lea(advisor) });
      later(seconds);
      await hear(engine, id, { event: 'finished', ...lea(advisor) });
    }
    await setPresence(engine, advisor, 'available');
    await fill(queue, 2); // 60 s each: the second is told of 60, the third of 120

    const done = await enter(queue);

    await expectOutside(done, 'overflow-estimated-wait');
    expect(done.reasonOf('it')).toContain('120 s');
  });

  test('overflow-number-waiting: as many wait as may', async () => {
    const queue = await queueWith({ maximumWaiting: { kind: 'number', value: 2 } });
    await fill(queue, 2);

    await expectOutside(await enter(queue), 'overflow-number-waiting');
  });

  test('a percentage is one of the connected users', async () => {
    const queue = await queueWith({ maximumWaiting: { kind: 'percent', value: 150 } }, [
      'available',
      'away',
      'offline',
    ]);
    await fill(queue, 3); // 150 % of two

    await expectOutside(await enter(queue), 'overflow-number-waiting');
  });

  test('the last place is given once, however many come at the same moment', async () => {
    const queue = await queueWith({ maximumWaiting: { kind: 'number', value: 1 } });

    const all = await Promise.all([1, 2, 3, 4].map(() => enter(queue)));

    expect(all.filter(({ run }) => run.desk !== null)).toHaveLength(1);
  });

  test('who comes back to the queue in the same step does not count as waiting', async () => {
    const queue = await queueWith({
      maximumWaitSeconds: 60,
      maximumWaiting: { kind: 'number', value: 1 },
    });
    const { actions } = treeAround('distribution-queue', {
      target: { queue: { id: queue.id } },
    });
    const it = { ...actions['it']!, branches: { 'dissuasion-wait': 'it' } };
    const { id } = await engine.run(treeOf({ it }));

    later(60);

    const again = await engine.due(id);
    expect(again.branchesOf('it')).toEqual(['dissuasion-wait']);
    expect(again.run.desk).toMatchObject({ enteredAt: engine.now.toISOString() });
    expect(await readRow(engine, id)).toMatchObject({ status: 'waiting' });
  });
});

describe('a branch that is not wired', () => {
  const around = (queue: { id: string }, branches: string[]) =>
    treeOf({
      it: {
        type: 'distribution-queue',
        parameters: { target: { queue: { id: queue.id } } },
        branches: Object.fromEntries(branches.map((key) => [key, 'on'])),
      },
      on: { type: 'node' },
    });

  test.each([
    ['overflow', [], {}],
    ['overflow', ['available'], { maximumWaiting: { kind: 'number', value: 0 } }],
  ] as const)('of the overflows leaves by %s', async (branch, statuses, definition) => {
    const queue = await queueWith(definition, statuses);
    const done = await engine.run(around(queue, ['overflow', 'unprocessed']));
    expect(done.branchesOf('it')).toEqual([branch]);
  });

  test('of the estimated wait leaves by overflow, too', async () => {
    const limits = { maximumEstimatedWaitSeconds: 30, averageHandlingSeconds: 31 };
    const queue = await queueWith(limits);
    await fill(queue, 1);
    const done = await engine.run(around(queue, ['overflow']));
    expect(done.branchesOf('it')).toEqual(['overflow']);
  });

  test('of the dissuasions leaves by dissuasion', async () => {
    const queue = await queueWith({ maximumWaitSeconds: 30 });
    const tree = around(queue, ['dissuasion', 'unprocessed']);
    const [byWait, byUser] = [await engine.run(tree), await engine.run(tree)];
    await hear(engine, byUser.id, { event: 'dissuaded', ...lea() });
    later(30);

    expect((await engine.due(byWait.id)).branchesOf('it')).toEqual(['dissuasion']);
    expect((await engine.read(byUser.id)).branchesOf('it')).toEqual(['dissuasion']);
  });

  test('and has no general one of its own leaves by unprocessed', async () => {
    const nobody = await queueWith({}, []);
    const done = await engine.run(around(nobody, ['unprocessed']));
    expect(done.branchesOf('it')).toEqual(['unprocessed']);
  });

  test('processed has nothing in its place: the run ends, and the interaction was processed', async () => {
    const queue = await queueWith();
    const [advisor = ''] = queue.advisors;
    const { id } = await engine.run(around(queue, ['unprocessed']));
    await hear(engine, id, { event: 'accepted', queueId: queue.id, ...lea(advisor) });
    await hear(engine, id, { event: 'finished', ...lea(advisor) });

    const done = await engine.read(id);
    expect(done.branchesOf('it')).toEqual(['processed']);
    expect(done.run.outcome).toBe('branch_unwired');
    expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
  });
});

test('refuses neither queue nor group, both, and a priority that is none', () => {
  const id = '0193b2a0-0000-7000-8000-000000000009';
  expect(wrongParameters('distribution-queue', {})).toEqual(['target']);
  expect(
    wrongParameters('distribution-queue', {
      target: { queue: { id }, queueGroup: { id } },
      prioritise: 'very',
    }),
  ).toEqual(expect.arrayContaining(['prioritise']));
});
