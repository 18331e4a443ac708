import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { createServices } from '../create-services.ts';
import { prepareDemo } from '../demo/prepare.ts';
import type { Db } from '../storage/database.ts';
import { migrate } from '../storage/migrate.ts';
import { pageLog } from './log.ts';
import { openPageDatabase } from './page-database.ts';
import { DEMO_SEED, SMALL_DEMO } from './small-demo.ts';

/*
 * node mock-server/browser/make-snapshot.ts    prints the file with the database of the page's demo
 *
 * The file is made anew when what it is made of has changed, and every day, since the demo's data reach up to
 * the day.
 */
const root = resolve(import.meta.dirname, '../..');
const file = resolve(root, 'node_modules/.cache/waypost/demo-snapshot.tar.gz');
const stampFile = `${file}.stamp`;

process.stdout.write(await makeUnlessFresh());

async function makeUnlessFresh(): Promise<string> {
  const stamp = `${new Date().toISOString().slice(0, 10)} ${fingerprint()}`;
  if (read(stampFile) === stamp) return file;
  const snapshot = await makeSnapshot();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, snapshot);
  writeFileSync(stampFile, stamp);
  return file;
}

async function makeSnapshot(): Promise<Buffer> {
  const { db, dump } = await openPageDatabase();
  await migrate(db);
  const services = await createServices({ db, log: pageLog, demo: true });
  await prepareDemo(services, DEMO_SEED, () => {}, SMALL_DEMO);
  await dropOldLog(db);
  const blob = await dump();
  await db.destroy();
  return Buffer.from(await blob.arrayBuffer());
}

/** The write-ahead log is half of the files, and nothing in it is needed once all is in its place. */
async function dropOldLog(db: Db): Promise<void> {
  for (const statement of ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint']) {
    await sql.raw(statement).execute(db);
  }
}

/** Changes with whatever the demo's database is made of. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const folders = ['actions', 'browser', 'demo', 'routing', 'storage'];
  const files = folders.flatMap((folder) =>
    globSync(`mock-server/${folder}/**/*.ts`, { cwd: root }),
  );
  for (const name of [...files.sort(), 'package-lock.json']) {
    hash.update(`${name}\n`).update(readFileSync(resolve(root, name)));
  }
  return hash.digest('hex');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
