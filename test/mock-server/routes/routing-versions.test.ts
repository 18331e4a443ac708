import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';
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

const endless = treeOf({
  one: { type: 'node', branches: { ok: 'two' } },
  two: { type: 'node', branches: { ok: 'one' } },
});

const version = (id: string, number = 1) => `/routings/${id}/versions/${number}`;

const publish = (id: string, number = 1, to = 'production') =>
  admin.post(`${version(id, number)}/publish`, { to });

const states = async (id: string) => {
  const { body } = await admin.get(`/routings/${id}/versions`);
  const { items } = body as { items: { number: number; state: string }[] };
  return items.map(({ number, state }) => `${number} ${state}`);
};

test('validation tells of what a tree names: picked, written, built, and its flow', async () => {
  const checkpoint = await admin.post('/checkpoints', { name: 'VIP', reference: 'VIP' });
  const { id: picked } = checkpoint.body as { id: string };
  const another = await admin.post('/checkpoints', { name: 'Away', reference: 'AWAY' });
  const { id: away } = another.body as { id: string };
  const ending = await addRouting(admin, 'ENDING', hello, { kind: 'end' });
  const mark = (choice: object) => ({
    type: 'add-checkpoint',
    parameters: { checkpoint: choice },
  });
  const jump = (choice: object) => ({
    type: 'distribution-routing',
    parameters: { routing: choice },
  });
  const id = await addRouting(
    admin,
    'WELCOME',
    treeOf({
      there: mark({ id: picked }),
      named: mark({ reference: ' VIP' }),
      gone: mark({ id: away }),
      unknown: mark({ reference: 'vip' }),
      built: mark({ reference: '{{a.b}}' }),
      ending: jump({ id: ending }),
      self: jump({ reference: 'WELCOME' }),
    }),
  );

  await admin.delete(`/checkpoints/${away}?confirmUsed=true`);

  const { body } = await admin.post(`${version(id)}/validate`);

  const { publishable, findings } = body as {
    publishable: boolean;
    findings: { code: string; severity: string; actionId: string }[];
  };
  const about = findings.filter(({ code }) => code === 'entity-missing' || code === 'flow');
  expect(about.map(({ severity, actionId }) => `${severity} ${actionId}`).sort()).toEqual([
    'error ending',
    'error gone',
    'warning self',
    'warning unknown',
  ]);
  expect(publishable).toBe(false);
});

test('what picks nothing is not saved; what was deleted since keeps nobody from saving the rest', async () => {
  const { body } = await admin.post('/checkpoints', { name: 'Soon gone', reference: 'SOON' });
  const mark = (id: string) =>
    treeOf({ mark: { type: 'add-checkpoint', parameters: { checkpoint: { id } } } });
  const id = await addRouting(admin, 'PICKS', mark(body.id as string));

  const refused = await admin.put(version(id), { tree: mark(nobody) });
  expectProblem(refused, 422, 'invalid-input');
  expect(refused.body.errors).toEqual([
    {
      path: 'tree.actions.mark.parameters.checkpoint.id',
      message: 'The checkpoint that “mark” picks does not exist.',
    },
  ]);

  await admin.delete(`/checkpoints/${body.id}?confirmUsed=true`);
  expect(await admin.put(version(id), { tree: mark(body.id as string) })).toMatchObject({
    status: 200,
  });
});

test('a version goes from development through testing into production, then is read-only', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);

  expect(await publish(id, 1, 'testing')).toMatchObject({
    status: 200,
    body: { state: 'testing', publishedAt: null },
  });
  expectProblem(await admin.put(version(id), { tree: hello }), 409, 'read-only');
  maker.now = new Date('2026-11-20T12:00:00.000Z');
  expect(await publish(id)).toMatchObject({
    status: 200,
    body: { state: 'production', publishedAt: '2026-11-20T12:00:00.000Z' },
  });
  expectProblem(await admin.put(version(id), { tree: hello }), 409, 'read-only');
  expectProblem(await publish(id), 409, 'conflict');
  expect((await admin.get(`/routings/${id}`)).body).toMatchObject({ productionVersion: 1 });
});

test('only what was seen goes into production: somebody else saved meanwhile', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  const seen = (await admin.get(version(id))).etag!;
  await admin.put(version(id), { tree: hello });

  const refused = await admin.post(`${version(id)}/publish`, { to: 'production' }, seen);

  expectProblem(refused, 412, 'precondition-failed');
  expect((await admin.get(version(id))).body).toMatchObject({ state: 'development' });
});

test('publishing archives the version before it; an archived one can be copied back', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  await publish(id);
  const copy = await admin.post(`/routings/${id}/versions`, { from: 1, note: 'Copy' });
  expect(copy).toMatchObject({
    status: 201,
    body: { number: 2, state: 'development', note: 'Copy', tree: hello },
  });

  await publish(id, 2);

  expect(await states(id)).toEqual(['2 production', '1 archived']);
  expectProblem(await publish(id, 1), 409, 'conflict');
  const back = await admin.post(`/routings/${id}/versions`, { from: 1 });
  expect(back.body).toMatchObject({ number: 3, state: 'development', tree: hello });
});

test('two that publish at the same moment leave one version in production', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  for (const from of [1, 1, 1]) await admin.post(`/routings/${id}/versions`, { from });

  await Promise.all([1, 2, 3, 4].map((number) => publish(id, number)));

  const kinds = (await states(id)).map((state) => state.split(' ')[1]).sort();
  expect(kinds).toEqual(['archived', 'archived', 'archived', 'production']);
});

test('two that add a version at the same moment get two', async () => {
  const id = await addRouting(admin, 'WELCOME');

  const replies = await Promise.all(
    [1, 2, 3].map(() => admin.post(`/routings/${id}/versions`, {})),
  );

  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(await states(id)).toEqual([
    '4 development',
    '3 development',
    '2 development',
    '1 development',
  ]);
});

test('a version with errors goes nowhere, and the refusal names them', async () => {
  const id = await addRouting(admin, 'WELCOME', endless);

  for (const to of ['testing', 'production']) {
    const reply = await publish(id, 1, to);
    expectProblem(reply, 409, 'not-publishable');
    expect(problemPaths(reply)).toEqual(['tree.actions.one']);
  }
  expect(await states(id)).toEqual(['1 development']);
});

test('archiving the production version takes the routing out of service', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  await publish(id);

  const archived = await admin.post(`${version(id)}/archive`);

  expect(archived).toMatchObject({ status: 200, body: { state: 'archived' } });
  expect((await admin.get(`/routings/${id}`)).body).toMatchObject({ productionVersion: null });
  expectProblem(await admin.post(`${version(id)}/archive`), 409, 'conflict');
});

test('versions come newest first, page by page', async () => {
  const id = await addRouting(admin, 'WELCOME');
  for (let count = 0; count < 2; count++) await admin.post(`/routings/${id}/versions`, {});

  const first = await admin.get(`/routings/${id}/versions?limit=2`);
  const { nextCursor } = first.body as { nextCursor: string };
  const second = await admin.get(`/routings/${id}/versions?limit=2&cursor=${nextCursor}`);

  expect(first.body).toMatchObject({ items: [{ number: 3 }, { number: 2 }] });
  expect(second.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
  expectProblem(
    await admin.get(`/routings/${id}/versions?cursor=99999999999`),
    422,
    'invalid-input',
  );
});
