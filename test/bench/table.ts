import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { median, printTable, quantile } from './measure.ts';
import type { ContenderName, TableTimes } from './page/table-contest.ts';
import { serveContest } from './serve-contest.ts';

const ROWS = 100_000;
const ROUNDS = 5;
const names: ContenderName[] = ['Waypost', 'AG Grid', 'Tabulator', 'Vaadin Grid'];
/** What no table can be quicker than: where this is above half of the best rival, nobody can be below. */
const least: ContenderName = 'painting alone';
const all = [...names, least];
const viewport = { width: 1600, height: 900 };

/** Frames begin as soon as the one before is done, so that their times are not those of a screen. */
const unhurried = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const server = await serveContest('table-contest.ts', pageOf());
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...browserArguments, ...unhurried],
});
try {
  const rounds = new Map<ContenderName, TableTimes[]>(all.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of shuffled(all)) rounds.get(name)!.push(await measure(name));
  print(rounds);
} finally {
  await browser.close();
  server.close();
}

/** Each time in a page of its own. */
async function measure(name: ContenderName): Promise<TableTimes> {
  const page = await browser.newPage({ viewport });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  await page.goto(server.address);
  const times = await page.evaluate(
    async ([name, rows]) => {
      const path = '/contest.js';
      const module = (await import(path)) as typeof import('./page/table-contest.ts');
      return module.contest(name, rows);
    },
    [name, ROWS] as const,
  );
  await page.close();
  return times;
}

type Figure = (times: TableTimes[]) => number;

function print(rounds: Map<ContenderName, TableTimes[]>): void {
  const one =
    (key: Exclude<keyof TableTimes, 'frames'>): Figure =>
    (times) =>
      median(times.map((each) => each[key]));
  const framesOf = (times: TableTimes[]) => times.flatMap(({ frames }) => frames);
  const lines: [string, Figure, number?][] = [
    ['first render', one('first'), 0.5],
    ['made ready to sort and filter, once', one('prepare')],
    ['sorted by queue', one('sortQueue'), 0.5],
    ['sorted by contact', one('sortContact'), 0.5],
    ['filtered by status', one('filterStatus'), 0.5],
    ['a part of an address', one('filterSearch'), 0.5],
    ['a frame of scrolling, median', (times) => median(framesOf(times)), 1],
    ['a frame of scrolling, 99th of 100', (times) => quantile(framesOf(times), 0.99), 1],
    ['frames of 50 with a row missing', one('gaps')],
  ];
  printTable(
    `${ROWS} rows of 12 columns, milliseconds until they are painted (medians of ${ROUNDS})`,
    [
      ['', ...all, 'best rival', 'goal', 'least'],
      ...lines.map(([title, figure, goal]) => {
        const [own, ...others] = names.map((name) => figure(rounds.get(name)!));
        const best = Math.min(...others);
        const ratio = own! / best;
        const bare = figure(rounds.get(least)!);
        return [
          title,
          ...[own!, ...others, bare].map((value) => value.toFixed(1)),
          goal === undefined ? '' : `× ${ratio.toFixed(2)}`,
          goal === undefined ? '' : `≤ ${goal}: ${ratio <= goal ? 'met' : 'missed'}`,
          goal === undefined ? '' : `× ${(bare / best).toFixed(2)}`,
        ];
      }),
    ],
  );
}

function shuffled(list: readonly ContenderName[]): ContenderName[] {
  return list
    .map((name) => ({ name, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => name);
}

/** The same frame for all; the look of Tabulator is a file beside it, the others bring theirs. */
function pageOf(): string {
  const look = fileURLToPath(
    import.meta.resolve('tabulator-tables/dist/css/tabulator.min.css'),
  );
  return `<!doctype html><html lang="en"><title>Table</title><link rel="icon" href="data:,">
    <style>${readFileSync(look, 'utf8')}</style>
    <style>
      body { margin: 0; font: 13px sans-serif; }
      #frame, #frame > vaadin-grid { block-size: 100vh; }
      vaadin-grid { --vaadin-grid-cell-padding: 5px 8px; --vaadin-padding-block-container: 0; }
      .chips { display: flex; gap: 5px; }
      .chip, .more { padding: 1px 8px; line-height: 1.3; }
      .chip { border: 1px solid #c9b; border-radius: 4px; background: #fef; }
    </style><div id="frame"></div>`;
}
