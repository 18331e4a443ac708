import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Changes, ChangesAnswer } from '../../../api-client/contract/change.ts';
import type { Opened } from '../../../api-client/contract/channel.ts';
import type { Interaction, Message } from '../../../api-client/contract/interaction.ts';
import type { Page } from '../../../api-client/contract/primitives.ts';
import type { Session } from '../../../api-client/contract/session.ts';
import {
  SOCKET_PATH,
  type ClientEvents,
  type ServerEvents,
  type WatchAnswer,
} from '../../../api-client/contract/socket-events.ts';
import { startInPage, type InPageServer } from '../../../mock-server/browser/start.ts';

let server: InPageServer;
let agent: string;
/** Sees every interaction of the organisation; the agent sees their own. */
let admin: string;
const sockets: Socket<ServerEvents, ClientEvents>[] = [];

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
  agent = await signIn('agent');
  admin = await signIn('admin');
});

afterAll(() => server?.stop());
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));

async function call<Answer>(
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<Answer> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  const request = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(path, { method, headers, ...request });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer; // held against the contract by the server itself
}

async function signIn(username: string): Promise<string> {
  const body = { username, password: 'waypost' };
  return (await call<Session>('POST', '/api/session', { body })).accessToken;
}

/** A customer whose first question is about their number: answering it sets a checkpoint. */
async function openChat(): Promise<{
  id: string;
  path: string;
  token: string;
  say(text: string): Promise<unknown>;
}> {
  const body = { contact: { name: 'Nadia Achour' }, routingReference: 'welcome-orders' };
  const opened = await call<Opened>('POST', '/api/channels/chat/interactions', { body });
  const path = `/api/channels/chat/interactions/${opened.interactionId}/messages`;
  const token = opened.chatToken ?? '';
  return {
    id: opened.interactionId,
    path,
    token,
    say: (text) => call('POST', path, { token, body: { text } }),
  };
}

/** A socket, and everything that it was told. */
async function connect(token: string) {
  const { io } = await import('socket.io-client');
  const socket: Socket<ServerEvents, ClientEvents> = io(server.url, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { token },
  });
  sockets.push(socket);
  const told: Changes[] = [];
  const closings: string[] = [];
  socket.on('changes', (changes) => told.push(changes));
  socket.on('closing', ({ type }) => closings.push(type));
  const watch = (since?: string): Promise<WatchAnswer> =>
    socket.emitWithAck('watch', { scope: 'history', ...(since ? { since } : {}) });
  return { socket, told, closings, watch };
}

const checkpointsIn = (told: readonly Changes[], id: string): string[] =>
  told
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.kind === 'interaction' && item.interactionId === id ? item : []))
    .flatMap(({ interaction }) => interaction.checkpoints.map(({ reference }) => reference));

describe('the application in a page', () => {
  test('is ready, and knows the demo’s people', async () => {
    expect(await call('GET', '/health/ready')).toEqual({ status: 'ready' });
    expect(await call('GET', '/api/me', { token: agent })).toMatchObject({
      name: 'Léa Perrin',
    });
    await expect(call('GET', '/api/me')).rejects.toThrow('signed-out');
  });

  test('lists interactions of the last three months, with their trails', async () => {
    const listed = await call<Page<Interaction>>('GET', '/api/interactions?limit=200', {
      token: agent,
    });
    const newest = Date.parse(listed.items[0]?.startedAt ?? '');
    expect(Date.now() - newest).toBeLessThan(14 * 86_400_000);
    expect(listed.items.some(({ checkpoints }) => checkpoints.length > 1)).toBe(true);
  });

  test('runs a routing when a customer writes', async () => {
    const chat = await openChat();
    await chat.say('4711');
    const { items } = await call<Page<Message>>('GET', chat.path, { token: chat.token });
    expect(items.map(({ author }) => author)).toContain('customer');
    const trail = await call<{ items: { reference: string }[] }>(
      'GET',
      `/api/interactions/${chat.id}/checkpoints`,
      { token: admin },
    );
    expect(trail.items.map(({ reference }) => reference)).toContain('recognised');
  });

  test('tells a socket of the checkpoint that an answer sets', async () => {
    const chat = await openChat();
    const { watch, told } = await connect(admin);
    expect(await watch()).toMatchObject({ ok: true, reset: false });
    await chat.say('4711');
    await vi.waitFor(() => expect(checkpointsIn(told, chat.id)).toContain('recognised'), {
      timeout: 10_000,
    });
  });

  test('shows an agent nothing of a customer whom they do not serve', async () => {
    const chat = await openChat();
    const { watch, told } = await connect(agent);
    const own = await connect(admin);
    await Promise.all([watch(), own.watch()]);
    await chat.say('4711');
    await vi.waitFor(() => expect(checkpointsIn(own.told, chat.id)).toContain('recognised'), {
      timeout: 10_000,
    });
    expect(told).toEqual([]);
    const path = `/api/interactions/${chat.id}`;
    await expect(call('GET', path, { token: agent })).rejects.toThrow('not-found');
  });

  test('closes a socket whose token is none, and says why', async () => {
    const { socket, closings } = await connect('no token');
    await vi.waitFor(() => expect(closings).toEqual([expect.stringContaining('signed-out')]), {
      timeout: 10_000,
    });
    await vi.waitFor(() => expect(socket.disconnected).toBe(true), { timeout: 10_000 });
  });

  test('takes many steps at the same time without mixing them', async () => {
    const chats = await Promise.all(Array.from({ length: 8 }, openChat));
    await Promise.all(chats.map((chat) => chat.say('4711')));
    const trails = await Promise.all(
      chats.map(({ id }) =>
        call<{ items: unknown[] }>('GET', `/api/interactions/${id}/checkpoints`, {
          token: admin,
        }),
      ),
    );
    expect(trails.map(({ items }) => items.length)).toEqual(chats.map(() => 1));
  });
});

describe('a cut network', () => {
  test('refuses calls and sockets until it is back', async () => {
    const { socket, watch } = await connect(admin);
    await watch();
    server.goOffline();
    await vi.waitFor(() => expect(socket.disconnected).toBe(true), { timeout: 10_000 });
    await expect(call('GET', '/health/ready')).rejects.toThrow(TypeError);
    const refused = new Promise((resolve) => socket.on('connect_error', resolve));
    socket.connect();
    expect(await refused).toBeInstanceOf(Error);

    server.goOnline();
    expect(await call('GET', '/health/ready')).toEqual({ status: 'ready' });
  });

  test('is caught up with from the cursor: nothing lost, nothing twice', async () => {
    const chat = await openChat();
    const first = await connect(admin);
    const answer = await first.watch();
    server.goOffline();
    await server.services.engine.receive({
      ...(await whereIs(chat.id)),
      text: '4711',
      choiceId: null,
      key: null,
    });
    server.goOnline();
    const second = await connect(admin);
    const resumed = await second.watch(answer.ok ? answer.cursor : '');
    expect(resumed).toMatchObject({ ok: true, reset: false });
    await vi.waitFor(
      () => expect(checkpointsIn(second.told, chat.id)).toEqual(['recognised']),
      { timeout: 10_000 },
    );
    expect(first.told).toEqual([]);

    const since = encodeURIComponent(answer.ok ? answer.cursor : '');
    const listed = await call<ChangesAnswer>('GET', `/api/changes?since=${since}`, {
      token: admin,
    });
    expect(checkpointsIn([listed], chat.id)).toEqual(['recognised']);
  });
});

/** What happens while the page is off the network happens at the server: told to the engine itself. */
async function whereIs(interactionId: string) {
  const row = await server.services.db
    .selectFrom('runs')
    .select('organisation_id')
    .where('interaction_id', '=', interactionId)
    .executeTakeFirstOrThrow();
  return { organisationId: row.organisation_id, interactionId };
}
