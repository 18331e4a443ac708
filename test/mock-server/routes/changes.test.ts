import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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

/** Other tests' transactions hold the feed's horizon back: what it gives as soon as it gives this. */
const until = (query: Record<string, string>, holds: (items: Change[]) => void) =>
  vi.waitFor(
    async () => {
      const answer = await changes(query);
      holds(answer.items);
      return answer;
    },
    { timeout: 10_000 },
  );

it('begins at the present and gives what happened since, each interaction once', async () => {
  const { cursor, items } = await changes({});
  expect(items).toEqual([]);
  const chat = await server.openChat();
  await server.say(chat, { text: '20418' });
  const later = await until({ since: cursor }, (items) =>
    expect(items).toMatchObject([
      {
        kind: 'interaction',
        interactionId: chat.interactionId,
        interaction: { checkpoints: [{ reference: 'recognised' }] },
      },
    ]),
  );
  expect((await changes({ since: later.cursor })).items).toEqual([]);
});

it('gives one interaction’s messages when it is followed by itself', async () => {
  const chat = await server.openChat();
  const scope = `interaction:${chat.interactionId}`;
  const { cursor } = await changes({ scope });
  await server.say(chat, { text: '20418' });
  await until({ scope, since: cursor }, (items) => {
    const texts = items.flatMap((item) => (item.kind === 'message' ? item.message.text : []));
    expect(texts[0]).toBe('20418');
  });
});

it('tells what a checkpoint is called now, and that it is deleted', async () => {
  const token = (await server.signIn('admin')).accessToken;
  const draft = { name: 'Paid', reference: 'paid-by-hand' };
  const { body: made } = await server.call('createCheckpoint', { token, body: draft });
  const closed = (await server.signIn('trainee')).accessToken; // whose profile has no history
  const { cursor } = await changes({});
  const params = { id: made.id };
  const headers = { 'if-match': `"${made.revision}"` };
  const body = { name: 'Paid in full' };
  const change = await server.call('changeCheckpoint', { token, params, headers, body });
  expect(change.status).toBe(200);
  const current = { name: 'Paid in full', reference: 'paid-by-hand', alias: null };
  const renamed = await until({ since: cursor }, (items) =>
    expect(items).toEqual([{ kind: 'checkpoint', checkpointId: made.id, current }]),
  );
  expect((await changes({ since: cursor }, closed)).items).toEqual([]);

  await server.call('deleteCheckpoint', { token, params });
  await until({ since: renamed.cursor }, (items) =>
    expect(items).toEqual([{ kind: 'checkpoint', checkpointId: made.id, current: null }]),
  );
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
