import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** How long a server may take to be ready, in milliseconds. */
const PATIENCE_MS = 60_000;

export interface ServerProcessOptions {
  databaseUrl: string;
  /** Any that is free unless said. */
  port?: number;
  /** False: an empty server, which is still to be set up. */
  demo?: boolean;
  /** Beside `--demo` and `--no-traffic`. */
  args?: string[];
  env?: Record<string, string>;
}

/** The server as it really runs: a process of its own, which a test can kill and start again on the same port. */
export class ServerProcess {
  readonly port: number;
  readonly url: string;
  #options: ServerProcessOptions;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, options: ServerProcessOptions) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#options = options;
  }

  /** Started, and ready. */
  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options.port ?? (await freePort()), options);
    await server.start();
    return server;
  }

  /** Everything that it has written so far. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Starts it after a kill. Resolves when it is ready. */
  async start(): Promise<void> {
    const { databaseUrl, demo = true, args = [], env = {} } = this.#options;
    const child = spawn(
      process.execPath,
      ['mock-server/main.ts', ...(demo ? ['--demo', '--no-traffic'] : []), ...args],
      {
        cwd: root,
        env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(this.port), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (this.#output += data.toString()));
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    await this.#ready();
  }

  /** Ends the process: by default at once, as a crash does. Resolves when it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if (!this.#child) throw new Error(`The server ended:\n${this.#output}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.kill();
    throw new Error(`The server was not ready in time:\n${this.#output}`);
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is no text
  server.close();
  await once(server, 'close');
  return port;
}
