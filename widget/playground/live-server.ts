import type { Opened } from '../../api-client/contract/channel.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { InPageServer } from '../../mock-server/browser/start.ts';

/** The server in this page, and what a person may do with it. */
export interface LiveServer {
  url: string;
  /** From the page's script to the first answer, in milliseconds. */
  startedIn: number;
  contact: string;
  getToken(): Promise<string>;
  /** A customer says the next thing: comes, answers the first question, chooses, and so on. */
  customerActs(): Promise<void>;
  goOffline(): void;
  goOnline(): void;
}

const CONTACT = { name: 'Nadia Achour', phone: '+33612345678' };

export async function startLiveServer(): Promise<LiveServer> {
  const began = performance.now();
  const { startInPage } = await import('../../mock-server/browser/start.ts');
  const server = await startInPage({ snapshot: './demo-snapshot.tar.gz', traffic: true });
  return {
    url: server.url,
    startedIn: performance.now() - began,
    contact: CONTACT.phone,
    getToken: async () => {
      const body = { username: 'admin', password: 'waypost' };
      return ((await call(server, '/api/session', body)) as Session).accessToken;
    },
    customerActs: customer(server),
    goOffline: () => server.goOffline(),
    goOnline: () => server.goOnline(),
  };
}

/** One customer, who begins anew when the conversation has come to its end. */
function customer(server: InPageServer): () => Promise<void> {
  let chat: Opened | undefined;
  return async () => {
    if (!chat) {
      const body = { contact: CONTACT, routingReference: 'welcome-orders' };
      chat = (await call(server, '/api/channels/chat/interactions', body)) as Opened;
      return;
    }
    const path = `/api/channels/chat/interactions/${chat.interactionId}/messages`;
    const { items } = (await call(server, path, undefined, chat.chatToken)) as {
      items: { author: string; choices: { id: string }[] }[];
    };
    const choice = items.at(-1)?.choices[0];
    try {
      await call(
        server,
        path,
        choice ? { choiceId: choice.id } : { text: '4711' },
        chat.chatToken,
      );
    } catch {
      chat = undefined; // it has ended
    }
  };
}

/** Straight to the application: customers are not behind the page's network. */
async function call(
  server: InPageServer,
  path: string,
  body?: unknown,
  token?: string,
): Promise<unknown> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  const response = await server.app.request(`${server.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
