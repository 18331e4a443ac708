import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processStart } from '../../mock-server/embedded-database/process-identity.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let port: number;
let started: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-start-test-'));
  port = await freePort();
  started = [];
});

afterEach(async () => {
  for (const child of started) signalGroup(child, 'SIGKILL');
  // The database ends a moment after its server was killed, and until then writes here.
  await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
});

describe.skipIf(process.platform === 'win32')('npm start', () => {
  test.each([
    ['Ctrl-C, which reaches every process of the terminal', signalGroup, 'SIGINT'],
    ['a signal to npm’s own process alone', signalOne, 'SIGTERM'],
  ] as const)('ends with everything it started on %s', async (_, signal, name) => {
    const server = start();
    await ready(server);
    const database = await databaseProcess();

    signal(server.child, name);

    await expect.poll(() => livingInGroup(server.child), { timeout: 60_000 }).toBe(false);
    await expect.poll(() => processStart(database)).toBeNull();
    expect(server.output()).not.toMatch(/^\s+at /m); // no stack trace
  });

  test('starts again after everything was killed, with the same data', async () => {
    const first = start();
    await ready(first);
    const interactions = await historyOfAdmin();
    signalGroup(first.child, 'SIGKILL');
    await expect.poll(() => livingInGroup(first.child)).toBe(false);

    const second = start();
    await ready(second);

    expect(interactions.length).toBeGreaterThan(0);
    expect(await historyOfAdmin()).toEqual(interactions);
  });

  test('says in one sentence which process holds the data folder', async () => {
    await ready(start());
    port = await freePort();

    const second = start();
    await once(second.child, 'close');

    expect(second.child.exitCode).toBe(1);
    expect(second.output().trim().split('\n').at(-1)).toMatch(
      /^The data folder ‘.*’ is in use by another Waypost server \(process \d+\); .*\.$/,
    );
  });

  test('says in one sentence that the port is taken', async () => {
    const squatter = createServer().listen(port);
    await once(squatter, 'listening');

    const server = start();
    await once(server.child, 'close');
    squatter.close();

    expect(server.child.exitCode).toBe(1);
    expect(server.output().trim().split('\n').at(-1)).toMatch(
      new RegExp(`^Port ${port} is taken by another program; .*\\.$`),
    );
  });
});

function start(): { child: ChildProcess; output: () => string } {
  const child = spawn('npm', ['start', '--silent', '--', '--no-traffic'], {
    cwd: root,
    detached: true, // a group of its own, as in a terminal
    env: { ...process.env, PORT: String(port), WAYPOST_DATA: folder, DATABASE_URL: '' },
  });
  started.push(child);
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  child.stderr.on('data', (data) => (text += data));
  return { child, output: () => text };
}

async function ready({ child, output }: ReturnType<typeof start>): Promise<void> {
  const isReady = async () => {
    if (child.exitCode !== null) return `ended: ${output()}`;
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    return answer?.status;
  };
  await expect.poll(isReady, { timeout: 120_000, interval: 100 }).toBe(200);
}

async function historyOfAdmin(): Promise<unknown[]> {
  const address = `http://127.0.0.1:${port}/api`;
  const session = await fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: 'waypost' }),
  });
  const { accessToken } = (await session.json()) as { accessToken: string };
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${address}/interactions?limit=20`, { headers });
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
}

async function databaseProcess(): Promise<number> {
  const file = join(folder, 'postgresql', 'data', 'postmaster.pid');
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}

function signalOne(child: ChildProcess, signal: NodeJS.Signals): void {
  child.kill(signal);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (livingInGroup(child)) process.kill(-(child.pid as number), signal);
}

function livingInGroup(child: ChildProcess): boolean {
  try {
    process.kill(-(child.pid as number), 0);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
