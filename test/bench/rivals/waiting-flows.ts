import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { PgBoss } from 'pg-boss';
import { assign, createActor, createMachine, type AnyActor } from 'xstate';
import { treeOf } from '../../helpers/run-routing.ts';
import { timed } from '../measure.ts';
import { Waypost } from './waypost.ts';

/** By so many bytes the process grew. */
export interface Grown {
  heap: number;
  resident: number;
}

/** A process of its own that has so many flows wait for an hour: `waiting-flows.ts <engine> <database> <flows>`. */
const [engine = '', url = '', flows = '0'] = process.argv.slice(2);
const HOUR_S = 3600;
const warmUp = 500;

const engines: Record<string, () => Promise<() => Promise<unknown>>> = {
  Waypost: waypost,
  xstate: () => Promise.resolve(xstate()),
  DBOS: dbos,
  'pg-boss': boss,
};

const begin = await engines[engine]!(); // started by the bench only, with one of these names
await timed(warmUp, 16, begin);
const before = await measure();
await timed(Number(flows), 16, begin);
const after = await measure();
process.send?.({ heap: after.heap - before.heap, resident: after.resident - before.resident });

async function measure(): Promise<Grown> {
  await sleep(1500); // what is under way comes to its end
  for (let pass = 0; pass < 3; pass++) global.gc?.();
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  return { heap, resident };
}

/** The engine as a server has it, with its timers. */
async function waypost() {
  const pause = { type: 'pause', parameters: { seconds: HOUR_S }, branches: {} };
  const server = await Waypost.open(url, treeOf({ pause }));
  server.services.timers.start();
  return () => server.run();
}

function xstate() {
  const kept: AnyActor[] = [];
  const machine = createMachine({
    context: { step: '' },
    initial: 'waiting',
    states: { waiting: { after: { [HOUR_S * 1000]: 'over' } }, over: { type: 'final' } },
    entry: assign({ step: 'waits' }),
  });
  return () => Promise.resolve(kept.push(createActor(machine).start()));
}

async function dbos() {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: url,
    logLevel: 'error',
    runAdminServer: false,
  });
  const wait = DBOS.registerWorkflow(() => DBOS.sleepSeconds(HOUR_S), { name: 'wait' });
  await DBOS.launch();
  return () => DBOS.startWorkflow(wait)();
}

async function boss() {
  const queue = new PgBoss({ connectionString: url, max: 16 });
  await queue.start();
  await queue.createQueue('wait');
  await queue.work('wait', () => Promise.resolve());
  return () => queue.send('wait', {}, { startAfter: HOUR_S });
}
