import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { PgBoss } from 'pg-boss';
import { createGuardedHttp } from '../../mock-server/effects/guarded-http.ts';
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

/** Decides `runs` times in a durable step that something is done outside, and does it once each. */
interface Rival {
  name: string;
  runs: number;
  start(): Promise<void>;
  /** Resolves when each effect has been done and is written down as done. */
  run(count: number): Promise<unknown>;
  stop(): Promise<void>;
}

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
const service = fork(join(import.meta.dirname, 'rivals/answering-server.ts'));
const [address] = (await once(service, 'message')) as [string];
try {
  const atOnce = () => Promise.resolve();
  const call = async () => void (await (await fetch(address, { method: 'POST' })).text());
  await compare('that are done at once in the process', 'inside', atOnce);
  await compare('that call an HTTP server in another process', 'outside', call);
} finally {
  service.kill();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0); // some rivals keep timers after their stop

async function compare(title: string, where: string, perform: () => Promise<void>) {
  const [own, dbos, boss] = await Promise.all(
    ['own', 'dbos', 'boss'].map((name) => addDatabase(database.url, `${name}_${where}`)),
  );
  const rivals = [
    await waypostOn(own ?? '', where === 'inside'),
    dbosOn(dbos ?? '', where, perform),
    bossOn(boss ?? '', perform),
  ];
  const rates = new Map(rivals.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const rival of rivals) rates.get(rival.name)?.push(await rate(rival));
  }
  const ours = median(rates.get('Waypost') ?? []);
  printTable(`Effects ${title}, decided in a durable step (median of ${ROUNDS})`, [
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
  await rival.start();
  await rival.run(rival.runs / 5);
  const seconds = await timed(1, 1, () => rival.run(rival.runs));
  await rival.stop();
  return rival.runs / seconds;
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
  const performer = inside ? inProcess() : overHttp();
  const engine = await Waypost.open(url, tree, [performer as Performer]); // of its own kind
  const definition = { address: inside ? 'https://service.example/' : address };
  await engine.addEntity('web-service', 'SERVICE', definition);
  const { worker, db } = engine.services;
  return {
    name: 'Waypost',
    runs: 5000,
    start: () => Promise.resolve(worker.start()),
    async run(count) {
      await timed(count, AT_ONCE, () => engine.run());
      while (await db.selectFrom('effects').select('id').limit(1).executeTakeFirst())
        await sleep(2);
    },
    stop: () => worker.stop(),
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
  const guard = new NetworkGuard({ allowedHosts: [new URL(address).host] });
  return createWebServicePerformer(createGuardedHttp(guard));
}

/** Workflows of two steps: one that decides, and the effect. */
function dbosOn(url: string, where: string, perform: () => Promise<void>): Rival {
  const workflow = DBOS.registerWorkflow(
    async () => {
      await DBOS.runStep(() => Promise.resolve('call'), { name: 'decide' });
      await DBOS.runStep(perform, { name: 'effect' });
    },
    { name: `effect ${where}` },
  );
  return {
    name: 'DBOS',
    runs: 500,
    start() {
      DBOS.setConfig({
        name: 'bench',
        systemDatabaseUrl: url,
        systemDatabasePoolSize: 16,
        logLevel: 'error',
        runAdminServer: false,
      });
      return DBOS.launch();
    },
    run: (count) => timed(count, AT_ONCE, () => workflow()),
    stop: () => DBOS.shutdown(),
  };
}

/** A job that decides and sends another one, which is the effect. */
function bossOn(url: string, perform: () => Promise<void>): Rival {
  let queue: PgBoss;
  let done = 0;
  let working = false;
  let lanes: Promise<void>[] = [];
  return {
    name: 'pg-boss',
    runs: 500,
    async start() {
      queue = new PgBoss({ connectionString: url, max: 32 });
      await queue.start();
      await queue.createQueue('decide');
      await queue.createQueue('effect');
      working = true;
      const decide = () => queue.send('effect', {});
      const effect = () => perform().then(() => void done++);
      lanes = [
        ...Array.from({ length: 8 }, () => work('decide', decide)),
        ...Array.from({ length: 8 }, () => work('effect', effect)),
      ];
    },
    async run(count) {
      done = 0;
      const sent = timed(count, AT_ONCE, () => queue.send('decide', {}));
      while (done < count) await sleep(2);
      await sent;
    },
    async stop() {
      working = false;
      await Promise.all(lanes);
      await queue.stop({ graceful: false });
    },
  };

  /** Fetches without the pause that its own workers make between two looks: the engine at its best. */
  async function work(name: string, task: () => Promise<unknown>): Promise<void> {
    while (working) {
      const [job] = await queue.fetch(name);
      if (job) {
        await task();
        await queue.complete(name, job.id, { done: true });
      } else {
        await sleep(2);
      }
    }
  }
}
