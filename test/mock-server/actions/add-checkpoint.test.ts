import { expect, test } from 'vitest';
import { run, runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const vip = {
  id: '0193b2a0-0000-7000-8000-000000000001',
  name: 'VIP customer',
  reference: 'VIP',
  alias: 'vip',
};
const known = {
  id: '0193b2a0-0000-7000-8000-000000000002',
  name: 'Known',
  reference: 'KNOWN',
  alias: 'vip',
};
const checkpoints = [vip, known];
const setting = (checkpoint: object) => ({
  type: 'add-checkpoint',
  parameters: { checkpoint },
});

test('a picked checkpoint is attached as a snapshot, and its alias joins the tags', async () => {
  const done = await run(
    treeOf({ mark: { ...setting({ id: vip.id }), name: 'Mark as VIP' } }),
    { checkpoints },
  );

  expect(done.checkpoints).toEqual([
    {
      checkpointId: vip.id,
      name: 'VIP customer',
      reference: 'VIP',
      alias: 'vip',
      sequence: 1,
      attachedAt: '2026-11-20T10:00:00.000Z',
      routingId: 'own-routing',
      routingVersion: 1,
      actionId: 'mark',
      actionName: 'Mark as VIP',
      hits: 1,
    },
  ]);
  expect(done.conversation.interaction.tags).toEqual(['vip']);
  expect(done.branchesOf('mark')).toEqual(['ok']);
});

test('a reference built from a variable is trimmed, then looked up exactly', async () => {
  const variables = { 'customer.mark': ' VIP ' };
  const choice = { reference: '{{customer.mark}}' };

  const done = await runAction(
    'add-checkpoint',
    { checkpoint: choice },
    { checkpoints, variables },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.checkpoints.map(({ reference }) => reference)).toEqual(['VIP']);
});

test.each([
  ['another case', { reference: 'vip' }],
  ['an empty reference', { reference: '' }],
  ['a reference whose variable is not set', { reference: '{{customer.mark}}' }],
  ['a deleted checkpoint', { id: '0193b2a0-0000-7000-8000-00000000dead' }],
])('%s leaves by reference-not-found', async (_, checkpoint) => {
  const done = await runAction('add-checkpoint', { checkpoint }, { checkpoints });

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  expect(done.checkpoints).toEqual([]);
  expect(done.reasonOf('it')).not.toBeNull();
});

test('a second time only counts: the first time and the first action stand', async () => {
  const tree = treeOf({
    first: { ...setting({ id: vip.id }), branches: { ok: 'pause' } },
    pause: { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'second' } },
    second: { ...setting({ reference: 'VIP' }), branches: { ok: 'third' } },
    third: setting({ id: vip.id }),
  });
  const done = await (await run(tree, { checkpoints })).timeOver();

  expect(done.branchesOf('second')).toEqual(['ok']);
  expect(done.checkpoints).toMatchObject([
    { actionId: 'first', attachedAt: '2026-11-20T10:00:00.000Z', sequence: 1, hits: 3 },
  ]);
});

test('two checkpoints with one alias are two entries and one tag', async () => {
  const tree = treeOf({
    first: { ...setting({ id: vip.id }), branches: { ok: 'second' } },
    second: setting({ id: known.id }),
  });

  const done = await run(tree, { checkpoints });

  expect(done.checkpoints.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(done.conversation.interaction.tags).toEqual(['vip']);
});

test('a clock that goes back does not put a checkpoint before the one before it', async () => {
  const tree = treeOf({
    first: { ...setting({ id: vip.id }), branches: { ok: 'ask' } },
    ask: { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'second' } },
    second: setting({ id: known.id }),
  });
  const going = await run(tree, { checkpoints });
  going.now = new Date('2026-11-20T09:00:00.000Z');

  await going.due();

  expect(going.checkpoints.map(({ attachedAt }) => attachedAt)).toEqual([
    '2026-11-20T10:00:00.000Z',
    '2026-11-20T10:00:00.000Z',
  ]);
});

test('refuses a checkpoint that is neither picked nor named', () => {
  expect(wrongParameters('add-checkpoint', { checkpoint: {} })).toEqual(['checkpoint.id']);
  expect(wrongParameters('add-checkpoint', { checkpoint: { id: 'VIP' } })).toEqual([
    'checkpoint.id',
  ]);
});
