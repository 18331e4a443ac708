import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MOST_ACTIONS, type RoutingTree } from '../../api-client/contract/routing.ts';
import { addRouting, Maker, type Caller, type Reply } from '../helpers/maker.ts';
import { treeOf } from '../helpers/run-routing.ts';

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

const nobody = '0193b2a0-0000-7000-8000-00000000dead';
const isProblem = (reply: Reply, status: number, kind: string) =>
  expect(reply).toMatchObject({ status, body: { type: `urn:waypost:problem:${kind}` } });
const paths = ({ body }: Reply) =>
  ((body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);

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

test('a new routing has version 1 in development: a start that leads nowhere', async () => {
  const { status, body, etag } = await admin.post('/routings', {
    name: 'Welcome',
    reference: 'WELCOME',
    flow: 'messaging',
  });

  expect(status).toBe(201);
  expect(etag).toBe('"1"');
  expect(body).toMatchObject({
    kind: 'start',
    endRoutingId: null,
    productionVersion: null,
    revision: 1,
  });
  const { id } = body as { id: string };
  expect((await admin.get(version(id))).body).toMatchObject({
    number: 1,
    state: 'development',
    actionCount: 1,
    publishedAt: null,
    tree: { start: 'start', actions: { start: { type: 'start', branches: {} } } },
  });
});

test('references are twins without case, and names are searched without case and accents', async () => {
  await addRouting(admin, 'WELCOME', undefined, { name: 'Après-vente' });

  const twin = await admin.post('/routings', {
    name: 'Other',
    reference: 'welcome',
    flow: 'voice',
  });

  isProblem(twin, 409, 'conflict');
  expect(paths(twin)).toEqual(['reference']);
  expect((await admin.get('/routings?search=APRES')).body).toMatchObject({ total: 1 });
  expect((await admin.get('/routings?search=welc')).body).toMatchObject({ total: 1 });
  expect((await admin.get('/routings?search=%25')).body).toMatchObject({ total: 0 });
});

test('the list goes by name, page by page', async () => {
  for (const name of ['b', 'Á', 'c', 'A']) {
    await addRouting(admin, `R-${name === 'Á' ? 'accent' : name}`, undefined, { name });
    maker.now = new Date(maker.now.getTime() + 1); // ties go by id, so by age
  }

  const first = await admin.get('/routings?limit=3');
  const { items, nextCursor } = first.body as {
    items: { name: string }[];
    nextCursor: string;
  };
  const second = await admin.get(`/routings?limit=3&cursor=${nextCursor}`);

  expect(items.map(({ name }) => name)).toEqual(['Á', 'A', 'b']);
  expect(second.body).toMatchObject({ items: [{ name: 'c' }], nextCursor: null, total: 4 });
});

test('an end routing must be one, and for the same flow', async () => {
  const ending = await addRouting(admin, 'ENDING', undefined, { kind: 'end' });
  const voice = await addRouting(admin, 'VOICE', undefined, { kind: 'end', flow: 'voice' });
  const start = await addRouting(admin, 'START');
  const withEnd = (endRoutingId: string, kind = 'start') =>
    admin.post('/routings', {
      name: 'N',
      reference: 'N',
      flow: 'messaging',
      kind,
      endRoutingId,
    });

  for (const wrong of [
    await withEnd(nobody),
    await withEnd(start),
    await withEnd(voice),
    await withEnd(ending, 'end'),
    await admin.patch(`/routings/${start}`, { endRoutingId: start }),
  ]) {
    isProblem(wrong, 422, 'invalid-input');
    expect(paths(wrong)).toEqual(['endRoutingId']);
  }
  expect(await withEnd(ending)).toMatchObject({
    status: 201,
    body: { endRoutingId: ending },
  });
  isProblem(await admin.delete(`/routings/${ending}`), 409, 'in-use');
});

test('an edit changes name and reference; flow and kind never change', async () => {
  const id = await addRouting(admin, 'WELCOME');

  const changed = await admin.patch(`/routings/${id}`, { name: 'New' }, '"1"');
  const stale = await admin.patch(`/routings/${id}`, { name: 'Newer' }, '"1"');
  const flow = await admin.patch(`/routings/${id}`, { flow: 'voice' });

  expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { name: 'New' } });
  isProblem(stale, 412, 'precondition-failed');
  isProblem(flow, 422, 'invalid-input');
  expect(paths(flow)).toEqual(['flow']);
});

test('a saved tree is read back as it was sent', async () => {
  const id = await addRouting(admin, 'WELCOME');

  const saved = await admin.put(version(id), { tree: hello, note: ' First try ' }, '"1"');

  expect(saved).toMatchObject({ status: 200, etag: '"2"' });
  expect(saved.body).toMatchObject({ tree: hello, note: 'First try', actionCount: 2 });
  expect((await admin.get(version(id))).body).toEqual(saved.body);
  isProblem(await admin.put(version(id), { tree: hello }, '"1"'), 412, 'precondition-failed');
});

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

test.each(broken)(
  'a tree with %s is refused by its path, and not stored',
  async (_, tree, path) => {
    const id = await addRouting(admin, 'WELCOME', hello);

    const reply = await admin.put(version(id), { tree });

    isProblem(reply, 422, 'invalid-input');
    expect(paths(reply)).toContain(path);
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

  isProblem(reply, 422, 'invalid-input');
  expect(paths(reply)).toContain(path);
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
  isProblem(refused, 422, 'invalid-input');
  expect(paths(refused)).toEqual(['tree.actions']);
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

test('validation tells of what a tree names: picked, written, built, and its flow', async () => {
  const checkpoint = await admin.post('/checkpoints', { name: 'VIP', reference: 'VIP' });
  const { id: picked } = checkpoint.body as { id: string };
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
      gone: mark({ id: nobody }),
      unknown: mark({ reference: 'vip' }),
      built: mark({ reference: '{{a.b}}' }),
      ending: jump({ id: ending }),
      self: jump({ reference: 'WELCOME' }),
    }),
  );

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

test('a version goes from development through testing into production, then is read-only', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);

  expect(await publish(id, 1, 'testing')).toMatchObject({
    status: 200,
    body: { state: 'testing', publishedAt: null },
  });
  isProblem(await admin.put(version(id), { tree: hello }), 409, 'read-only');
  maker.now = new Date('2026-11-20T12:00:00.000Z');
  expect(await publish(id)).toMatchObject({
    status: 200,
    body: { state: 'production', publishedAt: '2026-11-20T12:00:00.000Z' },
  });
  isProblem(await admin.put(version(id), { tree: hello }), 409, 'read-only');
  isProblem(await publish(id), 409, 'conflict');
  expect((await admin.get(`/routings/${id}`)).body).toMatchObject({ productionVersion: 1 });
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
  isProblem(await publish(id, 1), 409, 'conflict');
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
    isProblem(reply, 409, 'not-publishable');
    expect(paths(reply)).toEqual(['tree.actions.one']);
  }
  expect(await states(id)).toEqual(['1 development']);
});

test('archiving the production version takes the routing out of service', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  await publish(id);

  const archived = await admin.post(`${version(id)}/archive`);

  expect(archived).toMatchObject({ status: 200, body: { state: 'archived' } });
  expect((await admin.get(`/routings/${id}`)).body).toMatchObject({ productionVersion: null });
  isProblem(await admin.post(`${version(id)}/archive`), 409, 'conflict');
});

test('a routing that was ever in production stays; another one is deleted with its versions', async () => {
  const published = await addRouting(admin, 'WELCOME', hello);
  await publish(published);
  await admin.post(`${version(published)}/archive`);
  const draft = await addRouting(admin, 'DRAFT', hello);

  isProblem(await admin.delete(`/routings/${published}`), 409, 'conflict');
  expect((await admin.delete(`/routings/${draft}`)).status).toBe(204);
  isProblem(await admin.get(`/routings/${draft}`), 404, 'not-found');
  isProblem(await admin.get(version(draft)), 404, 'not-found');
});

test('versions come newest first, page by page', async () => {
  const id = await addRouting(admin, 'WELCOME');
  for (let count = 0; count < 2; count++) await admin.post(`/routings/${id}/versions`, {});

  const first = await admin.get(`/routings/${id}/versions?limit=2`);
  const { nextCursor } = first.body as { nextCursor: string };
  const second = await admin.get(`/routings/${id}/versions?limit=2&cursor=${nextCursor}`);

  expect(first.body).toMatchObject({ items: [{ number: 3 }, { number: 2 }] });
  expect(second.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
  isProblem(
    await admin.get(`/routings/${id}/versions?cursor=99999999999`),
    422,
    'invalid-input',
  );
});

test('what is not there, or another organisation’s, is not found', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  const stranger = await maker.addUser(await maker.addOrganisation());

  for (const reply of [
    await stranger.get(`/routings/${id}`),
    await stranger.patch(`/routings/${id}`, { name: 'X' }),
    await stranger.delete(`/routings/${id}`),
    await stranger.get(`/routings/${id}/versions`),
    await stranger.post(`/routings/${id}/versions`, {}),
    await stranger.get(version(id)),
    await stranger.put(version(id), { tree: hello }),
    await stranger.post(`${version(id)}/validate`),
    await stranger.post(`${version(id)}/publish`, {}),
    await stranger.post(`${version(id)}/archive`),
    await admin.get(version(id, 2)),
    await admin.get(`/routings/${nobody}`),
  ]) {
    isProblem(reply, 404, 'not-found');
  }
  const copy = await admin.post(`/routings/${id}/versions`, { from: 7 });
  expect(paths(copy)).toEqual(['from']);
  expect(paths(await admin.get(version(id, 99_999_999_999)))).toEqual(['number']);
  expect(paths(await admin.get('/routings/no-id'))).toEqual(['id']);
  expect((await admin.get(version(id))).body).toMatchObject({ state: 'development' });
});

test('a collaborator without rights on routings is refused everywhere', async () => {
  const id = await addRouting(admin, 'WELCOME', hello);
  const collaborator = await maker.addUser(organisation, { checkpoints: ['read'] });
  const reader = await maker.addUser(organisation, { routings: ['read'] });

  for (const reply of [
    await collaborator.get('/routings'),
    await collaborator.get(version(id)),
    await collaborator.get('/action-types'),
    await reader.put(version(id), { tree: hello }),
    await reader.post(`${version(id)}/publish`, {}),
    await reader.post('/routings', { name: 'N', reference: 'N', flow: 'voice' }),
    await reader.delete(`/routings/${id}`),
  ]) {
    isProblem(reply, 403, 'forbidden');
  }
  expect((await reader.post(`${version(id)}/validate`)).status).toBe(200);
});

test('the action types come as the data of their forms', async () => {
  const { body } = await admin.get('/action-types');

  interface Described {
    type: string;
    parameters: { properties: Record<string, Record<string, unknown>> };
    branches: { key: string; label: string; optional: boolean }[];
  }
  const { items } = body as { items: Described[] };
  const find = (type: string) => items.find((item) => item.type === type);
  expect(items).toHaveLength(12);
  expect(find('number-of-passages')?.parameters).toMatchObject({
    properties: {
      maximum: { title: 'Maximum number of passages', minimum: 0 },
      reset: { default: false },
    },
    required: ['maximum'],
    additionalProperties: false,
  });
  expect(find('add-checkpoint')?.parameters.properties['checkpoint']).toMatchObject({
    title: 'I know',
    entity: 'checkpoint',
  });
  expect(find('simple-message')?.parameters.properties['message']).toMatchObject({
    magic: true,
  });
  expect(
    find('message-awaiting-response')?.parameters.properties['errorMessage'],
  ).toMatchObject({ magic: true });
  expect(find('message-awaiting-response')?.branches.at(-1)).toEqual({
    key: 'response-time-exceeded',
    label: 'Response time exceeded',
    optional: true,
  });
});
