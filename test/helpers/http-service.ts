import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it arrived. */
export interface ArrivedCall {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface HttpService {
  port: number;
  url: string;
  /** Every call so far, in order. */
  calls: ArrivedCall[];
  server: Server;
  close(): Promise<void>;
}

/** A small HTTP server on the loopback address, at any free port unless one is named, that keeps what it was asked. */
export async function startHttpService(
  answer: (call: ArrivedCall, response: ServerResponse) => void,
  at = 0,
): Promise<HttpService> {
  const calls: ArrivedCall[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const call = { method, path: url, headers, body: Buffer.concat(parts).toString('utf8') };
      calls.push(call);
      answer(call, response);
    });
  });
  await once(server.listen(at, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is no text
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    calls,
    server,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
