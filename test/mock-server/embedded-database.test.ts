import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { processStart } from '../../mock-server/embedded-database/process-identity.ts';

let folder: string;
const isRoot = process.getuid?.() === 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-database-test-')); // Only its owner may enter.
  // First to be asked for, last to be done: what a test started in the folder ends before.
  onTestFinished(() =>
    rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }),
  );
});

test('a new folder becomes a database with fsync on, and what was written is there after a restart', async () => {
  const first = await startEmbeddedDatabase({ folder });
  await query(first.url, `create table kept (word text); insert into kept values ('été')`);
  expect(await query(first.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  await first.stop();

  const second = await startEmbeddedDatabase({ folder });
  onTestFinished(() => second.stop());
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'été' }]);
});

test('the password file is readable by its owner alone, and no other password opens the database', async () => {
  const database = await startEmbeddedDatabase({ folder, fsync: false });
  onTestFinished(() => database.stop());

  const { mode } = await stat(join(folder, 'postgresql', 'password'));
  const wrong = new URL(database.url);
  wrong.password = 'wrong';

  expect(mode & 0o777).toBe(0o600);
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('the application is not the administrator of the database, and may have trigram indexes', async () => {
  const database = await startEmbeddedDatabase({ folder, fsync: false });
  onTestFinished(() => database.stop());

  await query(database.url, 'create extension pg_trgm');

  const [trigrams] = await query(database.url, `select show_trgm('été') as of_word`);
  expect(trigrams?.['of_word']).toHaveLength(4);
  await expect(query(database.url, `copy (select 1) to program 'true'`)).rejects.toThrow(
    /permission denied/,
  );
});

test('a second server on the same folder is told who holds it', async () => {
  const holder = await startElsewhere(folder);

  await expect(startEmbeddedDatabase({ folder })).rejects.toThrow(
    `The data folder ‘${folder}’ is in use by another Waypost server (process ${holder.process.pid}); stop that one, or choose another folder with WAYPOST_DATA.`,
  );
});

test('after the holder was killed the next start finds everything that was committed', async () => {
  const holder = await startElsewhere(folder);
  await query(holder.url, 'create table kept as select 7 as seven');
  await kill(holder.process);

  const next = await startEmbeddedDatabase({ folder });
  onTestFinished(() => next.stop());

  expect(await query(next.url, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test('after holder and database were both killed the next start recovers what was committed', async () => {
  const holder = await startElsewhere(folder);
  await query(holder.url, 'create table kept as select 7 as seven');
  process.kill(await postmasterOf(folder), 'SIGKILL');
  await kill(holder.process);

  const next = await startEmbeddedDatabase({ folder });
  onTestFinished(() => next.stop());

  expect(await query(next.url, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test.skipIf(process.platform !== 'linux')(
  'the database ends when its server is killed',
  async () => {
    const holder = await startElsewhere(folder);
    const postmaster = await postmasterOf(folder);

    await kill(holder.process);

    await expect.poll(() => processStart(postmaster), { timeout: 10_000 }).toBeNull();
  },
);

test('a database that dies while its server lives is started again at the same address', async () => {
  const database = await startEmbeddedDatabase({ folder });
  onTestFinished(() => database.stop());
  await query(database.url, 'create table kept as select 7 as seven');
  const before = await postmasterOf(folder);

  process.kill(before, 'SIGKILL');

  const answer = () => query(database.url, 'select seven from kept').catch(() => null);
  await expect.poll(answer, { timeout: 10_000 }).toEqual([{ seven: 7 }]);
  expect(await postmasterOf(folder)).not.toBe(before);
});

test('left-over files that name a stranger do not block the start, and the stranger lives on', async () => {
  await (await startEmbeddedDatabase({ folder })).stop();
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void stranger.kill());
  const data = join(folder, 'postgresql', 'data');
  await writeFile(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n5432\n\n\n`);
  await writeFile(
    join(folder, 'server.lock'),
    JSON.stringify({ pid: stranger.pid, started: 'long ago' }),
  );

  const database = await startEmbeddedDatabase({ folder });
  onTestFinished(() => database.stop());

  expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(processStart(stranger.pid as number)).not.toBeNull();
});

test('a folder that cannot be made is one clear sentence', async () => {
  await writeFile(join(folder, 'file'), '');

  await expect(startEmbeddedDatabase({ folder: join(folder, 'file', 'data') })).rejects.toThrow(
    /^The data folder ‘.*’ cannot be created: .*\.$/,
  );
});

describe.runIf(isRoot && process.platform === 'linux')('as root', () => {
  test.each(['in a user namespace', 'with a capability'] as const)(
    'a folder that only root can reach works %s',
    async (way) => {
      const inside = join(folder, 'inside');
      await mkdir(inside);

      const database = await startEmbeddedDatabase({ folder: inside, way });
      onTestFinished(() => database.stop());

      expect(database.way).toBe(way);
      expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    },
  );

  // PostgreSQL's programs lie in the project: where only root reaches those, another user cannot run them.
  test.runIf(everybodyReaches(import.meta.dirname))(
    'a folder that everybody can reach is served by a user without root’s power',
    async () => {
      await chmod(folder, 0o755);

      const database = await startEmbeddedDatabase({ folder, way: 'as another user' });
      onTestFinished(() => database.stop());

      const status = await readFile(`/proc/${await postmasterOf(folder)}/status`, 'utf8');
      expect(status).not.toMatch(/^Uid:\s+0\s/m);
      expect(status).toMatch(/^CapEff:\s+0+$/m);
    },
  );
});

function everybodyReaches(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o001) !== 0;
  return isOpen && (dirname(path) === path || everybodyReaches(dirname(path)));
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a database in a process of its own, which can be killed. */
async function startElsewhere(folder: string): Promise<{ process: ChildProcess; url: string }> {
  const module = new URL('../../mock-server/embedded-database.ts', import.meta.url).href;
  const script = `import { startEmbeddedDatabase } from '${module}';
    const { url } = await startEmbeddedDatabase({ folder: process.argv[1] });
    console.log(url); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => kill(child));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function postmasterOf(folder: string): Promise<number> {
  const file = join(folder, 'postgresql', 'data', 'postmaster.pid');
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}
