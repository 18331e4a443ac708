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
    /** The servers of this test run, one for each process: files get their own databases there by `freshDatabase`. */
    databaseServers: string[];
    /** A folder of this test run, for what its files share. */
    runFolder: string;
  }
}

/**
 * A PostgreSQL for each process that tests run in, with a migrated database that test files clone. They have one each
 * because a change feed waits for every open transaction of its server, also those of other databases.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const processes = project.config.maxWorkers;
  const servers = await Promise.all(Array.from({ length: processes }, startServer));
  project.provide(
    'databaseServers',
    servers.map(({ url }) => url),
  );
  const runFolder = await mkdtemp(join(tmpdir(), 'waypost-run-'));
  project.provide('runFolder', runFolder);
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await removeFolder(runFolder);
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-test-'));
  const database = await startEmbeddedDatabase({
    folder,
    fsync: false,
    maximumConnections: 400,
  });
  await makeTemplate(database.url);
  return {
    url: database.url,
    async stop() {
      await database.stop();
      await removeFolder(folder);
    },
  };
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
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
