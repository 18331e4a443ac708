import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { sql } from 'kysely';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { median, printTable, quantile, timed } from './measure.ts';
import { bareSteps } from './rivals/bare-steps.ts';
import { addDatabase } from './rivals/databases.ts';
import { treeOf } from '../helpers/run-routing.ts';
import { Waypost } from './rivals/waypost.ts';

const TIMERS = 10_000;
/** Before, so many for each: none is measured while it is compiled. */
const WARMING = 2_000;
const PATIENCE_MS = 240_000;
const STEPS_COMMITTED = 'select count(*) from runs where ended_at is not null';

/** From the second in which all fall due to the commit of each next step, in milliseconds. */
type Delays = number[];

interface Rival {
  /** So many waits that end in the same second. */
  round(count: number): Promise<Delays>;
  close(): Promise<unknown>;
}

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
try {
  const delays = {
    Waypost: await measure(waypost, 'own'),
    'DBOS, sleeping workflows': await measure(dbos, 'dbos'),
    'pg-boss, delayed jobs': await measure(boss, 'boss'),
    'the same writes by bare SQL, no engine': await measure(bareWrites, 'bare'),
  };
  const own = median(delays.Waypost);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  printTable(
    `${TIMERS.toLocaleString('en')} waits that end in the same second: delay until the next step is committed`,
    [
      ['engine', 'median', '99th percentile', 'last', 'Waypost is'],
      ...Object.entries(delays).map(([name, each]) => [
        name,
        seconds(median(each)),
        seconds(quantile(each, 0.99)),
        `${seconds(Math.max(...each))}${each.length < TIMERS ? `, ${TIMERS - each.length} missing` : ''}`,
        `${(median(each) / own).toFixed(1)} ×`,
      ]),
    ],
  );
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0); // some rivals keep timers after their stop

async function measure(open: (url: string) => Promise<Rival>, name: string): Promise<Delays> {
  const rival = await open(await addDatabase(database.url, name));
  await rival.round(WARMING);
  const delays = await rival.round(TIMERS);
  await rival.close();
  return delays;
}

function openEngine(url: string): Promise<Waypost> {
  const tree = treeOf({
    wait: { type: 'pause', parameters: { seconds: 3600 }, branches: { ok: 'mark' } },
    mark: {
      type: 'assign-values',
      parameters: { rows: [{ target: 'customer.step', value: 'over' }] },
    },
  });
  return Waypost.open(url, tree);
}

/** Flows that pause. Their waits are set to the same moment, as if they had come to them at different times. */
async function pauseFlows(engine: Waypost, count: number): Promise<Date> {
  const { db } = engine.services;
  await timed(count, 64, () => engine.run());
  const due = new Date(Date.now() + 3000);
  await sql`update runs set due_at = ${due}, state = jsonb_set(state, '{wait,dueAt}', to_jsonb(${due.toISOString()}::text))
    where due_at is not null`.execute(db);
  await sql`vacuum analyze`.execute(db);
  return due;
}

async function waypost(url: string): Promise<Rival> {
  const engine = await openEngine(url);
  const { db, timers } = engine.services;
  return {
    async round(count) {
      const due = await pauseFlows(engine, count);
      timers.start();
      const delays = await watchCommits(url, { due, sql: STEPS_COMMITTED, count });
      await timers.stop();
      return delays;
    },
    close: () => db.destroy(),
  };
}

/**
 * What the database needs for the rows that these steps write, and nothing else: one statement for 256 of them, on two
 * connections, with no engine that reads where a run stands and decides. No engine that writes these rows is faster.
 */
async function bareWrites(url: string): Promise<Rival> {
  const engine = await openEngine(url);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const lane = async (due: Date) => {
    await sleep(Math.max(due.getTime() - Date.now(), 0));
    while ((await pool.query(bareSteps)).rowCount);
  };
  return {
    async round(count) {
      const due = await pauseFlows(engine, count);
      const lanes = [lane(due), lane(due)];
      const delays = await watchCommits(url, { due, sql: STEPS_COMMITTED, count });
      await Promise.all(lanes);
      return delays;
    },
    close: () => Promise.all([pool.end(), engine.services.db.destroy()]),
  };
}

/** Workflows that sleep and then do a step, as many at once as it takes. */
async function dbos(url: string): Promise<Rival> {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: url,
    systemDatabasePoolSize: 16,
    logLevel: 'error',
    runAdminServer: false,
  });
  let due = Infinity;
  const wait = DBOS.registerWorkflow(
    async () => {
      await DBOS.sleepms(Math.max(due - Date.now(), 1));
      await DBOS.runStep(() => Promise.resolve('over'), { name: 'mark' });
    },
    { name: 'wait' },
  );
  await DBOS.launch();
  return {
    async round(count) {
      // it takes a while until each of them has written down that it sleeps
      due = Date.now() + 6 * count;
      await timed(count, 16, () => DBOS.startWorkflow(wait)());
      if (Date.now() > due) throw new Error('DBOS needs longer to begin so many workflows.');
      await sleep(due - Date.now() - 1000);
      return watchCommits(url, {
        due: new Date(due),
        sql: `select count(*) from dbos.operation_outputs where function_name = 'mark'`,
        count,
      });
    },
    close: () => DBOS.shutdown(),
  };
}

/** Delayed jobs, each of which is completed and sends the next one: its step. As many at once as does it good. */
async function boss(url: string): Promise<Rival> {
  const queue = new PgBoss({ connectionString: url, max: 32 });
  await queue.start();
  await queue.createQueue('wait');
  await queue.createQueue('next');
  let working = true;
  const lane = async () => {
    while (working) {
      const [job] = await queue.fetch('wait');
      if (!job) {
        await sleep(2); // not the pause of its own workers: the engine at its best
        continue;
      }
      await queue.complete('wait', job.id, { done: true });
      await queue.send('next', {});
    }
  };
  return {
    async round(count) {
      const due = new Date(Date.now() + 15_000);
      const jobs = Array.from({ length: count }, () => ({ startAfter: due }));
      for (let index = 0; index < count; index += 1000) {
        await queue.insert('wait', jobs.slice(index, index + 1000));
      }
      if (Date.now() > due.getTime())
        throw new Error('pg-boss needs longer to take so many jobs.');
      working = true;
      const lanes = Array.from({ length: 16 }, lane);
      const sql = `select count(*) from pgboss.job where name = 'next'`;
      const delays = await watchCommits(url, { due, sql, count });
      working = false;
      await Promise.all(lanes);
      return delays;
    },
    close: () => queue.stop({ graceful: false }),
  };
}

/** Counts the steps that others can see, again and again, until all of them can be seen. */
async function watchCommits(
  url: string,
  { due, sql, count }: { due: Date; sql: string; count: number },
): Promise<Delays> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const read = async () => Number((await client.query<{ count: string }>(sql)).rows[0]?.count);
  const before = await read();
  const delays: Delays = [];
  await sleep(Math.max(due.getTime() - Date.now(), 0));
  while (delays.length < count && Date.now() - due.getTime() < PATIENCE_MS) {
    const committed = (await read()) - before;
    const delay = Date.now() - due.getTime();
    while (delays.length < committed) delays.push(delay);
    await sleep(20);
  }
  await client.end();
  return delays;
}
