import { afterAll, afterEach, beforeAll } from 'vitest';
import { recordAccessChange } from '../../../mock-server/storage/sessions.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { TestSocket } from './test-socket.ts';

/** The server of the test file; there from its first test on. */
export let server: DemoServer;
/** Closed after each test. */
export const sockets: TestSocket[] = [];
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 20 });
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
afterAll(() => server.stop());

export async function connect(
  token: unknown,
  headers?: Record<string, string>,
): Promise<TestSocket> {
  const socket = new TestSocket(server.url, token, headers);
  sockets.push(socket);
  return socket.opened();
}

export async function connectAs(username: string): Promise<TestSocket & { token: string }> {
  const { accessToken } = await server.signIn(username);
  return Object.assign(await connect(accessToken), { token: accessToken });
}

/** Lets a customer of the agent write something that is found again wherever it went. */
let canaries = 0;
export async function openChat(routing = 'welcome-orders') {
  const canary = `canary${++canaries}x`;
  const { body } = await server.call('openInteraction', {
    params: { channel: 'chat' },
    body: {
      contact: { name: canary, phone: '06 12 34 56 78' },
      routingReference: routing,
    },
  });
  return { canary, ...(body as { interactionId: string; chatToken: string }) };
}

export const userOf = async (username: string) => {
  const row = await server.services.db
    .selectFrom('users')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  return row;
};

/** A change that the user is sure to hear of: what comes before it on the feed has come. */
export async function marker(username: string): Promise<void> {
  const { organisation_id, id } = await userOf(username);
  await recordAccessChange(server.services.db, organisation_id, id);
  server.services.feed.nudge();
}
