import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** What stands before a server in some companies: passes calls on, and WebSockets only when it is told to. */
export class Gateway {
  letsSocketsThrough = false;
  /** How many were turned away. */
  refused = 0;
  /** How many of the next calls are broken off. */
  breaks = 0;
  /** Answers calls itself: as a page does that stands before the network, or a Waypost of another version. */
  ownAnswer: string | undefined;
  readonly #server: Server;
  readonly #path: string;

  private constructor(target: URL, path: string) {
    this.#path = path;
    this.#server = createServer((incoming, outgoing) => {
      if (this.breaks > 0) {
        this.breaks--;
        outgoing.destroy();
        return;
      }
      if (this.ownAnswer !== undefined) {
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.end(this.ownAnswer);
        return;
      }
      const { method, headers, url } = incoming;
      const passed = request(this.#behind(url, target), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      incoming.pipe(passed);
    });
    this.#server.on('upgrade', (incoming, socket, head) => {
      socket.on('error', () => {});
      if (!this.letsSocketsThrough) {
        this.refused++;
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      const passed = connect(Number(target.port), target.hostname, () => {
        const headers = Object.entries(incoming.headers).map((pair) => pair.join(': '));
        const { pathname, search } = this.#behind(incoming.url, target);
        passed.write(`GET ${pathname}${search} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
        passed.write(head);
        passed.pipe(socket).pipe(passed);
      });
      passed.on('error', () => socket.destroy());
      socket.on('close', () => passed.destroy());
    });
  }

  /** With `path`, the server is to be found below it. */
  static async before(target: string, path = ''): Promise<Gateway> {
    const gateway = new Gateway(new URL(target), path);
    gateway.#server.listen(0, '127.0.0.1');
    await once(gateway.#server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#path}`;
  }

  /** What is not below the path is nothing that the server knows. */
  #behind(url = '/', target: URL): URL {
    const isBelow = url.startsWith(`${this.#path}/`);
    return new URL(isBelow ? url.slice(this.#path.length) : '/outside', target);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
