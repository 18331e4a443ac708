import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, lchown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandLine, type WayToRun } from './way-to-run.ts';

const run = promisify(execFile);

/** PostgreSQL insists on owning its folder; what changed hands (a server that ran as another user before) is handed over. */
export async function prepareHome(home: string, owner: WayToRun['owner']): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (owner && (await stat(home)).uid !== owner.uid) {
    for (const entry of await readdir(home, { recursive: true })) {
      await lchown(join(home, entry), owner.uid, owner.gid);
    }
    await lchown(home, owner.uid, owner.gid);
  }
}

/** Who is not root cannot take over the files of somebody else: says so before anything fails in a darker way. */
export async function demandOwnHome(home: string): Promise<void> {
  const user = process.getuid?.() ?? 0;
  const found = await stat(home).catch(() => null);
  if (user === 0 || found === null || found.uid === user) return;
  throw new Error(
    `The database in ‘${home}’ belongs to another user, who ran Waypost before; run it as that user, or choose another folder with WAYPOST_DATA.`,
  );
}

/** The application's way in; kept beside the data, readable by its owner alone. */
export async function findPassword(home: string, way: WayToRun): Promise<string> {
  const file = join(home, 'password');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known;
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  if (way.owner) await lchown(file, way.owner.uid, way.owner.gid);
  return password;
}

/** A new cluster appears whole or not at all, whenever the process is killed. */
export async function createCluster(way: WayToRun, home: string, sync: boolean): Promise<void> {
  const directory = join(home, 'data');
  if (await stat(directory).catch(() => null)) return;
  const draft = join(home, 'new');
  await rm(draft, { recursive: true, force: true });
  await initialise(
    way,
    home,
    draft,
    sync,
    process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  )
    .catch(() => initialise(way, home, draft, sync, 'C'))
    .catch((error) => {
      const reason = String(error.stderr || error.message).trim();
      throw new Error(`A new database could not be made in ‘${home}’: ${reason}`);
    });
  await chmod(draft, 0o700);
  await rename(draft, directory);
}

/** Sorting is the same on every machine; `characterTypes` tells the trigram index which letters are letters. */
async function initialise(
  way: WayToRun,
  home: string,
  directory: string,
  sync: boolean,
  characterTypes: string,
): Promise<void> {
  const [file, before] = commandLine(way, join(way.bin, 'initdb'));
  const choices = [
    ['--pgdata', directory, '--username', 'postgres', '--pwfile', join(home, 'password')],
    ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin'],
    ['--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${characterTypes}`],
    ['--no-instructions', sync ? [] : '--no-sync'],
  ];
  await run(file, [...before, ...choices.flat(2)], { cwd: '/' });
}
