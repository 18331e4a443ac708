import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Command, Wire } from './web-driver.ts';

/** What a command that was sent waits for. */
interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

type Reply = [
  kind: 1,
  id: number,
  error: { error: string; message: string } | null,
  answer: unknown,
];

/**
 * Firefox's own form of WebDriver, over a socket of its own: what geckodriver speaks to it, and more, as to install an
 * extension and to see the browser's window. Each message is JSON behind its length in bytes and a colon.
 */
export class Marionette implements Wire {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #buffer = Buffer.alloc(0);
  #sent = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#read(data));
    socket.on('error', () => {}); // the end is all that counts
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox is gone.'));
    });
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const marionette = new Marionette(socket);
    await marionette.sendAs('WebDriver:NewSession', {});
    return marionette;
  }

  send(command: Command, parameters: Record<string, unknown>): Promise<unknown> {
    return this.sendAs(`WebDriver:${command}`, parameters);
  }

  /** A command by its whole name: Marionette has some that are not WebDriver's. */
  async sendAs(name: string, parameters: Record<string, unknown>): Promise<unknown> {
    const id = ++this.#sent;
    const text = JSON.stringify([0, id, name, parameters]);
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return unwrap(await answer);
  }

  #read(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const start = this.#buffer.indexOf(':') + 1;
      const end = start + Number(this.#buffer.subarray(0, start - 1));
      if (start === 0 || this.#buffer.length < end) return;
      this.#take(JSON.parse(this.#buffer.subarray(start, end).toString()));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  /** The first message is a greeting, and no reply. */
  #take(message: Reply | object): void {
    if (!Array.isArray(message)) return;
    const [, id, error, answer] = message as Reply;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(answer);
  }
}

/** Most answers are in an object of their own. */
function unwrap(answer: unknown): unknown {
  const isWrapped = typeof answer === 'object' && answer !== null && 'value' in answer;
  return isWrapped ? answer.value : answer;
}
