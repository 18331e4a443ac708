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
const PATIENCE_MS = 240_000;
const STEPS_COMMITTED = 'select count(*) from runs where ended_at is not null';

/** From the second in which all fall due to the commit of each next step, in milliseconds. */
type Delays = number[];

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
try {
  const delays = {
    Waypost: await waypost(database.url),
    'DBOS, sleeping workflows': await dbos(await addDatabase(database.url, 'dbos')),
    'pg-boss, delayed jobs': await boss(await addDatabase(database.url, 'boss')),
    'the same writes by bare SQL, no engine': await bareWrites(
      await addDatabase(database.url, 'bare'),
    ),
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

/** Flows that pause. Their waits are set to the same moment, as if they had come to them at different times. */
async function pausedFlows(url: string): Promise<{ engine: Waypost; due: Date }> {
  const tree = treeOf({
    wait: { type: 'pause', parameters: { seconds: 3600 }, branches: { ok: 'mark' } },
    mark: {
      type: 'assign-values',
      parameters: { rows: [{ target: 'customer.step', value: 'over' }] },
    },
  });
  const engine = await Waypost.open(url, tree);
  const { db } = engine.services;
  await timed(TIMERS, 64, () => engine.run());
  const due = new Date(Date.now() + 3000);
  await sql`update runs set due_at = ${due}, state = jsonb_set(state, '{wait,dueAt}', to_jsonb(${due.toISOString()}::text))
    where due_at is not null`.execute(db);
  await sql`vacuum analyze`.execute(db);
  return { engine, due };
}

async function waypost(url: string): Promise<Delays> {
  const { engine, due } = await pausedFlows(url);
  const { db, timers } = engine.services;
  timers.start();
  const delays = await watchCommits(url, due, STEPS_COMMITTED);
  await timers.stop();
  await db.destroy();
  return delays;
}

/**
 * What the database needs for the rows that these steps write, and nothing else: one statement for 256 of them, on two
 * connections, with no engine that reads where a run stands and decides. No engine that writes these rows is faster.
 */
async function bareWrites(url: string): Promise<Delays> {
  const { engine, due } = await pausedFlows(url);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const lane = async () => {
    await sleep(Math.max(due.getTime() - Date.now(), 0));
    while ((await pool.query(bareSteps)).rowCount);
  };
  const lanes = [lane(), lane()];
  const delays = await watchCommits(url, due, STEPS_COMMITTED);
  await Promise.all(lanes);
  await pool.end();
  await engine.services.db.destroy();
  return delays;
}

/** Workflows that sleep and then do a step, as many at once as it takes. */
async function dbos(url: string): Promise<Delays> {
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
  // it takes a while until each of them has written down that it sleeps
  due = Date.now() + 60_000;
  await timed(TIMERS, 16, () => DBOS.startWorkflow(wait)());
  if (Date.now() > due) throw new Error('DBOS needs longer to begin so many workflows.');
  await sleep(due - Date.now() - 1000);
  const delays = await watchCommits(
    url,
    new Date(due),
    `select count(*) from dbos.operation_outputs where function_name = 'mark'`,
  );
  await DBOS.shutdown();
  return delays;
}

/** Delayed jobs, each of which is completed and sends the next one: its step. As many at once as does it good. */
async function boss(url: string): Promise<Delays> {
  const queue = new PgBoss({ connectionString: url, max: 32 });
  await queue.start();
  await queue.createQueue('wait');
  await queue.createQueue('next');
  const due = new Date(Date.now() + 15_000);
  const jobs = Array.from({ length: TIMERS }, () => ({ startAfter: due }));
  for (let index = 0; index < TIMERS; index += 1000) {
    await queue.insert('wait', jobs.slice(index, index + 1000));
  }
  if (Date.now() > due.getTime()) throw new Error('pg-boss needs longer to take so many jobs.');
  let working = true;
  const lanes = Array.from({ length: 16 }, async () => {
    while (working) {
      const [job] = await queue.fetch('wait');
      if (!job) {
        await sleep(2); // not the pause of its own workers: the engine at its best
        continue;
      }
      await queue.complete('wait', job.id, { done: true });
      await queue.send('next', {});
    }
  });
  const delays = await watchCommits(
    url,
    due,
    `select count(*) from pgboss.job where name = 'next'`,
  );
  working = false;
  await Promise.all(lanes);
  await queue.stop({ graceful: false });
  return delays;
}

/** Counts the steps that others can see, again and again, until all of them can be seen. */
async function watchCommits(url: string, due: Date, count: string): Promise<Delays> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const delays: Delays = [];
  await sleep(Math.max(due.getTime() - Date.now(), 0));
  while (delays.length < TIMERS && Date.now() - due.getTime() < PATIENCE_MS) {
    const { rows } = await client.query<{ count: string }>(count);
    const delay = Date.now() - due.getTime();
    while (delays.length < Number(rows[0]?.count)) delays.push(delay);
    await sleep(20);
  }
  await client.end();
  return delays;
}
