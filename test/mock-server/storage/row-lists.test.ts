import { afterAll, beforeAll, expect, it } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';

/** What stands on an interaction's own row of what it has in other tables. */
let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());

async function addCheckpoint(reference: string): Promise<string> {
  const id = engine.services.newId(engine.now);
  await engine.db
    .insertInto('checkpoints')
    .values({
      organisation_id: engine.organisationId,
      id,
      name: reference,
      reference,
      alias: null,
      folded: reference,
      updated_by: null,
      created_at: engine.now,
      updated_at: engine.now,
    })
    .execute();
  return id;
}

const mark = (reference: string, next?: string): Sketch => ({
  type: 'add-checkpoint',
  parameters: { checkpoint: { reference } },
  ...(next && { branches: { ok: next } }),
});

const ask: Sketch = {
  type: 'message-awaiting-response',
  parameters: {
    message: 'One moment.',
    maximumWait: 3600,
    maximumAttempts: 3,
    errorMessage: 'That is none.',
    questions: [{ content: 'Your number?', type: 'number', target: 'customer.number' }],
  },
  branches: { ok: 'zulu' },
};

const rowOf = (id: string) =>
  engine.db
    .selectFrom('interactions')
    .select(['checkpoint_ids', 'checkpoint_times', 'checkpoint_count'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** When the trail says that they were attached. */
async function timesOf(id: string): Promise<Date[]> {
  const rows = await engine.db
    .selectFrom('interaction_checkpoints')
    .select('attached_at')
    .where('interaction_id', '=', id)
    .orderBy('attached_at')
    .execute();
  return rows.map((row) => row.attached_at);
}

it('names each checkpoint once, in the order of the trail, whichever way a step is written', async () => {
  const [zulu, alpha, mike] = [
    await addCheckpoint('zulu'),
    await addCheckpoint('alpha'),
    await addCheckpoint('mike'),
  ];
  const pause: Sketch = {
    type: 'pause',
    parameters: { seconds: 60 },
    branches: { ok: 'mike' },
  };
  const tree = treeOf({
    first: mark('zulu', 'alpha'),
    alpha: mark('alpha', 'ask'),
    ask,
    zulu: mark('zulu', 'pause'),
    pause,
    mike: mark('mike', 'again'),
    again: mark('alpha'),
  });

  const { id } = await engine.run(tree);
  const both = { checkpoint_ids: [zulu, alpha], checkpoint_times: await timesOf(id) };
  expect(await rowOf(id)).toEqual({ ...both, checkpoint_count: 2 });

  await engine.write(id, '12');
  expect(await rowOf(id)).toEqual({ ...both, checkpoint_count: 2 });

  engine.now = new Date(engine.now.getTime() + 61_000);
  const done = await engine.due(id);
  expect(done.branchesOf('again')).toEqual(['ok']);
  const times = await timesOf(id);
  expect(times[2]!.getTime()).toBeGreaterThan(times[1]!.getTime());
  expect(await rowOf(id)).toEqual({
    checkpoint_ids: [zulu, alpha, mike],
    checkpoint_times: times,
    checkpoint_count: 3,
  });
});

it('has no checkpoints where none was attached', async () => {
  const { id } = await engine.run(treeOf({ end: { type: 'node' } }));

  expect(await rowOf(id)).toEqual({
    checkpoint_ids: [],
    checkpoint_times: [],
    checkpoint_count: null,
  });
});
