import type { Hono } from 'hono';
import { setupWorker } from 'msw/browser';
import { http, HttpResponse } from 'msw/http';
import { ws } from 'msw/ws';
import { SOCKET_PATH } from '../../api-client/contract/socket-events.ts';
import { Connection } from '../realtime/connection.ts';
import type { Services } from '../services.ts';
import { PageSocket } from './page-socket.ts';

/** Stands between the page and the application in it; can be cut as a real network can. */
export interface PageNetwork {
  goOffline(): void;
  goOnline(): void;
  stop(): Promise<void>;
}

/** From now on calls and sockets to the address are answered by the application in this page. */
export async function startNetwork(
  url: string,
  app: Hono,
  services: Services,
): Promise<PageNetwork> {
  let isCut = false;
  const open = new Set<PageSocket>();
  const answer = ({ request }: { request: Request }) =>
    isCut ? HttpResponse.error() : app.fetch(request);
  const sockets = ws.link(`${url.replace(/^http/, 'ws')}${SOCKET_PATH}/*`);
  const worker = setupWorker(
    http.all(`${url}/api/*`, answer),
    http.all(`${url}/health/*`, answer),
    sockets.addEventListener('connection', ({ client }) => {
      // No frame of the protocol: to socket.io a transport that failed, as without a network.
      if (isCut) client.send('unreachable');
      else accept(client, services, open);
    }),
  );
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.cut();
  };
  return {
    goOffline() {
      cut();
      dispatchEvent(new Event('offline'));
    },
    goOnline() {
      isCut = false;
      dispatchEvent(new Event('online'));
    },
    async stop() {
      cut();
      await worker.stop();
    },
  };
}

function accept(
  client: ConstructorParameters<typeof PageSocket>[0],
  services: Services,
  open: Set<PageSocket>,
): void {
  let connection: Connection | undefined;
  const socket: PageSocket = new PageSocket(
    client,
    (auth) => {
      connection = Connection.open(services, socket, tokenIn(auth));
    },
    () => {
      open.delete(socket);
      connection?.ended();
    },
  );
  open.add(socket);
}

function tokenIn(auth: unknown): string {
  const token = typeof auth === 'object' && auth !== null && 'token' in auth && auth.token;
  return typeof token === 'string' ? token : '';
}
