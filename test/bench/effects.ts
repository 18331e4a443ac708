import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createGuardedHttp, type GuardedHttp } from '../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../mock-server/effects/network-guard.ts';
import type { Performer } from '../../mock-server/effects/performer.ts';
import { createWebServicePerformer } from '../../mock-server/effects/web-service.ts';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { treeOf } from '../helpers/run-routing.ts';
import { median, printTable, timed } from './measure.ts';
import { addDatabase } from './rivals/databases.ts';
import { Waypost } from './rivals/waypost.ts';

const ROUNDS = 3;
const AT_ONCE = 64;

/** Does effects outside that were decided and queued before, each once. */
interface Rival {
  name: string;
  runs: number;
  /** Queues so many effects while nobody works on them. */
  fill(count: number): Promise<unknown>;
  /** Resolves when the workers work. */
  start(): Promise<void>;
  /** Resolves when each effect has been done and is written down as done. */
  drained(count: number): Promise<unknown>;
  stop(): Promise<void>;
  close(): Promise<unknown>;
}

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
const service = fork(join(import.meta.dirname, 'rivals/answering-server.ts'));
const [address] = (await once(service, 'message')) as [string];
try {
  const atOnce = () => Promise.resolve();
  const send = guardedHttp(); // the same client for all of them
  const post = { method: 'POST', headers: {}, body: null, timeoutSeconds: 10 };
  const call = async () => void (await send({ ...post, address: new URL(address) }));
  await compare('Effects that are done at once in the process', 'inside', atOnce);
  await compare(
    'Effects that call an HTTP server in another process',
    'outside',
    call,
    callsAlone(call),
  );
} finally {
  service.kill();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0); // some rivals keep timers after their stop

/** What these two processes can do between them when nothing is queued, and nothing written down: no engine does more. */
function callsAlone(call: () => Promise<void>): Rival {
  return {
    name: 'the calls alone, no engine',
    runs: 5000,
    fill: () => Promise.resolve(),
    start: () => Promise.resolve(),
    drained: (count) => timed(count, 48, call), // as many at once as Waypost makes
    stop: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

async function compare(
  title: string,
  where: string,
  perform: () => Promise<void>,
  ...bounds: Rival[]
) {
  const [own, dbos, boss] = await Promise.all(
    ['own', 'dbos', 'boss'].map((name) => addDatabase(database.url, `${name}_${where}`)),
  );
  const rivals = [
    await waypostOn(own ?? '', where === 'inside'),
    dbosOn(dbos ?? '', where, perform),
    bossOn(boss ?? '', perform, { together: 1, lanes: 16 }),
    bossOn(boss ?? '', perform, { together: 64, lanes: 2 }),
    ...bounds,
  ];
  const rates = new Map(rivals.map(({ name }) => [name, [] as number[]]));
  for (const rival of rivals) await secondsFor(rival, rival.runs); // none is measured while it is compiled
  for (let round = 0; round < ROUNDS; round++) {
    for (const rival of rivals) rates.get(rival.name)?.push(await rate(rival));
  }
  await Promise.all(rivals.map((rival) => rival.close()));
  const ours = median(rates.get('Waypost') ?? []);
  const measured = 'queued before; from the start of the workers to the last result committed';
  printTable(`${title} (${measured}; median of ${ROUNDS})`, [
    ['engine', 'effects/s', 'Waypost is'],
    ...[...rates].map(([name, reached]) => [
      name,
      Math.round(median(reached)).toLocaleString('en'),
      `${(ours / median(reached)).toFixed(1)} ×`,
    ]),
  ]);
}

/** Effects a second. Each engine works alone. */
async function rate(rival: Rival): Promise<number> {
  return rival.runs / (await secondsFor(rival, rival.runs));
}

async function secondsFor(rival: Rival, count: number): Promise<number> {
  await rival.fill(count);
  await rival.start();
  const seconds = await timed(1, 1, () => rival.drained(count));
  await rival.stop();
  return seconds;
}

/** Interactions whose routing calls a web service and does not wait for it. */
async function waypostOn(url: string, inside: boolean): Promise<Rival> {
  const tree = treeOf({
    call: {
      type: 'web-service',
      parameters: { service: { reference: 'SERVICE' }, synchronous: false },
      branches: { ok: 'end' },
    },
    end: { type: 'node' },
  });
  let done = 0;
  const performer = inside ? inProcess() : overHttp();
  const counted: typeof performer = {
    ...performer,
    perform: (request, occasion) => performer.perform(request, occasion).finally(() => done++),
  };
  const engine = await Waypost.open(url, tree, [counted as Performer]); // of its own kind
  const definition = { address: inside ? 'https://service.example/' : address };
  await engine.addEntity('web-service', 'SERVICE', definition);
  const { worker, db } = engine.services;
  return {
    name: 'Waypost',
    runs: 5000,
    fill(count) {
      done = 0;
      return timed(count, AT_ONCE, () => engine.run());
    },
    start: () => Promise.resolve(worker.start()),
    async drained(count) {
      while (done < count) await sleep(2);
      while (await db.selectFrom('effects').select('id').limit(1).executeTakeFirst())
        await sleep(2);
    },
    stop: () => worker.stop(),
    close: () => db.destroy(),
  };
}

function inProcess(): Performer<'web-service'> {
  return {
    kind: 'web-service',
    perform: () => Promise.resolve({ ok: true, values: {} }),
    givenUp: (reason) => ({ ok: false, reason }),
  };
}

function overHttp(): Performer<'web-service'> {
  return createWebServicePerformer(guardedHttp());
}

function guardedHttp(): GuardedHttp {
  return createGuardedHttp(new NetworkGuard({ allowedHosts: [new URL(address).host] }));
}

/** Workflows of one step, the effect, on a queue that looks for more as often as it may. */
function dbosOn(url: string, where: string, perform: () => Promise<void>): Rival {
  let done = 0;
  const queueName = `effects-${where}`;
  const workflowName = `effect ${where}`;
  const counted = () => perform().then(() => void done++);
  DBOS.registerWorkflow(() => DBOS.runStep(counted, { name: 'effect' }), {
    name: workflowName,
  });
  const state = new pg.Pool({ connectionString: url, max: 1 });
  return {
    name: 'DBOS, a queue of workflows',
    runs: 1000,
    async fill(count) {
      done = 0;
      await launch([]); // makes its tables when it runs for the first time
      await DBOS.registerQueue(queueName, { minPollingIntervalMs: 10 });
      await timed(count, AT_ONCE, () =>
        DBOS.enqueueWorkflowWithOptions({ queueName, workflowName }),
      );
      await DBOS.shutdown();
    },
    start: () => launch([queueName]),
    async drained(count) {
      while (done < count) await sleep(2);
      const open = `select 1 from dbos.workflow_status where status in ('ENQUEUED', 'PENDING') limit 1`;
      while ((await state.query(open)).rowCount) await sleep(2);
    },
    stop: () => DBOS.shutdown(),
    close: () => state.end(),
  };

  function launch(listenTo: string[]): Promise<void> {
    DBOS.setConfig({
      name: 'bench',
      systemDatabaseUrl: url,
      systemDatabasePoolSize: 16,
      logLevel: 'error',
      runAdminServer: false,
      listenQueues: listenTo,
    });
    return DBOS.launch();
  }
}

/** Jobs that are fetched and completed so many together. */
function bossOn(
  url: string,
  perform: () => Promise<void>,
  { together, lanes }: { together: number; lanes: number },
): Rival {
  const queue = new PgBoss({ connectionString: url, max: 32 });
  const name = `effects-${together}`;
  let done = 0;
  let working = false;
  let workers: Promise<void>[] = [];
  let started: Promise<unknown> | undefined;
  return {
    name: together === 1 ? 'pg-boss, job by job' : `pg-boss, ${together} jobs together`,
    runs: together === 1 ? 1000 : 5000,
    async fill(count) {
      started ??= queue.start().then(() => queue.createQueue(name));
      await started;
      done = 0;
      for (let filled = 0; filled < count; filled += 1000) {
        const jobs = Array.from({ length: Math.min(1000, count - filled) }, () => ({}));
        await queue.insert(name, jobs);
      }
    },
    start() {
      working = true;
      workers = Array.from({ length: lanes }, work);
      return Promise.resolve();
    },
    async drained(count) {
      while (done < count) await sleep(2);
    },
    async stop() {
      working = false;
      await Promise.all(workers);
    },
    close: () => queue.stop({ graceful: false }),
  };

  /** Fetches without the pause that its own workers make between two looks: the engine at its best. */
  async function work(): Promise<void> {
    while (working) {
      const jobs = await queue.fetch(name, { batchSize: together });
      if (jobs.length === 0) {
        await sleep(2);
        continue;
      }
      await Promise.all(jobs.map(perform));
      await queue.complete(
        name,
        jobs.map(({ id }) => id),
      );
      done += jobs.length;
    }
  }
}
