import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { median, printTable } from './measure.ts';
import type { Times } from './page/cache-contest.ts';
import { serveContest } from './serve-contest.ts';

const SMALL = 20_000;
const LARGE = 100_000;
const ROUNDS = 9;
const GOALS: Partial<Record<keyof Times, number>> = { hydrate: 50, search: 50 };

const server = await serveContest(
  'cache-contest.ts',
  '<!doctype html><html lang="en"><title>Cache</title>',
);
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: browserArguments,
});
try {
  const page = await browser.newPage();
  await page.goto(server.address);
  const measure = (name: 'Waypost' | 'Dexie') =>
    page.evaluate(
      async ([name, small, large, rounds]) => {
        const path = '/contest.js';
        const module = (await import(path)) as typeof import('./page/cache-contest.ts');
        return module.contest(name, small, large, rounds);
      },
      [name, SMALL, LARGE, ROUNDS] as const,
    );
  const background = await page.evaluate(async (rows) => {
    const path = '/contest.js';
    const module = (await import(path)) as typeof import('./page/cache-contest.ts');
    return module.fillInBackground(rows);
  }, SMALL);
  const own = await measure('Waypost');
  console.log('Waypost has been measured; Dexie takes some minutes.');
  print(own, await measure('Dexie'));
  console.log(
    `  The client by itself, with its pauses, from a server that answers at once: ${(background / 1000).toFixed(1)} s`,
  );
} finally {
  await browser.close();
  server.close();
}

function print(own: Times, others: Times): void {
  const titles: Record<keyof Times, string> = {
    fill: `a cold cache of ${SMALL} filled, pages of 200`,
    hydrate: `opened, and the first 50 of ${SMALL} read`,
    fillLarge: `filled on to ${LARGE}`,
    prepare: `${LARGE} read into memory, once`,
    search: `a part of an address, in ${LARGE}`,
    filterAndSort: `by status, sorted by advisor, in ${LARGE}`,
  };
  printTable(`The cache beside Dexie (medians of ${ROUNDS})`, [
    ['', 'Waypost', 'Dexie', 'Dexie / Waypost', 'goal'],
    ...(Object.keys(titles) as (keyof Times)[]).map((key) => {
      const [mine, its] = [median([own[key]].flat()), median([others[key]].flat())];
      const goal = GOALS[key];
      return [
        titles[key],
        `${mine.toFixed(1)} ms`,
        key === 'prepare' ? '–' : `${its.toFixed(1)} ms`,
        key === 'prepare' ? '' : `${(its / mine).toFixed(1)} ×`,
        goal === undefined ? '' : `${goal} ms: ${mine <= goal ? 'met' : 'missed'}`,
      ];
    }),
  ]);
}
