import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { lockConversation } from '../../../mock-server/storage/conversations.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';

/** Waits of several interactions that end at the same moment. */
let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());

const assign: Sketch = {
  type: 'assign-values',
  parameters: { rows: [{ target: 'customer.step', value: 'over' }] },
};
const useRecords: Sketch = {
  type: 'associate-case',
  parameters: { reference: 'none' },
  branches: { 'not-found': 'end' },
};

/** An interaction that waits a minute and then does this. */
async function waitThen(next: Sketch): Promise<string> {
  const pause = { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'next' } };
  const { id } = await engine.run(treeOf({ pause, next, end: { type: 'node' } }));
  return id;
}

function minuteLater(): void {
  engine.now = new Date(engine.now.getTime() + 61_000);
}

/** How many transactions wrote these runs last. */
async function transactionsOf(ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ xmin: string }>`
    select distinct xmin::text from runs where interaction_id = any(${[...ids]}::uuid[])
  `.execute(engine.db);
  return rows.length;
}

const isOver = async (id: string) => (await engine.read(id)).run.state === 'ended';

it('share a transaction, and each gets its own step', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => waitThen(assign)));
  minuteLater();
  expect(await engine.services.engine.runDue()).toBe(5);
  expect(await transactionsOf(ids)).toBe(1);
  for (const id of ids) {
    const done = await engine.read(id);
    expect(done.variables['customer.step']).toBe('over');
    expect(done.branchesOf('pause')).toEqual(['ok']);
  }
  expect(await engine.services.engine.runDue()).toBe(0);
});

it('leave out one that uses the organisation’s records, which has a transaction of its own', async () => {
  const ids = await Promise.all([assign, useRecords, assign].map(waitThen));
  minuteLater();
  await engine.services.engine.runDue();
  expect(await transactionsOf(ids)).toBe(2);
  const [, alone = ''] = ids;
  expect((await engine.read(alone)).branchesOf('next')).toEqual(['not-found']);
  expect(engine.faults).toEqual([]);
});

it('do not wait for one whose run somebody has', async () => {
  const [held = '', ...others] = await Promise.all([assign, assign, assign].map(waitThen));
  minuteLater();
  let due: Promise<number> | undefined;
  await engine.db.transaction().execute(async (tx) => {
    await lockConversation(tx, engine.organisationId, held);
    due = engine.services.engine.runDue();
    await vi.waitFor(async () => {
      expect(await Promise.all(others.map(isOver))).toEqual([true, true]);
    });
    expect(await isOver(held)).toBe(false);
  });
  await due;
  expect((await engine.read(held)).branchesOf('pause')).toEqual(['ok']);
});

it('know which checkpoints each interaction has already', async () => {
  const checkpoint = engine.services.newId(engine.now);
  const dates = { created_at: engine.now, updated_at: engine.now };
  await engine.db
    .insertInto('checkpoints')
    .values({
      organisation_id: engine.organisationId,
      id: checkpoint,
      name: 'Seen',
      reference: 'seen',
      alias: null,
      folded: 'seen',
      updated_by: null,
      ...dates,
    })
    .execute();
  const mark = { type: 'add-checkpoint', parameters: { checkpoint: { reference: 'seen' } } };
  const twice = treeOf({
    first: { ...mark, branches: { ok: 'pause' } },
    pause: { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'second' } },
    second: mark,
  });
  const { id: again } = await engine.run(twice);
  const once = await waitThen(mark);
  minuteLater();
  await engine.services.engine.runDue();
  expect(await transactionsOf([again, once])).toBe(1);
  const hitsOf = async (id: string) => {
    const rows = engine.db.selectFrom('interaction_checkpoints').select(['sequence', 'hits']);
    return rows.where('interaction_id', '=', id).execute();
  };
  expect(await hitsOf(again)).toEqual([{ sequence: 1, hits: 2 }]);
  expect(await hitsOf(once)).toEqual([{ sequence: 1, hits: 1 }]);
  expect((await engine.read(again)).run.checkpoints).toBe(1);
});
