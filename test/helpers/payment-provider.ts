import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { SandboxPayments } from '../../mock-server/demo/sandbox-payments.ts';

/** A fetch application on a loopback port of its own. */
export async function serve(
  app: Pick<Hono, 'fetch'>,
): Promise<{ url: string; close(): Promise<void> }> {
  const listener = getRequestListener((request) => app.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server: Server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no text
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const PROVIDER_SECRET = 'a secret that both sides know';

/** The sandbox provider on a port of its own. */
export async function startProvider(now: () => Date) {
  let url = '';
  const sandbox = new SandboxPayments({ secret: PROVIDER_SECRET, now, address: () => url });
  const server = await serve(sandbox.app);
  url = server.url;
  return { url, sandbox, close: () => server.close() };
}
