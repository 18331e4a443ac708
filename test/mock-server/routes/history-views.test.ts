import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryView } from '../../../api-client/contract/history.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let agent = '';
let manager = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0 });
  agent = (await server.signIn('agent')).accessToken;
  manager = (await server.signIn('manager')).accessToken;
});
afterAll(() => server.stop());

const state = { period: { kind: 'last-7-days' }, filter: { flow: ['voice'] }, sort: '-end' };
const create = (name: string, token = agent) =>
  server.call('createHistoryView', { token, body: { name, state } });
const names = async (token = agent) => {
  const { body } = await server.call('listHistoryViews', { token });
  return (body.items as HistoryView[]).map(({ name }) => name);
};

it('a view is kept as it was saved, by name among the user’s own', async () => {
  const { status, body } = await create('Zeit');
  expect(status).toBe(201);
  expect(body).toEqual({ id: body.id, name: 'Zeit', state });
  await create('élan');
  await create('Other', manager);
  expect(await names()).toEqual(['élan', 'Zeit']);
});

it('a name is there once, however it is written', async () => {
  await create('Today');
  const { status, body } = await create('TODAY');
  expect([status, body.errors[0].path]).toEqual([422, 'name']);
  expect((await create('today', manager)).status).toBe(201);
});

it('a view is changed and deleted by whom it belongs to, and is not there for others', async () => {
  const { id } = (await create('Mine')).body;
  const body = { name: 'Still mine', state: { ...state, sort: 'contact' } };
  const params = { id };
  for (const name of ['changeHistoryView', 'deleteHistoryView'] as const)
    expect((await server.call(name, { token: manager, params, body })).status).toBe(404);
  const changed = await server.call('changeHistoryView', { token: agent, params, body });
  expect(changed.body).toEqual({ id, ...body });
  expect((await server.call('deleteHistoryView', { token: agent, params })).status).toBe(204);
  expect((await server.call('deleteHistoryView', { token: agent, params })).status).toBe(404);
});

it('a hundred views are as many as there can be', async () => {
  const others = (await names(manager)).length;
  for (let count = others; count < 100; count++) await create(`View ${count}`, manager);
  expect((await create('One more', manager)).body.type).toBe('urn:waypost:problem:conflict');
});

it.each([
  ['no name', { name: ' ', state }, 'name'],
  ['an unknown column', { name: 'A', state: { ...state, sort: 'colour' } }, 'state.sort'],
  [
    'a filter by nothing',
    { name: 'A', state: { ...state, filter: { flow: [] } } },
    'state.filter.flow',
  ],
  [
    'no period',
    { name: 'A', state: { ...state, period: { kind: 'century' } } },
    'state.period.kind',
  ],
  [
    'a period that ends before it begins',
    {
      name: 'A',
      state: { ...state, period: { kind: 'chosen', from: '2026-11-20', to: '2026-11-19' } },
    },
    'state.period.to',
  ],
])('a view with %s is refused', async (_, body, path) => {
  const answer = await server.call('createHistoryView', { token: agent, body });
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
});

it('views are closed with the history', async () => {
  const { accessToken: token } = await server.signIn('trainee');
  const { body } = await server.call('listHistoryViews', { token });
  expect(body.type).toBe('urn:waypost:problem:history-off');
});
