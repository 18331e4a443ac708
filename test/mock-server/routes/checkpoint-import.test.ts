import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../../api-client/contract/checkpoint.ts';
import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { addRouting, Maker, type Caller, type Reply } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

const row = (name: string, reference: string, alias = '') => ({ name, reference, alias });

const imports = (rows: object[], more: object = {}, by = admin): Promise<Reply> =>
  by.post('/checkpoints/import', { rows, ...more });

async function stored(): Promise<Checkpoint[]> {
  const { body } = await admin.get('/checkpoints?sort=reference&limit=200');
  return (body as { items: Checkpoint[] }).items;
}

const told = async () =>
  (await stored()).map(({ name, reference, alias, revision }) => [
    name,
    reference,
    alias,
    revision,
  ]);

async function changes(): Promise<number> {
  const rows = await maker.services.db
    .selectFrom('changes')
    .select('entity_id')
    .where('organisation_id', '=', organisation)
    .where('kind', '=', 'checkpoint')
    .execute();
  return rows.length;
}

describe('an import', () => {
  beforeEach(async () => {
    await admin.post('/checkpoints', row('Arrived', 'arrived', 'Here'));
    await admin.post('/checkpoints', row('Left', 'left'));
  });
  const rows = [
    row(' Arrived ', 'arrived', ' Here '),
    row('Gone', 'LEFT', 'Out'),
    row('=1+1 <b>', 'new'),
  ];

  test('tells first what it would do, and stores nothing', async () => {
    const before = await told();
    const { status, body } = await imports(rows, { dryRun: true });
    expect(status).toBe(200);
    expect(body).toEqual({
      isStored: false,
      rows: [
        { is: 'unchanged' },
        { is: 'changed', before: { name: 'Left', reference: 'left', alias: null } },
        { is: 'new' },
      ],
      brokenUses: [],
      preview: expect.any(String),
    });
    expect(await told()).toEqual(before);
    expect(await changes()).toBe(2);
  });

  test('does what it told', async () => {
    const { preview } = (await imports(rows, { dryRun: true })).body;
    maker.now = new Date('2026-11-20T11:00:00.000Z');
    const { status, body } = await imports(rows, { preview });
    expect(status).toBe(200);
    expect(body.isStored).toBe(true);
    expect(await told()).toEqual([
      ['Arrived', 'arrived', 'Here', 1],
      ['Gone', 'LEFT', 'Out', 2],
      ['=1+1 <b>', 'new', null, 1],
    ]);
    const [arrived, gone] = await stored();
    expect(arrived).toMatchObject({ updatedAt: '2026-11-20T10:00:00.000Z' });
    expect(gone).toMatchObject({ updatedAt: '2026-11-20T11:00:00.000Z', updatedBy: 'Ada' });
    expect(await changes()).toBe(4);
    expect((await admin.get('/checkpoints?search=1%2B1')).body.total).toBe(1);
  });

  test('that is repeated changes nothing more', async () => {
    await imports(rows);
    const before = await told();
    const { body } = await imports(rows);
    expect(body.rows).toEqual([{ is: 'unchanged' }, { is: 'unchanged' }, { is: 'unchanged' }]);
    expect(await told()).toEqual(before);
  });

  test('of a preview that is no longer true is refused, and stores nothing', async () => {
    const { preview } = (await imports(rows, { dryRun: true })).body;
    const [, left] = await stored();
    await admin.patch(`/checkpoints/${left!.id}`, { alias: 'Theirs' });
    const before = await told();
    expectProblem(await imports(rows, { preview }), 412, 'precondition-failed');
    expect(await told()).toEqual(before);
  });

  test('of other rows than those of the preview is refused', async () => {
    const { preview } = (await imports(rows, { dryRun: true })).body;
    const others = [...rows, row('More', 'more')];
    expectProblem(await imports(others, { preview }), 412, 'precondition-failed');
  });

  test('with one row that is refused stores none', async () => {
    const before = await told();
    const wrong = [...rows, row('', 'a b', 'x'.repeat(31))];
    const { body } = await imports(wrong, { dryRun: true });
    expect(body.rows[3]).toEqual({
      is: 'refused',
      faults: [
        { path: 'name', is: 'missing', message: 'Give it a name.' },
        { path: 'reference', is: 'characters', message: expect.any(String) },
        { path: 'alias', is: 'too-long', message: expect.any(String) },
      ],
    });
    const reply = await imports(wrong);
    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(['rows.3.name', 'rows.3.reference', 'rows.3.alias']);
    expect(await told()).toEqual(before);
  });

  test.each([
    ['a name that breaks its line', row('a\nb', 'r'), 'name', 'characters'],
    ['a name that rings', row('a\u0007', 'r'), 'name', 'characters'],
    ['a name that is too long', row('x'.repeat(101), 'r'), 'name', 'too-long'],
    ['no reference', row('a', ' '), 'reference', 'missing'],
    ['an alias with an escape', row('a', 'r', '\u001b[31m'), 'alias', 'characters'],
  ])('refuses %s', async (_, one, path, is) => {
    const { body } = await imports([one], { dryRun: true });
    expect(body.rows).toEqual([
      { is: 'refused', faults: [{ path, is, message: expect.any(String) }] },
    ]);
  });

  test('refuses every one of the rows with the same reference', async () => {
    const twins = [row('One', 'twin'), row('Two', 'Twin '), row('Three', 'three')];
    const { body } = await imports(twins, { dryRun: true });
    expect(body.rows.map(({ is }: { is: string }) => is)).toEqual([
      'refused',
      'refused',
      'new',
    ]);
    expect(body.rows[1].faults).toEqual([
      { path: 'reference', is: 'twice', message: expect.stringContaining('“Twin”') },
    ]);
  });

  test('leaves as it is what was stored before names stood on one line', async () => {
    const { db } = maker.services;
    await db
      .updateTable('checkpoints')
      .set({ name: 'Two\nlines' })
      .where('organisation_id', '=', organisation)
      .where('reference', '=', 'left')
      .execute();
    expect((await imports([row('Two\nlines', 'left')])).body.rows).toEqual([
      { is: 'unchanged' },
    ]);
  });
});

test('a reference whose case changes is told with the actions that look for the old one', async () => {
  await admin.post('/checkpoints', row('Arrived', 'arrived'));
  const tree: RoutingTree = {
    start: 'start',
    actions: {
      start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'add' } },
      add: {
        type: 'add-checkpoint',
        name: 'Add it',
        parameters: { checkpoint: { reference: 'arrived' } },
        branches: {},
      },
    },
  };
  await addRouting(admin, 'FLOW', tree);
  const { body } = await imports([row('Arrived', 'Arrived')], { dryRun: true });
  expect(body.brokenUses).toMatchObject([{ actionName: 'Add it', by: 'reference' }]);
  const same = await imports([row('Come', 'arrived')], { dryRun: true });
  expect(same.body.brokenUses).toEqual([]);
});

test('another organisation’s checkpoints are not met', async () => {
  const other = await maker.addUser(await maker.addOrganisation());
  await other.post('/checkpoints', row('Theirs', 'same'));
  const { body } = await imports([row('Ours', 'same')]);
  expect(body.rows).toEqual([{ is: 'new' }]);
  expect((await other.get('/checkpoints')).body.items).toMatchObject([{ name: 'Theirs' }]);
});

test.each([[['read', 'create']], [['read', 'modify']]])(
  'who has only the rights %j may not import',
  async (checkpoints) => {
    const user = await maker.addUser(organisation, { checkpoints } as never);
    expectProblem(await imports([row('a', 'a')], { dryRun: true }, user), 403, 'forbidden');
  },
);

test('two imports of the same rows at the same moment make each checkpoint once', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => row(`Name ${at}`, `ref-${at}`));
  const replies = await Promise.all([imports(rows), imports([...rows].reverse())]);
  expect(replies.map(({ status }) => status)).toContain(200);
  for (const { status } of replies) expect([200, 412]).toContain(status);
  expect(await stored()).toHaveLength(50);
});

test('ten thousand rows are taken, and one more is refused', async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    row(`Name ${at} ${'x'.repeat(60)}`, `ref-${at}`, `Alias ${at}`),
  );
  const { status } = await imports(rows);
  expect(status).toBe(200);
  expect((await admin.get('/checkpoints?limit=1')).body.total).toBe(10_000);
  const more = await imports([...rows, row('a', 'a')]);
  expectProblem(more, 422, 'invalid-input');
  expect(problemPaths(more)).toEqual(['rows']);
});

test('a row of anything else than texts is refused as a whole', async () => {
  expectProblem(await imports([{ name: 5, reference: 'r', alias: '' }]), 422, 'invalid-input');
  expectProblem(await imports([]), 422, 'invalid-input');
  expectProblem(await imports([row('a\0', 'r')]), 422, 'invalid-input');
});
