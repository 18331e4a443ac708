import { endpoints } from '../../api-client/contract/endpoints.ts';
import { BenchDatabase } from './history/bench-database.ts';
import { BenchServer, type Query } from './history/bench-server.ts';
import { filtersOf, sorts, today } from './history/queries.ts';
import { writePlans, type Question } from './history/write-plans.ts';
import { median, printTable, quantile } from './measure.ts';

/* The history at the API: one client, one question after the other, over a database of its own for each size:
 * BENCH_FOLDER names where they are kept from one run to the next. */

const NOW = new Date('2026-11-27T12:00:00.000Z');
const SIZES = (process.env['SIZES'] ?? '300000,1000000').split(',').map(Number);
const users = { collaborator: 3, 'manager of teams': 30, administrator: 36 };
const EXPORTED = 300_000;
/** So many times each question is asked; the worst of all combinations as often again. */
const TIMES = Number(process.env['TIMES'] ?? 100);
const WORST = 3;
/** So often a question is asked before it is measured: a server in service has been asked before. */
const WARM = 20;

const results = new Map<string, number[][]>();
const notes: string[] = [];
/** Whose plans are kept in docs/history-plans.md. */
let questions: Question[] = [];
const database = await BenchDatabase.start();
try {
  for (const [place, size] of SIZES.entries()) {
    const url = await database.add(`interactions_${size}`);
    const server = await BenchServer.start(url, NOW, size);
    await measure(server, place);
    if (size >= EXPORTED && place === 0) notes.push(await exportAll(server));
    if (process.env['WRITE_PLANS'] && place === SIZES.length - 1)
      await writePlans(server, url, { questions: questions.filter(isKept), rows: size });
    await server.stop();
  }
  print();
} finally {
  await database.stop();
}

/** Other users' plans, and those of other pages, are like these. */
function isKept({ title }: Question): boolean {
  return /^(collaborator|administrator): (today|a deep|a part|worst 1)/.test(title);
}

async function measure(server: BenchServer, place: number): Promise<void> {
  questions = [];
  const note = (name: string, times: number[]) => {
    const all = results.get(name) ?? [];
    all[place] = times;
    results.set(name, all);
  };
  for (const [who, index] of Object.entries(users)) {
    const token = await server.tokenOf(index);
    const list = (query: Query) => server.get(endpoints.listInteractions.path, query, token);
    const many = async (query: Query) => {
      for (let warm = 0; warm < WARM; warm++) await list(query);
      const times: number[] = [];
      while (times.length < TIMES) times.push((await list(query)).milliseconds);
      return times;
    };
    const measured = async (name: string, query: Query) => {
      const title = `${who}: ${name}`;
      note(title, await many(query));
      questions.push({ title, path: endpoints.listInteractions.path, query, token });
    };
    await measured('today, newest first', today);
    await measured('three months, newest first', {});
    await measured('a deep page (100)', { cursor: await cursorOf(server, token, 99) });
    await measured('a part of a number', { search: '61 23 4' });
    const count: number[] = [];
    for (let turn = 0; turn < TIMES / 5; turn++)
      count.push((await server.get(endpoints.countInteractions.path, {}, token)).milliseconds);
    note(`${who}: count of three months`, count);
    for (const [turn, { name, query }] of (await worstOf(server, token)).entries()) {
      await measured(`worst ${turn + 1}`, query);
      questions.at(-1)!.title += ` (${name})`;
      notes.push(`${size(place)}, ${who}, worst ${turn + 1}: ${name}`);
    }
  }
}

/** Asks for every filter in every order twice, and gives those that took longest. */
async function worstOf(server: BenchServer, token: string) {
  const tried: { name: string; query: Query; milliseconds: number }[] = [];
  for (const [name, filter] of Object.entries(filtersOf(server.made))) {
    for (const sort of sorts) {
      const query = { ...filter, sort };
      const [first, second] = [
        await server.get(endpoints.listInteractions.path, query, token),
        await server.get(endpoints.listInteractions.path, query, token),
      ];
      const milliseconds = Math.min(first.milliseconds, second.milliseconds);
      tried.push({ name: `${name}, by ${sort}`, query, milliseconds });
    }
  }
  const times = tried.map(({ milliseconds }) => milliseconds);
  notes.push(
    `  of ${tried.length} combinations: median ${ms(median(times))}, 99th ${ms(quantile(times, 0.99))}`,
  );
  if (process.env['VERBOSE'])
    for (const { name, milliseconds } of tried
      .toSorted((a, b) => b.milliseconds - a.milliseconds)
      .slice(0, 40))
      console.log(name, ms(milliseconds));
  return tried.sort((one, other) => other.milliseconds - one.milliseconds).slice(0, WORST);
}

async function cursorOf(server: BenchServer, token: string, pages: number): Promise<string> {
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const query: Query = cursor === '' ? {} : { cursor };
    const { body } = await server.get(endpoints.listInteractions.path, query, token);
    const { nextCursor } = JSON.parse(body) as { nextCursor: string | null };
    if (nextCursor === null) break; // a small history ends before
    cursor = nextCursor;
  }
  return cursor;
}

async function exportAll(server: BenchServer): Promise<string> {
  const token = await server.tokenOf(users.administrator);
  const before = process.memoryUsage().rss;
  let [bytes, most] = [0, before];
  const { milliseconds, headers } = await server.get(
    endpoints.exportInteractions.path,
    {},
    token,
    (piece) => {
      bytes += piece.length;
      most = Math.max(most, process.memoryUsage().rss);
    },
  );
  const rows = Number(headers['waypost-rows']);
  const rate = Math.round(rows / (milliseconds / 1000)).toLocaleString('en');
  return `export of ${rows.toLocaleString('en')} rows: ${rate} rows/s, ${megabytes(bytes)}, the process grew by ${megabytes(most - before)}`;
}

function print(): void {
  const head = SIZES.flatMap((_, place) => [`${size(place)} median`, '99th']);
  printTable('A page of 50 of the history at the API, one client', [
    ['', ...head, 'growth'],
    ...[...results].map(([name, bySize]) => [
      name,
      ...bySize.flatMap((times) => [ms(median(times)), ms(quantile(times, 0.99))]),
      bySize.length > 1 ? `${(median(bySize.at(-1)!) / median(bySize[0]!)).toFixed(2)} ×` : '',
    ]),
  ]);
  for (const note of notes) console.log(`  ${note}`);
}

function size(place: number): string {
  return SIZES[place]!.toLocaleString('en');
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(value: number): string {
  return `${(value / 1e6).toFixed(1)} MB`;
}
