import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import {
  createCluster,
  demandOwnHome,
  findPassword,
  prepareHome,
} from './embedded-database/cluster.ts';
import { findBinaries } from './embedded-database/binaries.ts';
import { lockFolder } from './embedded-database/folder-lock.ts';
import {
  startPostmaster,
  stopLeftover,
  stopPostmaster,
} from './embedded-database/postmaster.ts';
import { findWayToRun, type WayToRun } from './embedded-database/way-to-run.ts';

export interface EmbeddedDatabaseOptions {
  /** Everything is kept in here; created when it is missing. */
  folder: string;
  log?: (line: string) => void;
  /** Only for data that nobody will miss: without it a power failure may cost the database. */
  fsync?: boolean;
  maximumConnections?: number;
  /** Insists on one way to run PostgreSQL: tests try them all. */
  way?: WayToRun['name'];
}

export interface EmbeddedDatabase {
  url: string;
  way: WayToRun['name'];
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that came with npm on a folder of ours, on a free port of this machine's loopback
 * address only, and creates the database `waypost` where it is missing. One server holds a folder at a time.
 */
export async function startEmbeddedDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw new Error(`The data folder ‘${folder}’ cannot be created: ${error.message}.`);
  });
  const unlock = lockFolder(folder);
  try {
    return await startIn(folder, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function startIn(
  folder: string,
  options: EmbeddedDatabaseOptions,
  unlock: () => void,
): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  const home = join(folder, 'postgresql');
  const directory = join(home, 'data');
  await demandOwnHome(home);
  if ((await stopLeftover(directory)) === 'stopped') {
    log('Stopped the database that a killed server had left running.');
  }
  const binaries = await findBinaries();
  const prepare = (owner: WayToRun['owner']) => prepareHome(home, owner);
  const way = await findWayToRun(binaries, home, prepare, options.way);
  const password = await findPassword(home, way);
  await createCluster(way, home, options.fsync ?? true);

  const start = { way, home, directory, settings: databaseSettings(options) };
  const started = await startPatiently(start);
  const { port } = started;
  let postmaster = started.postmaster;
  let stopping = false;
  const restart = async () => {
    log('The database ended unexpectedly; starting it again.');
    ({ postmaster } = await startPatiently(start, port));
    if (stopping) await stopPostmaster(postmaster);
    else postmaster.once('exit', restartOrSay);
  };
  const restartOrSay = () => {
    if (!stopping) void restart().catch((error: Error) => log(error.message));
  };
  postmaster.once('exit', restartOrSay);
  const lastResort = () => postmaster.kill('SIGINT');
  process.once('exit', lastResort);

  const stop = async () => {
    stopping = true;
    await stopPostmaster(postmaster);
    process.off('exit', lastResort);
    unlock();
  };
  try {
    await createDatabase(port, password);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: address('waypost', password, port, 'waypost'), way: way.name, stop };
}

function databaseSettings({ fsync = true, maximumConnections = 100 }: EmbeddedDatabaseOptions) {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: maximumConnections,
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    shared_buffers: `${ownMemory()}MB`,
    work_mem: '32MB',
    // there are no disks left whose heads have to travel
    random_page_cost: 1.1,
    // month by month, tables that are divided into months are joined faster
    enable_partitionwise_join: 'on',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
  };
}

/** How much it keeps in memory, in megabytes: a quarter of the machine's. It is taken as it is needed. */
function ownMemory(): number {
  return Math.min(2048, Math.max(128, Math.floor(totalmem() / 4 / 1_048_576)));
}

interface Start {
  way: WayToRun;
  home: string;
  directory: string;
  settings: Record<string, string | number>;
}

/** On a free port, unless one is given: somebody may take it between our look and PostgreSQL's. */
async function startPatiently(
  start: Start,
  given?: number,
): Promise<{ postmaster: ChildProcess; port: number }> {
  const logFile = join(start.home, 'log');
  for (let attempt = 1; ; attempt++) {
    const port = given ?? (await freePort());
    try {
      return { port, postmaster: await startPostmaster({ ...start, logFile, port }) };
    } catch (error) {
      const { message } = error as Error;
      // A killed PostgreSQL's children hold port and memory for a moment longer.
      const passing = /could not bind|already in use|still in use/.test(message);
      if (!passing || attempt >= 40) {
        throw new Error(`The database in ‘${start.home}’ could not be started: ${message}`);
      }
      await wait(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The application is not PostgreSQL's administrator: it owns its databases and may create more. */
async function createDatabase(port: number, password: string): Promise<void> {
  const client = new Client({
    connectionString: address('postgres', password, port, 'postgres'),
  });
  await client.connect();
  try {
    const { rows: roles } = await client.query(
      `select from pg_roles where rolname = 'waypost'`,
    );
    if (!roles.length) {
      await client.query(`create role waypost login createdb password '${password}'`);
    }
    const { rows } = await client.query(`select from pg_database where datname = 'waypost'`);
    if (!rows.length) await client.query('create database waypost owner waypost');
  } finally {
    await client.end();
  }
}

function address(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
