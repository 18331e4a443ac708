import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addServedQueue, hear, readDesk, readRow } from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';

/* Distribution to a queue group: what of it differs from one queue. */

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(async () => {
  expect(engine.faults).toEqual([]);
  await engine.stop();
});

let groups = 0;

describe('a queue group', () => {
  async function groupOf(...members: { id: string }[]) {
    const reference = `GROUP-${++groups}`;
    const definition = { queues: members.map(({ id }) => id) };
    await engine.addEntity('queue-group', reference, definition);
    return () =>
      engine.runAction('distribution-queue', { target: { queueGroup: { reference } } });
  }

  test('lets advisors of any of its queues take it, by the queue that they serve', async () => {
    const [first, second] = [
      await addServedQueue(engine, {}, []),
      await addServedQueue(engine),
    ];
    const [advisor = ''] = second.advisors;
    const { id } = await (await groupOf(first, second))();
    expect(await readDesk(engine, id)).toMatchObject({ queue_ids: [first.id, second.id] });

    await hear(engine, id, {
      event: 'accepted',
      queueId: second.id,
      userId: advisor,
      name: 'Léa',
    });

    expect(await readRow(engine, id)).toMatchObject({ queue_id: second.id });
  });

  test('turns away only what each of its served queues would', async () => {
    const full = { maximumWaiting: { kind: 'number', value: 0 } };
    const [unserved, first, second] = [
      await addServedQueue(engine, {}, []),
      await addServedQueue(engine, full),
      await addServedQueue(engine),
    ];
    expect((await (await groupOf(unserved, first, second))()).run.desk).not.toBeNull();
    expect((await (await groupOf(unserved, first))()).branchesOf('it')).toEqual([
      'overflow-number-waiting',
    ]);
    expect((await (await groupOf(unserved))()).branchesOf('it')).toEqual(['overflow-no-user']);
  });

  test('keeps it as long as the most patient of its queues', async () => {
    const [quick, slow] = [
      await addServedQueue(engine, { maximumWaitSeconds: 30 }),
      await addServedQueue(engine, { maximumWaitSeconds: 60 }),
    ];
    const entered = await (await groupOf(quick, slow))();
    expect(Date.parse(entered.run.wait?.dueAt ?? '') - engine.now.getTime()).toBe(60_000);
    const forEver = await (await groupOf(quick, await addServedQueue(engine)))();
    expect(forEver.run.wait?.dueAt).toBeNull();
  });

  test('that does not exist leaves by reference-not-found', async () => {
    const target = { queueGroup: { reference: 'NO-SUCH-GROUP' } };
    const done = await engine.runAction('distribution-queue', { target });
    expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  });
});
