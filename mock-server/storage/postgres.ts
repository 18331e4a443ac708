import { PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { createDatabase, type Db } from './database.ts';

const INT8 = 20;
const numbers = new Map<number, (text: string) => unknown>([[INT8, Number]]);

/** Dates and most types as pg reads them; counts as numbers, since none here outgrows 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    numbers.get(oid) ?? pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig; // pg's own type names only the overload that it calls itself

/** The most different statements that stay prepared on each connection. */
const MOST_PREPARED = 500;

/** Opens a PostgreSQL by its address. Statements are prepared once per connection: planning them costs more than running. */
export function openPostgres(
  url: string,
  {
    connections = 20,
    onError,
  }: { connections?: number; onError?: (error: Error) => void } = {},
): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    application_name: 'waypost',
    connectionTimeoutMillis: 10_000,
    // Instants are written as text here and there, as in cursors: alike, wherever the database thinks it stands.
    onConnect: async (client) => void (await client.query(`set time zone 'UTC'`)),
  });
  // An idle connection that the server closes is no fault of a request: the pool opens another.
  pool.on('error', (error) => onError?.(error));
  return createDatabase(new PostgresDialect({ pool: prepared(pool) }));
}

function prepared(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const wrapped = new WeakSet<pg.PoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      if (!wrapped.has(client)) {
        wrapped.add(client);
        prepareStatements(client, names);
      }
      return client;
    },
  } as PostgresPool; // the pool of pg, with its clients changed in place
}

function prepareStatements(client: pg.PoolClient, names: Map<string, string>): void {
  const query = client.query.bind(client) as (config: unknown, values?: unknown) => unknown;
  const named = (config: unknown, values?: unknown) => {
    if (typeof config !== 'string' || !Array.isArray(values)) return query(config, values);
    const name = statementName(config, names);
    return name ? query({ name, text: config, values }) : query(config, values);
  };
  client.query = named as typeof client.query; // one overload of pg's nine is all that kysely calls
}

function statementName(text: string, names: Map<string, string>): string | undefined {
  const known = names.get(text);
  if (
    known ||
    names.size >= MOST_PREPARED ||
    !/^\s*(select|insert|update|delete|with)/i.test(text)
  ) {
    return known;
  }
  const name = `waypost_${names.size}`;
  names.set(text, name);
  return name;
}
