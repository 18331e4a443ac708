import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { PgBoss } from 'pg-boss';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { median, printTable, timed } from './measure.ts';
import { addDatabase } from './rivals/databases.ts';
import { STEPS, tenActions } from './rivals/ten-actions.ts';
import { Waypost } from './rivals/waypost.ts';

const AT_ONCE = 16;
const ROUNDS = 3;

/** Steps a second of one engine: `run` takes one routing of ten steps to its durable end. */
interface Rival {
  name: string;
  runs: number;
  start(): Promise<void>;
  run(index: number): Promise<unknown>;
  stop(): Promise<void>;
}

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
try {
  const rivals = [
    await waypost(database.url),
    await dbos(database.url),
    await boss(database.url),
  ];
  const rates = new Map<string, number[]>(rivals.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const rival of rivals) rates.get(rival.name)?.push(await rate(rival, round));
  }
  if (process.env['VERBOSE']) console.log(rates);
  const own = median(rates.get('Waypost') ?? []);
  printTable(
    `A routing of ten plain actions, made durable, ${AT_ONCE} at a time (median of ${ROUNDS})`,
    [
      ['engine', 'steps/s', 'Waypost is'],
      ...rivals.map(({ name }) => {
        const reached = median(rates.get(name) ?? []);
        return [
          name,
          Math.round(reached).toLocaleString('en'),
          `${(own / reached).toFixed(1)} ×`,
        ];
      }),
    ],
  );
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0); // some rivals keep timers after their stop

/** Steps a second. Each engine works alone: what polls or keeps house stops before the next one begins. */
async function rate(rival: Rival, round: number): Promise<number> {
  const first = round * rival.runs * 2;
  await rival.start();
  await timed(rival.runs / 4, AT_ONCE, (index) => rival.run(first + index));
  const seconds = await timed(rival.runs, AT_ONCE, (index) =>
    rival.run(first + rival.runs + index),
  );
  await rival.stop();
  return (rival.runs * STEPS) / seconds;
}

async function waypost(url: string): Promise<Rival> {
  const engine = await Waypost.open(url, tenActions);
  return {
    name: 'Waypost',
    runs: 4000,
    start: () => Promise.resolve(),
    run: () => engine.run(),
    stop: () => Promise.resolve(),
  };
}

async function dbos(url: string): Promise<Rival> {
  const address = await addDatabase(url, 'dbos');
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: address,
    logLevel: 'error',
    runAdminServer: false,
  });
  const tenSteps = DBOS.registerWorkflow(
    async (input: number) => {
      for (let step = 0; step < STEPS; step++) {
        await DBOS.runStep(() => Promise.resolve(input + step), { name: `step ${step}` });
      }
      return input;
    },
    { name: 'tenSteps' },
  );
  return {
    name: 'DBOS',
    runs: 300,
    start: () => DBOS.launch(),
    run: (index) => tenSteps(index),
    stop: () => DBOS.shutdown(),
  };
}

/** One job a step; each inserts the next when it is done, and the last one tells that the routing is over. */
async function boss(url: string): Promise<Rival> {
  const address = await addDatabase(url, 'boss');
  const ended = new Map<number, () => void>();
  let queue: PgBoss;
  let lanes: Promise<void>[] = [];
  let working = false;
  return {
    name: 'pg-boss',
    runs: 160,
    async start() {
      queue = new PgBoss({ connectionString: address, max: 2 * AT_ONCE });
      await queue.start();
      await queue.createQueue('step');
      working = true;
      lanes = Array.from({ length: AT_ONCE }, work);
    },
    run: (index) =>
      new Promise<void>((resolve, reject) => {
        ended.set(index, resolve);
        queue.send('step', { index, step: 0 }).catch(reject);
      }),
    async stop() {
      working = false;
      await Promise.all(lanes);
      await queue.stop({ graceful: false });
    },
  };

  /** Fetches without the pause that its own workers make between two looks: the engine at its best. */
  async function work(): Promise<void> {
    while (working) {
      const [job] = await queue.fetch<{ index: number; step: number }>('step');
      if (!job) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        continue;
      }
      const { index, step } = job.data;
      await queue.complete('step', job.id, { done: true });
      if (step + 1 < STEPS) await queue.send('step', { index, step: step + 1 });
      else ended.get(index)?.();
    }
  }
}
