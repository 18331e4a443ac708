import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface FreshDatabase {
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A database of one's own with every table and no rows, on the PostgreSQL of this test run. */
export function freshDatabase(): Promise<FreshDatabase> {
  return createDatabase('waypost_template');
}

/** A database of one's own with nothing in it, not even a table. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return createDatabase('template0');
}

/** The PostgreSQL of the process that this test runs in. */
export function databaseServer(): string {
  const servers = inject('databaseServers');
  const which = (Number(process.env['VITEST_POOL_ID']) - 1) % servers.length;
  return servers[which]!; // counted from 1
}

async function createDatabase(template: string): Promise<FreshDatabase> {
  const server = databaseServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => dropDatabase(server, name),
  };
}

/** What keeps a database from going is a vacuum that the server has just begun there: it lets go when it is asked again. */
async function dropDatabase(server: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await administer(server, `drop database if exists ${name} with (force)`);
    } catch (error) {
      const isVacuumed = ['42501', '55006'].includes((error as { code?: string }).code ?? '');
      if (!isVacuumed || tries === 50) throw error;
      await administer(server, 'select pg_sleep(0.1)');
    }
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
