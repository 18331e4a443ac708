import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';

const run = promisify(execFile);

/** How PostgreSQL's programs are called here, and who must own the database's files (null: whoever we are). */
export interface WayToRun {
  name: 'as ourselves' | 'as another user' | 'in a user namespace' | 'with a capability';
  prefix: string[];
  bin: string;
  owner: { uid: number; gid: number } | null;
}

/** PostgreSQL then ends by itself, cleanly, when the process that started it is killed. */
const endWithParent = ['setpriv', '--pdeathsig', 'INT'];

/**
 * PostgreSQL refuses to run as root. As root we call it as another user; where that user cannot reach the folders
 * (a clone in /root, a private temporary folder), in a user namespace in which we are not root; and where those
 * are forbidden (most containers), as the other user with the one capability that it takes, from a reachable copy.
 * `prepare` makes the folder `home`, which the program must be able to write to.
 */
export async function findWayToRun(
  { folder, version }: Binaries,
  home: string,
  prepare: (owner: WayToRun['owner']) => Promise<void>,
  only?: WayToRun['name'],
): Promise<WayToRun> {
  const ways = process.getuid?.() === 0 ? waysForRoot : waysForOthers;
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      const candidate = await way(join(folder, 'bin'), version);
      if (only && candidate.name !== only) continue;
      await loadProgram(candidate);
      await tryFolder(candidate, dirname(home), 'cd "$1"'); // Before anything changes hands.
      await prepare(candidate.owner);
      await tryFolder(candidate, home, 'cd "$1" && : > writable && rm writable');
      return candidate;
    } catch (error) {
      reasons.push((error as Error).message.trim().split('\n').at(-1) ?? '');
    }
  }
  throw new Error(
    `PostgreSQL could not be run from ‘${folder}’; start Waypost as an ordinary user, or give it a database with DATABASE_URL (${reasons.join('; ')}).`,
  );
}

type Way = (bin: string, version: string) => Promise<WayToRun>;

const waysForOthers: Way[] = [
  async (bin) => ({ name: 'as ourselves', prefix: endWithParent, bin, owner: null }),
  async (bin) => ({ name: 'as ourselves', prefix: [], bin, owner: null }),
];

const waysForRoot: Way[] = [
  async (bin) => {
    const owner = await findUser(['postgres', 'waypost']);
    return { name: 'as another user', prefix: asUser(owner), bin, owner };
  },
  async (bin) => {
    const { uid, gid } = await findUser(['postgres', 'nobody']);
    const prefix = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
    const owner = { uid: 0, gid: 0 };
    return { name: 'in a user namespace', prefix: [...prefix, ...endWithParent], bin, owner };
  },
  async (bin, version) => {
    const owner = await findUser(['postgres', 'waypost']);
    const capability = ['--inh-caps=-all,+dac_override', '--ambient-caps=+dac_override'];
    const copy = await copyToReachableFolder(bin, version);
    return {
      name: 'with a capability',
      prefix: [...asUser(owner), ...capability],
      bin: copy,
      owner,
    };
  },
];

function asUser({ uid, gid }: { uid: number; gid: number }): string[] {
  return [...endWithParent, '--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
}

/** What to spawn so that the program runs this way: the file, and the arguments that go before its own. */
export function commandLine({ prefix }: WayToRun, program: string): [string, string[]] {
  const [file = program, ...before] = [...prefix, program];
  return [file, before];
}

async function loadProgram(way: WayToRun): Promise<void> {
  const [file, before] = commandLine(way, join(way.bin, 'postgres'));
  await run(file, [...before, '--version'], { cwd: '/' });
}

async function tryFolder(way: WayToRun, folder: string, script: string): Promise<void> {
  if (process.platform === 'win32') return;
  const [file, before] = commandLine(way, '/bin/sh');
  await run(file, [...before, '-c', script, 'sh', folder], { cwd: '/' });
}

/** The first of these users that exists; the last is created when none does. */
async function findUser(names: string[]): Promise<{ uid: number; gid: number }> {
  for (const name of names) {
    const found = await lookUp(name);
    if (found) return found;
  }
  const last = names.at(-1) as string;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', last]);
  const created = await lookUp(last);
  if (!created) throw new Error(`the system user ‘${last}’ could not be created`);
  return created;
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | null> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Only root may write the copy's folder, so nobody can put another program in its place. */
async function copyToReachableFolder(bin: string, version: string): Promise<string> {
  const parent = '/var/tmp/waypost-postgresql';
  const copy = join(parent, version);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const { uid, mode } = await stat(parent);
  if (uid !== 0 || mode & 0o022) throw new Error(`‘${parent}’ does not belong to root alone`);
  if (!(await stat(copy).catch(() => null))) {
    const draft = `${copy}.${process.pid}`;
    await cp(join(bin, '..'), draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  }
  return join(copy, 'bin');
}
