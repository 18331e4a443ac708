import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';
import { treeOf } from '../../helpers/run-routing.ts';

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

const hello = treeOf({ hello: { type: 'simple-message', parameters: { message: 'Hello.' } } });

const version = (id: string, number = 1) => `/routings/${id}/versions/${number}`;

const publish = (id: string, number = 1, to = 'production') =>
  admin.post(`${version(id, number)}/publish`, { to });

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

  expectProblem(twin, 409, 'conflict');
  expect(problemPaths(twin)).toEqual(['reference']);
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
    expectProblem(wrong, 422, 'invalid-input');
    expect(problemPaths(wrong)).toEqual(['endRoutingId']);
  }
  expect(await withEnd(ending)).toMatchObject({
    status: 201,
    body: { endRoutingId: ending },
  });
  expectProblem(await admin.delete(`/routings/${ending}`), 409, 'in-use');
});

test('an edit changes name and reference; flow and kind never change', async () => {
  const id = await addRouting(admin, 'WELCOME');

  const changed = await admin.patch(`/routings/${id}`, { name: 'New' }, '"1"');
  const stale = await admin.patch(`/routings/${id}`, { name: 'Newer' }, '"1"');
  const flow = await admin.patch(`/routings/${id}`, { flow: 'voice' });

  expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { name: 'New' } });
  expectProblem(stale, 412, 'precondition-failed');
  expectProblem(flow, 422, 'invalid-input');
  expect(problemPaths(flow)).toEqual(['flow']);
});

test('a routing that was ever in production stays; another one is deleted with its versions', async () => {
  const published = await addRouting(admin, 'WELCOME', hello);
  await publish(published);
  await admin.post(`${version(published)}/archive`);
  const draft = await addRouting(admin, 'DRAFT', hello);

  expectProblem(await admin.delete(`/routings/${published}`), 409, 'conflict');
  expect((await admin.delete(`/routings/${draft}`)).status).toBe(204);
  expectProblem(await admin.get(`/routings/${draft}`), 404, 'not-found');
  expectProblem(await admin.get(version(draft)), 404, 'not-found');
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
    expectProblem(reply, 404, 'not-found');
  }
  const copy = await admin.post(`/routings/${id}/versions`, { from: 7 });
  expect(problemPaths(copy)).toEqual(['from']);
  expect(problemPaths(await admin.get(version(id, 99_999_999_999)))).toEqual(['number']);
  expect(problemPaths(await admin.get('/routings/no-id'))).toEqual(['id']);
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
    expectProblem(reply, 403, 'forbidden');
  }
  expect((await reader.post(`${version(id)}/validate`)).status).toBe(200);
});
