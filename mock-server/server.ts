import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { addEmbedPage } from './embed/add-embed-page.ts';
import { addMakerPage } from './maker/add-maker-page.ts';
import { addMetrics } from './metrics.ts';
import { problemResponse } from './problem.ts';
import { Refusal } from './refusal.ts';
import { attachSockets, type SocketServer } from './realtime/sockets.ts';
import type { Services } from './services.ts';

/** An HTTP server that listens at once and answers "not ready" until it is given its services. */
export class WaypostServer {
  #http: Server;
  #sockets: SocketServer | undefined;
  #services: Services | undefined;
  #connections = new Set<Socket>();
  #handle: (request: Request, env: unknown) => Response | Promise<Response> = () =>
    problemResponse(new Refusal('not-ready', 'The server is starting; try again in a moment.'));

  constructor() {
    this.#http = createServer(
      getRequestListener((request, env) => this.#handle(request, env), {
        overrideGlobalObjects: false,
      }),
    );
    this.#http.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  /** Listens on the port, 0 for any that is free. Gives the port. Fails with `EADDRINUSE` when it is taken. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, () => {
        this.#http.off('error', reject);
        resolve((this.#http.address() as AddressInfo).port); // a TCP server's address is no text
      });
    });
  }

  /** Serves from now on. `extend` adds pages beside the API. */
  serve(services: Services, extend: (app: Hono) => void = () => {}): void {
    let observe: Parameters<Parameters<typeof addMetrics>[2]>[0] | undefined;
    const app = createApp(services, {
      addressOf: (context) => getConnInfo(context).remote.address ?? 'unknown',
      answered: (...call) => observe?.(...call),
    });
    addMetrics(app, services, (listener) => (observe = listener));
    addEmbedPage(app, services.framers);
    addMakerPage(app);
    extend(app);
    this.#services = services;
    this.#sockets = attachSockets(this.#http, services);
    this.#handle = (request, env) => app.fetch(request, env as object);
  }

  /** Lets go of every connection. */
  async close(): Promise<void> {
    this.#services?.hub.closeAll(
      new Refusal('not-ready', 'The server stops; come back in a moment.'),
    );
    this.#services?.feed.stop();
    this.#destroyUnused();
    await this.#sockets?.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** Browsers open connections in advance: one on which nothing was asked yet would be waited for. */
  #destroyUnused(): void {
    for (const socket of this.#connections) {
      if (socket.bytesRead === 0) socket.destroy();
    }
  }
}
