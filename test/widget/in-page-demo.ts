import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';

type ClientOptions = Partial<Parameters<typeof createWaypost>[0]>;

/**
 * For a file of tests: the real application with the demo, in the page, and clients of it. Each test begins with an
 * empty page in English, nothing kept, and the network there.
 */
export function inPageDemo() {
  let server: InPageServer;
  const clients: Waypost[] = [];

  beforeAll(async () => {
    server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    document.documentElement.lang = 'en';
  });
  afterEach(() => {
    server.goOnline();
    document.body.replaceChildren();
    closeClients();
  });

  const closeClients = () => clients.splice(0).forEach((client) => client.close());
  const signIn = async (username: string): Promise<Session> => {
    const response = await server.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'waypost' }),
    });
    return (await response.json()) as Session; // the contract's own tests look at its shape
  };

  return {
    get server(): InPageServer {
      return server;
    },
    signIn,

    /** A client of somebody of the demo, which is closed after the test. */
    clientOf(username: string, options: ClientOptions = {}): Waypost {
      const getToken = async () => (await signIn(username)).accessToken;
      const client = createWaypost({ url: server.url, getToken, ...options });
      clients.push(client);
      return client;
    },

    /** As if the page was left. */
    closeClients,
  };
}
