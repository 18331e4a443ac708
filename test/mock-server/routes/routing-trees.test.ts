import { MOST_ACTIONS, type RoutingTree } from '../../../api-client/contract/routing.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';
import { treeOf } from '../../helpers/run-routing.ts';

let maker: Maker;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  admin = await maker.addUser(await maker.addOrganisation());
});

const hello = treeOf({ hello: { type: 'simple-message', parameters: { message: 'Hello.' } } });

const version = (id: string, number = 1) => `/routings/${id}/versions/${number}`;

const broken: [string, RoutingTree, string][] = [
  ['no start', { start: 'start', actions: {} }, 'tree.actions'],
  [
    'a dangling branch',
    treeOf({ one: { type: 'node', branches: { ok: 'gone' } } }),
    'tree.actions.one.branches.ok',
  ],
  [
    'a link to the start',
    treeOf({ one: { type: 'node', branches: { ok: 'start' } } }),
    'tree.actions.one.branches.ok',
  ],
  ['an unknown type', treeOf({ one: { type: 'teleport' } }), 'tree.actions.one.type'],
  [
    'loads that are not 100',
    treeOf({
      one: {
        type: 'load-sharing',
        parameters: { loads: [33, 33, 33, 0, 0, 0, 0, 0, 0, 0] },
      },
    }),
    'tree.actions.one.parameters.loads',
  ],
];

test('a saved tree is read back as it was sent', async () => {
  const id = await addRouting(admin, 'WELCOME');

  const saved = await admin.put(version(id), { tree: hello, note: ' First try ' }, '"1"');

  expect(saved).toMatchObject({ status: 200, etag: '"2"' });
  expect(saved.body).toMatchObject({ tree: hello, note: 'First try', actionCount: 2 });
  expect((await admin.get(version(id))).body).toEqual(saved.body);
  expectProblem(
    await admin.put(version(id), { tree: hello }, '"1"'),
    412,
    'precondition-failed',
  );
});

test.each(broken)(
  'a tree with %s is refused by its path, and not stored',
  async (_, tree, path) => {
    const id = await addRouting(admin, 'WELCOME', hello);

    const reply = await admin.put(version(id), { tree });

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toContain(path);
    expect((await admin.get(version(id))).body).toMatchObject({ tree: hello, revision: 2 });
  },
);

test.each([
  ['no tree', {}, 'tree'],
  ['a tree that is a list', { tree: [] }, 'tree'],
  ['an unknown field', { tree: { ...hello, colour: 'red' } }, 'tree.colour'],
  [
    'an action without a name',
    { tree: { start: 'start', actions: { start: { type: 'start', name: '' } } } },
    'tree.actions.start.name',
  ],
])('%s is refused by its path', async (_, body, path) => {
  const id = await addRouting(admin, 'WELCOME');

  const reply = await admin.put(version(id), body);

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toContain(path);
});

test('10,000 actions are saved and validated; one more is refused', async () => {
  const id = await addRouting(admin, 'LARGE');
  const names = Array.from({ length: MOST_ACTIONS - 1 }, (_, index) => `n${index}`);
  const chain = (ids: string[]) =>
    treeOf(
      Object.fromEntries(
        ids.map((one, index) => {
          const next = ids[index + 1];
          return [one, { type: 'node', branches: next ? { ok: next } : {} }];
        }),
      ),
    );

  const saved = await admin.put(version(id), { tree: chain(names) });
  const validated = await admin.post(`${version(id)}/validate`);
  const refused = await admin.put(version(id), { tree: chain([...names, 'more']) });

  expect(saved).toMatchObject({ status: 200, body: { actionCount: MOST_ACTIONS } });
  expect((validated.body as { findings: unknown[] }).findings).toHaveLength(1);
  expectProblem(refused, 422, 'invalid-input');
  expect(problemPaths(refused)).toEqual(['tree.actions']);
});

test('a tree of 10,000 picks is saved, and the checkpoint’s usage has them all', async () => {
  const checkpoint = await admin.post('/checkpoints', { name: 'VIP', reference: 'VIP' });
  const { id: picked } = checkpoint.body as { id: string };
  const marks = Array.from({ length: MOST_ACTIONS - 1 }, (_, index) => [
    `m${index}`,
    { type: 'add-checkpoint', parameters: { checkpoint: { id: picked } } },
  ]);

  await addRouting(admin, 'LARGE', treeOf(Object.fromEntries(marks)));

  const { body } = await admin.get(`/checkpoints/${picked}/usage`);
  expect((body as { uses: unknown[] }).uses).toHaveLength(MOST_ACTIONS - 1);
});
