import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { migrate } from '../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run; each test file gets its own database on it by `freshDatabase`. */
    databaseServer: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that test files clone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
  const database = await startEmbeddedDatabase({
    folder,
    fsync: false,
    maximumConnections: 400,
  });
  await makeTemplate(database.url);
  project.provide('databaseServer', database.url);
  return async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  };
}

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('create database waypost_template');
  await client.end();
  const url = new URL(server);
  url.pathname = '/waypost_template';
  const db = openPostgres(url.href);
  await migrate(db);
  await db.destroy();
}
