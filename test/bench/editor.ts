import { chromium } from 'playwright-core';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import { actions } from '../../mock-server/actions/index.ts';
import { describeActions } from '../../mock-server/routes/action-types.ts';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { median, printTable, quantile } from './measure.ts';
import type { EditorTimes } from './page/editor-contest.ts';
import { serveContest } from './serve-contest.ts';

const SIZES = [100, 1000, 10_000];
const ROUNDS = 5;
/** Frames begin as soon as the one before is done, so that their times are not those of a screen. */
const unhurried = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
const html = '<!doctype html><meta charset="utf-8" /><body style="margin:0"></body>';

const server = await serveContest('editor-contest.ts', html);
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...browserArguments, ...unhurried],
});
try {
  const rounds = new Map<number, EditorTimes[]>(SIZES.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const size of SIZES) rounds.get(size)!.push(await measure(size));
  print(rounds);
} finally {
  await browser.close();
  server.close();
}

/** Each in a page of its own. */
async function measure(size: number): Promise<EditorTimes> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(server.address);
  const times = await page.evaluate(
    async ([tree, types]) => {
      const path = '/contest.js';
      const module = (await import(path)) as typeof import('./page/editor-contest.ts');
      return module.measureEditor(tree, types);
    },
    [treeOf(size), describeActions(actions)] as const,
  );
  await page.close();
  return times;
}

/** Questions that lead to two others each; every seventh goes back to the beginning where it fails. */
function treeOf(size: number): RoutingTree {
  const all: Record<string, RoutingAction> = {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'a1' } },
  };
  for (let index = 1; index < size; index++) {
    const branches: Record<string, string> = {};
    if (2 * index < size) branches['yes'] = `a${2 * index}`;
    if (2 * index + 1 < size) branches['no'] = `a${2 * index + 1}`;
    if (index % 7 === 0) branches['error'] = 'a1';
    const name = `Question ${index}`;
    all[`a${index}`] = { type: 'test-values', name, parameters: {}, branches };
  }
  return { start: 'start', actions: all };
}

function print(rounds: Map<number, EditorTimes[]>): void {
  const one = (key: Exclude<keyof EditorTimes, 'frames'>) => (times: EditorTimes[]) =>
    median(times.map((each) => each[key]));
  const framesOf = (times: EditorTimes[]) => times.flatMap(({ frames }) => frames);
  const lines: [string, (times: EditorTimes[]) => number, number?][] = [
    ['first picture', one('first'), 1000],
    ['a frame of dragging, median', (times) => median(framesOf(times)), 16],
    ['a frame of dragging, 99th of 100', (times) => quantile(framesOf(times), 0.99)],
    ['a branch led elsewhere', one('connect')],
    ['a letter of a name', one('letter')],
  ];
  printTable(`The editor’s picture, milliseconds until painted (medians of ${ROUNDS})`, [
    ['', ...SIZES.map((size) => `${size} actions`), 'goal at 1000'],
    ...lines.map(([title, figure, goal]) => {
      const figures = SIZES.map((size) => figure(rounds.get(size)!));
      const verdict =
        goal === undefined ? '' : `≤ ${goal}: ${figures[1]! <= goal ? 'met' : 'missed'}`;
      return [title, ...figures.map((value) => value.toFixed(1)), verdict];
    }),
  ]);
}
