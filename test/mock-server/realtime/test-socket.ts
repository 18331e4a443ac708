import { io, type Socket } from 'socket.io-client';
import { vi } from 'vitest';
import type { Change, Changes, Scope } from '../../../api-client/contract/change.ts';
import type { Problem } from '../../../api-client/contract/problem.ts';
import {
  SOCKET_PATH,
  type ClientEvents,
  type ServerEvents,
  type WatchAnswer,
} from '../../../api-client/contract/socket-events.ts';

export const PATIENCE = { timeout: 10_000, interval: 5 };

/** A bare socket as any program would open it; keeps everything that comes, and every byte of it. */
export class TestSocket {
  readonly changes: (Changes & { scope: Scope; receivedAt: number })[] = [];
  /** Each frame as it came, before anything read it. */
  readonly frames: string[] = [];
  closing: Problem | undefined;
  tokensWanted = 0;
  isClosed = false;
  refused: Error | undefined;
  readonly #socket: Socket<ServerEvents, ClientEvents>;

  constructor(url: string, token: unknown, headers: Record<string, string> = {}) {
    this.#socket = io(url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      reconnection: false,
      autoConnect: false,
      forceNew: true,
      auth: token === undefined ? {} : { token },
      extraHeaders: headers,
    });
    this.#socket.on('changes', (changes) =>
      this.changes.push({ ...changes, receivedAt: Date.now() }),
    );
    this.#socket.on('closing', (problem) => (this.closing = problem));
    this.#socket.on('token-wanted', () => this.tokensWanted++);
    this.#socket.on('disconnect', () => (this.isClosed = true));
    this.#socket.on('connect_error', (error) => (this.refused = error));
    this.#socket.connect();
    this.#socket.io.engine.on('packet', ({ data }) => this.frames.push(String(data ?? '')));
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  get items(): Change[] {
    return this.changes.flatMap(({ items }) => items);
  }

  /** Everything that the socket ever heard. */
  get heard(): string {
    return this.frames.join('\n');
  }

  async opened(): Promise<this> {
    await this.until(() => this.isOpen || this.isClosed || this.refused);
    return this;
  }

  async closed(): Promise<this> {
    await this.until(() => this.isClosed);
    return this;
  }

  async watch(scope: string, since?: string): Promise<WatchAnswer> {
    const request = { scope: scope as Scope, ...(since === undefined ? {} : { since }) };
    return (await this.ask('watch', request)) as WatchAnswer;
  }

  giveToken(token: string): Promise<unknown> {
    return this.ask('token', { token });
  }

  /** Sends an event of any name and shape, and waits for its answer. */
  ask(event: string, ...values: unknown[]): Promise<unknown> {
    return this.#socket
      .timeout(PATIENCE.timeout)
      .emitWithAck(event as 'watch', ...(values as [never])); // deliberately of any shape
  }

  /** Sends an event of any name and shape that wants no answer. */
  tell(event: string, ...values: unknown[]): void {
    this.#socket.emit(event as 'watch', ...(values as [never, never])); // deliberately of any shape
  }

  until<Value>(holds: () => Value): Promise<NonNullable<Value>> {
    return vi.waitFor(() => {
      const value = holds();
      if (!value) throw new Error(`Not so: ${holds.toString()}`);
      return value;
    }, PATIENCE);
  }

  close(): void {
    this.#socket.disconnect();
  }
}
