import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../../../api-client/contract/change.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let agent = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
  agent = (await server.signIn('agent')).accessToken;
});
afterAll(() => server.stop());

const changes = async (query: Record<string, string>, token = agent) =>
  (await server.call('listChanges', { token, query })).body;

it('begins at the present and gives what happened since, each interaction once', async () => {
  const { cursor, items } = await changes({});
  expect(items).toEqual([]);
  const chat = await server.openChat();
  await server.say(chat, { text: '20418' });
  const later = await changes({ since: cursor });
  expect(later.items).toMatchObject([
    {
      kind: 'interaction',
      interactionId: chat.interactionId,
      interaction: { checkpoints: [{ reference: 'recognised' }] },
    },
  ]);
  expect((await changes({ since: later.cursor })).items).toEqual([]);
});

it('gives one interaction’s messages when it is followed by itself', async () => {
  const chat = await server.openChat();
  const scope = `interaction:${chat.interactionId}`;
  const { cursor } = await changes({ scope });
  await server.say(chat, { text: '20418' });
  const { items } = await changes({ scope, since: cursor });
  const texts = items.flatMap((item: Change) =>
    item.kind === 'message' ? item.message.text : [],
  );
  expect(texts[0]).toBe('20418');
});

it('tells what a checkpoint is called now, and that it is deleted', async () => {
  const token = (await server.signIn('admin')).accessToken;
  const draft = { name: 'Paid', reference: 'paid-by-hand' };
  const { body: made } = await server.call('createCheckpoint', { token, body: draft });
  const { cursor } = await changes({});
  const params = { id: made.id };
  const headers = { 'if-match': `"${made.revision}"` };
  const body = { name: 'Paid in full' };
  const change = await server.call('changeCheckpoint', { token, params, headers, body });
  expect(change.status).toBe(200);
  const renamed = await changes({ since: cursor });
  const current = { name: 'Paid in full', reference: 'paid-by-hand', alias: null };
  expect(renamed.items).toEqual([{ kind: 'checkpoint', checkpointId: made.id, current }]);

  await server.call('deleteCheckpoint', { token, params });
  expect((await changes({ since: renamed.cursor })).items).toEqual([
    { kind: 'checkpoint', checkpointId: made.id, current: null },
  ]);
});

it('says nothing to a user who sees nothing of it', async () => {
  const token = (await server.signIn('northwind-admin')).accessToken;
  const { cursor } = await changes({}, token);
  await server.openChat();
  expect((await changes({ since: cursor }, token)).items).toEqual([]);
});

it.each(['nonsense', btoa('00000000.1.1'), btoa('.')])(
  'starts anew after the cursor %s',
  async (since) => {
    expect(await changes({ since })).toMatchObject({ reset: true, items: [] });
  },
);
