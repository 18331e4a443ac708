import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from '../../mock-server/embedded-database.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { migrate } from '../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { findEmbedKey } from '../../mock-server/storage/users.ts';
import { root } from './built-package.ts';

/* npm run embed-key, on a built-in database as `npm start` has one. */

const organisationId = '0199c0de-0000-7000-8000-000000000001';
let folder: string;
let database: EmbeddedDatabase;
let db: Db;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-key-'));
  database = await startEmbeddedDatabase({ folder, fsync: false });
  db = openPostgres(database.url, { connections: 2 });
  await migrate(db);
  await db
    .insertInto('organisations')
    .values({
      id: organisationId,
      name: 'Maison Verdier',
      time_zone: 'Europe/Paris',
      region: 'FR',
      currency: 'EUR',
      languages: ['fr'],
    })
    .execute();
});
afterAll(async () => {
  await db?.destroy();
  await database?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
});

test('a key is made, and its secret said', async () => {
  const { stdout } = await embedKey('add', 'a-crm');

  expect(await findEmbedKey(db, 'a-crm')).toEqual({ organisationId, secret: stdout.trim() });
  expect(stdout.trim()).toMatch(/^[\w-]{43}$/);
});

test('a key that is there is not made anew', async () => {
  const { stdout } = await embedKey('add', 'kept');

  expect((await embedKey('add', 'kept')).stderr).toContain(
    'There is, or was, a key ‘kept’ already',
  );
  expect((await findEmbedKey(db, 'kept'))?.secret).toBe(stdout.trim());
});

test('a key is ended', async () => {
  await embedKey('add', 'old');

  await embedKey('end', 'old');

  expect(await findEmbedKey(db, 'old')).toBeUndefined();
  expect((await embedKey('end', 'old')).stderr).toContain('No key ‘old’ is in use.');
});

test.each([
  [['add', 'two words'], {}, 'unlike ‘two words’'],
  [['remove', 'a-crm'], {}, 'Usage:'],
  [['add'], {}, 'Usage:'],
  [['add', 'x'], { ORGANISATION: 'Nobody' }, 'no organisation Nobody'],
  [['add', 'x'], { WAYPOST_DATA: '/nowhere' }, 'No database runs in the folder ‘/nowhere’'],
])('%j with %j says what is wrong', async (words, env, sentence) => {
  const { code, stderr } = await embedKey(...words, env);

  expect(stderr).toContain(sentence);
  expect(code).toBe(1);
});

async function embedKey(...given: (string | Record<string, string>)[]) {
  const words = given.filter((each) => typeof each === 'string');
  const env = Object.assign({}, ...given.filter((each) => typeof each === 'object'));
  const { DATABASE_URL: _, ...inherited } = process.env;
  const running = promisify(execFile)(process.execPath, ['tools/embed-key.ts', ...words], {
    cwd: root,
    env: { ...inherited, WAYPOST_DATA: folder, ...env },
  });
  return running.then(
    (said) => ({ ...said, code: 0 }),
    // What was said and how it ended is on the error.
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}
