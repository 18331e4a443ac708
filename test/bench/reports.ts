import { endpoints } from '../../api-client/contract/endpoints.ts';
import { BenchDatabase } from './history/bench-database.ts';
import { BenchServer, type Query } from './history/bench-server.ts';
import { median, printTable } from './measure.ts';

/* Reports at the API: one client, one question after the other, over a database of its own for each size:
 * BENCH_FOLDER names where they are kept from one run to the next. */

const NOW = new Date('2026-11-27T12:00:00.000Z');
const SIZES = (process.env['SIZES'] ?? '300000,1000000').split(',').map(Number);
const TIMES = Number(process.env['TIMES'] ?? 7);
const users = { administrator: 36, 'manager of teams': 30, collaborator: 3 };
const periods = {
  'a month': { from: '2026-10-27T23:00:00.000Z', to: '2026-11-27T23:00:00.000Z' },
  'three months': { from: '2026-08-29T22:00:00.000Z', to: '2026-11-27T23:00:00.000Z' },
};

const results = new Map<string, number[]>();
const database = await BenchDatabase.start();
try {
  for (const size of SIZES) {
    const url = await database.add(`interactions_${size}`);
    const server = await BenchServer.start(url, NOW, size);
    await measure(server);
    await server.stop();
  }
  print();
} finally {
  await database.stop();
}

async function measure(server: BenchServer): Promise<void> {
  const questions = questionsOf(server);
  for (const [who, index] of Object.entries(users)) {
    const token = await server.tokenOf(index);
    for (const [length, period] of Object.entries(periods))
      for (const [name, { path, query }] of Object.entries(questions)) {
        const title = `${name}, ${length}, ${who}`;
        const time = await medianOf(server, path, { ...period, ...query }, token);
        results.set(title, [...(results.get(title) ?? []), time]);
      }
  }
}

function questionsOf({ made: { checkpoints, routings, queues } }: BenchServer) {
  const counted = endpoints.readCheckpointReport.path;
  const step = (count: number) => ({ step: checkpoints.slice(0, count) });
  const questions: Record<string, { path: string; query: Query }> = {
    'checkpoints by day': { path: counted, query: {} },
    'checkpoints by queue': { path: counted, query: { groupBy: 'queue' } },
    'checkpoints by version': { path: counted, query: { groupBy: 'version' } },
    'checkpoints of one queue': { path: counted, query: { queue: queues[0]! } },
    'funnel of 3': { path: endpoints.readFunnelReport.path, query: step(3) },
    'funnel of 10': { path: endpoints.readFunnelReport.path, query: step(10) },
    'load sharing': {
      path: endpoints.readLoadSharingReport.path,
      query: { sharedBy: routings[0]!, goal: checkpoints[0]! },
    },
    'branches of a version': {
      path: endpoints.countVersion.path.replace('{id}', routings[0]!).replace('{number}', '1'),
      query: {},
    },
  };
  return questions;
}

async function medianOf(
  server: BenchServer,
  path: string,
  query: Query,
  token: string,
): Promise<number> {
  await server.get(path, query, token);
  const times: number[] = [];
  while (times.length < TIMES) times.push((await server.get(path, query, token)).milliseconds);
  return median(times);
}

function print(): void {
  const size = (count: number) => count.toLocaleString('en');
  printTable(`Reports at the API, one client, median of ${TIMES}`, [
    ['', ...SIZES.map(size), ...(SIZES.length > 1 ? ['growth'] : [])],
    ...[...results].map(([title, times]) => [
      title,
      ...times.map((time) => `${Math.round(time)} ms`),
      ...(times.length > 1 ? [`${(times.at(-1)! / times[0]!).toFixed(2)} ×`] : []),
    ]),
  ]);
}
