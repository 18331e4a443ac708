import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
};

/** The site that embeds Waypost: an origin of its own, with pages, folders of files, and a server that signs tokens. */
export class HostSite {
  readonly url: string;
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();
  readonly #folders = new Map<string, string>();

  private constructor(server: Server) {
    const { port } = server.address() as AddressInfo; // a TCP server's address is no text
    this.url = `http://127.0.0.1:${port}`;
    this.#server = server;
    server.on('request', (request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<HostSite> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const site = new HostSite(server);
    site.answer('/favicon.ico', (_, response) => response.writeHead(204).end());
    return site;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Answers at a path, whatever the method. */
  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  /** Shows a page at a path. Gives its address. */
  page(path: string, html: string, headers: Record<string, string> = {}): string {
    this.answer(path, (_, response) => {
      response.writeHead(200, { 'content-type': types['.html'], ...headers }).end(html);
    });
    return this.url + path;
  }

  /** Serves a folder's files below a path that ends with a slash. */
  folder(path: string, folder: string): string {
    this.#folders.set(path, folder);
    return this.url + path;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const answer = this.#answers.get(pathname);
    if (answer) return void (await answer(request, response));
    const body = await this.#file(pathname).catch(() => null);
    if (!body) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'text/plain' });
    response.end(body);
  }

  /** A path of a URL never leads out of its folder: it has no dots that go up. */
  async #file(pathname: string): Promise<Buffer | null> {
    const path = [...this.#folders.keys()].find((each) => pathname.startsWith(each));
    if (path === undefined) return null;
    return readFile(join(this.#folders.get(path) ?? '', pathname.slice(path.length)));
  }
}
