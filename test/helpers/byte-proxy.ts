import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a bad network does to the bytes. */
export interface Weather {
  /** Each piece waits up to so many milliseconds; the order within a connection stays, as TCP promises. */
  delay?: number;
  /** A connection breaks after about so many bytes, wherever that is. */
  breaksAfter?: number;
  /** Each complete POST is sent again by itself, up to so many requests later: repeated, and out of order. */
  repeats?: number;
}

/** Stands between a client and a server on loopback, and passes bytes on, more or less. */
export class ByteProxy {
  /** Set it at any time; it holds for what comes then. */
  weather: Weather = {};
  breaks = 0;
  repeated = 0;
  readonly #target: number;
  readonly #random: () => number;
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  readonly #stalled = new WeakSet<Socket>();
  #isCut = false;
  #later: { inRequests: number; bytes: Buffer }[] = [];

  private constructor(target: number, random: () => number) {
    this.#target = target;
    this.#random = random;
    this.#server = createServer((socket) => this.#carry(socket));
  }

  static async start(targetUrl: string, random: () => number): Promise<ByteProxy> {
    const proxy = new ByteProxy(Number(new URL(targetUrl).port), random);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo; // a TCP server's address is no text
    return `http://127.0.0.1:${port}`;
  }

  /** Breaks every connection, and lets none in until `restore`. */
  cut(): void {
    this.#isCut = true;
    this.#pairs.forEach(([near, far]) => this.#end(near, far));
  }

  restore(): void {
    this.#isCut = false;
  }

  /** The present connections stay open and carry nothing any more, as after a change of networks. */
  stall(): void {
    this.#pairs.forEach((pair) => pair.forEach((socket) => this.#stalled.add(socket)));
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #carry(near: Socket): void {
    if (this.#isCut) return void near.destroy();
    const far = connect(this.#target, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    this.#pairs.add(pair);
    const { breaksAfter } = this.weather;
    const left = {
      bytes: breaksAfter ? Math.ceil(-Math.log(1 - this.#random()) * breaksAfter) : Infinity,
    };
    const request = new RequestReader((bytes) => this.#repeat(bytes));
    this.#pass(near, far, left, (bytes) => request.read(bytes));
    this.#pass(far, near, left, () => {});
    for (const socket of pair) {
      socket.on('error', () => {}); // its end is all that counts
      socket.on('close', () => {
        this.#pairs.delete(pair);
        this.#end(near, far);
      });
    }
  }

  #pass(
    from: Socket,
    to: Socket,
    left: { bytes: number },
    seen: (bytes: Buffer) => void,
  ): void {
    let before = Promise.resolve();
    from.on('data', (bytes: Buffer) => {
      if (this.#stalled.has(from)) return;
      seen(bytes);
      before = before.then(async () => {
        const { delay } = this.weather;
        if (delay) await pause(this.#random() * delay);
        if (this.#stalled.has(to) || to.destroyed) return;
        to.write(bytes.subarray(0, left.bytes));
        left.bytes -= bytes.length;
        if (left.bytes > 0) return;
        this.breaks++;
        to.end(() => this.#end(from, to));
      });
    });
  }

  #end(...pair: Socket[]): void {
    pair.forEach((socket) => socket.destroy());
  }

  #repeat(bytes: Buffer): void {
    const { repeats } = this.weather;
    const due = this.#later.filter((one) => --one.inRequests <= 0);
    this.#later = this.#later.filter((one) => one.inRequests > 0);
    due.forEach((one) => this.#send(one.bytes));
    if (!repeats) return;
    const inRequests = Math.floor(this.#random() * (repeats + 1));
    if (inRequests === 0) this.#send(bytes);
    else this.#later.push({ inRequests, bytes });
  }

  /** Nobody hears the answer. */
  #send(bytes: Buffer): void {
    this.repeated++;
    const socket = connect(this.#target, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => {});
    socket.once('data', () => socket.end());
  }
}

/** Finds the complete POSTs in what a client sends over one connection. */
class RequestReader {
  #found: (request: Buffer) => void;
  #buffer = Buffer.alloc(0);
  #isOther = false;

  constructor(found: (request: Buffer) => void) {
    this.#found = found;
  }

  read(bytes: Buffer): void {
    if (this.#isOther) return;
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (let request = this.#next(); request; request = this.#next()) {
      if (request.subarray(0, 5).toString() === 'POST ') this.#found(request);
    }
  }

  #next(): Buffer | undefined {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = this.#buffer.subarray(0, end).toString('latin1');
    this.#isOther = /^upgrade:/im.test(head); // from here on it is a socket's frames
    if (this.#isOther) return undefined;
    const length = end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (this.#buffer.length < length) return undefined;
    const request = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return request;
  }
}
