import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

async function add(name: string, reference: string, alias: string | null = null) {
  const { status, body } = await admin.post('/checkpoints', { name, reference, alias });
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

const mark = (checkpoint: object, ok?: string): Sketch => ({
  type: 'add-checkpoint',
  name: 'Set it',
  parameters: { checkpoint },
  branches: ok ? { ok } : {},
});

async function changes(): Promise<(string | null)[]> {
  const rows = await maker.services.db
    .selectFrom('changes')
    .select('entity_id')
    .where('organisation_id', '=', organisation)
    .where('kind', '=', 'checkpoint')
    .orderBy('id')
    .execute();
  return rows.map(({ entity_id }) => entity_id);
}

test('usage lists every action that picks it or names its reference exactly', async () => {
  const id = await add('VIP', 'VIP');
  const routing = await addRouting(
    admin,
    'WELCOME',
    treeOf({
      pick: mark({ id }, 'name'),
      name: mark({ reference: ' VIP ' }, 'case'),
      case: mark({ reference: 'vip' }, 'built'),
      built: mark({ reference: '{{a.b}}VIP' }),
    }),
  );

  const { body } = await admin.get(`/checkpoints/${id}/usage`);

  const use = {
    routingId: routing,
    routingName: 'Routing WELCOME',
    version: 1,
    versionState: 'development',
    actionName: 'Set it',
  };
  expect(body).toEqual({
    checkpointId: id,
    uses: [
      { ...use, actionId: 'name', by: 'reference' },
      { ...use, actionId: 'pick', by: 'pick' },
    ],
  });
});

test('a changed reference names the actions that still use the old one as a code', async () => {
  const id = await add('VIP', 'VIP');
  await addRouting(
    admin,
    'WELCOME',
    treeOf({ pick: mark({ id }, 'name'), name: mark({ reference: 'VIP' }) }),
  );

  const { body } = await admin.patch(`/checkpoints/${id}`, { reference: 'VIP-2' });

  expect(body).toMatchObject({ brokenUses: [{ actionId: 'name', by: 'reference' }] });
});

test('a used one is deleted only when that is confirmed; the refusal names its uses', async () => {
  const id = await add('VIP', 'VIP');
  await addRouting(admin, 'WELCOME', treeOf({ pick: mark({ id }) }));

  const refused = await admin.delete(`/checkpoints/${id}`);
  expectProblem(refused, 409, 'in-use');
  expect((refused.body as { errors: { message: string }[] }).errors[0]?.message).toBe(
    '“Set it” of “Routing WELCOME”, version 1 (development), picks “VIP”.',
  );
  expect((await admin.get(`/checkpoints/${id}`)).status).toBe(200);

  const deleted = await admin.delete(`/checkpoints/${id}?confirmUsed=true`);
  expect(deleted).toMatchObject({
    status: 200,
    body: { deleted: [{ id, name: 'VIP' }], uses: [{ actionId: 'pick' }], replacedIn: 0 },
  });
  expectProblem(await admin.get(`/checkpoints/${id}`), 404, 'not-found');
  expect(await changes()).toEqual([id, id]);
});

test('another one takes its place in development versions, by pick and by reference, and only there', async () => {
  const id = await add('VIP', 'VIP');
  const other = await add('Gold', 'GOLD');
  const tree = treeOf({ pick: mark({ id }, 'name'), name: mark({ reference: 'VIP' }) });
  const routing = await addRouting(admin, 'WELCOME', tree);
  await admin.post(`/routings/${routing}/versions/1/publish`, {});
  await admin.post(`/routings/${routing}/versions`, { from: 1 });

  const { body } = await admin.delete(`/checkpoints/${id}?confirmUsed=true&replaceBy=${other}`);

  expect(body).toMatchObject({ replacedIn: 1 });
  const parameters = async (version: number) => {
    const reply = await admin.get(`/routings/${routing}/versions/${version}`);
    const { actions } = (reply.body as { tree: typeof tree }).tree;
    return [actions['pick']?.parameters, actions['name']?.parameters];
  };
  expect(await parameters(1)).toEqual([
    { checkpoint: { id } },
    { checkpoint: { reference: 'VIP' } },
  ]);
  expect(await parameters(2)).toEqual([
    { checkpoint: { id: other } },
    { checkpoint: { reference: 'GOLD' } },
  ]);
  const usage = await admin.get(`/checkpoints/${other}/usage`);
  expect(usage.body).toMatchObject({ uses: [{ version: 2 }, { version: 2 }] });
});

test('what takes its place must be there and stay', async () => {
  const id = await add('VIP', 'VIP');

  for (const replacement of [nobody, id]) {
    const reply = await admin.delete(`/checkpoints/${id}?replaceBy=${replacement}`);
    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(['replaceBy']);
  }
  expect((await admin.get(`/checkpoints/${id}`)).status).toBe(200);
});

test('bulk delete is all or nothing, with one summary', async () => {
  const [one, two] = [await add('One', 'ONE'), await add('Two', 'TWO')];
  const bulk = (ids: string[], confirmUsed = false) =>
    admin.post('/checkpoints/bulk-delete', { ids, confirmUsed });

  const unknown = await bulk([one, one.toUpperCase(), nobody, two]);
  expectProblem(unknown, 404, 'not-found');
  expect(problemPaths(unknown)).toEqual(['ids.2']); // where the caller wrote it
  expect((unknown.body as { detail: string }).detail).toContain(nobody);

  await addRouting(admin, 'WELCOME', treeOf({ pick: mark({ id: two }) }));
  expectProblem(await bulk([one, two]), 409, 'in-use');
  expect((await admin.get('/checkpoints')).body).toMatchObject({ total: 2 });

  const { status, body } = await bulk([one, two, one], true);
  expect(status).toBe(200);
  expect((body as { deleted: unknown[] }).deleted).toHaveLength(2);
  expect((await admin.get('/checkpoints')).body).toMatchObject({ total: 0 });
});
