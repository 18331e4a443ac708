import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { CDPSession } from 'playwright-core';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';
import { median, printTable } from './measure.ts';

const ROUNDS = 5;
const SECONDS = 8;
const GOAL = 0.02;

/** 10,000 nodes, 40 of them links to numbers; 50 times a second a row of the table is drawn anew. */
const page = `<!doctype html><html lang="en"><title>CRM</title><table></table><script>
  const cell = (row, column) => column === 1 && row % 20 === 0
    ? '<td><a href="tel:+336' + String(10000000 + row) + '">Call</a></td>' : '<td>' + row + '.' + column + '</td>';
  const cells = (row) => Array.from({ length: 6 }, (_, column) => cell(row, column)).join('');
  const rows = Array.from({ length: 769 }, (_, row) => '<tr>' + cells(row) + '</tr>');
  document.querySelector('table').innerHTML = rows.join('');
  const all = document.querySelectorAll('tr');
  let turn = 0;
  setInterval(() => {
    const row = ++turn % all.length;
    all[row].innerHTML = cells(row);
  }, 20);
</script></html>`;

const server = createServer((_, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const built = await ExtensionBrowser.build();
try {
  const ways = { without: [] as Figures[], with: [] as Figures[] };
  for (let round = 0; round < ROUNDS; round++) {
    ways.without.push(await measure(false));
    ways.with.push(await measure(true));
  }
  print(ways.without, ways.with);
} finally {
  server.close();
  await built.remove();
}

interface Figures {
  /** Of one core: what runs of our script, with what it calls of the browser. */
  script: number;
  /** Of one core: all threads of the page's process, with all that the page does itself. */
  share: number;
  /** Bytes of the heap, after a collection. */
  heap: number;
  found: number;
}

/** In a browser of its own. */
async function measure(isGranted: boolean): Promise<Figures> {
  const extension = await ExtensionBrowser.launch(built.folder);
  try {
    const sites = isGranted ? [{ site: 'http://127.0.0.1', hasMarks: true }] : [];
    await extension.worker.evaluate(
      `chrome.storage.local.set({ sites: ${JSON.stringify(sites)} })`,
    );
    const page = await extension.context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await pass(3); // the page has been loaded and looked at
    const devtools = await extension.context.newCDPSession(page);
    await devtools.send('Performance.enable');
    const before = await metrics(devtools);
    await pass(SECONDS);
    const after = await metrics(devtools);
    const script = await profile(devtools);
    await devtools.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize: heap = NaN } = await metrics(devtools);
    const spent = (name: string) => after[name]! - before[name]!; // both are always given
    const stored = Object.values(await extension.stored('session'));
    const [shown] = stored as { contacts?: string[] }[];
    return {
      script,
      share: spent('ProcessTime') / spent('Timestamp'),
      heap,
      found: shown?.contacts?.length ?? 0,
    };
  } finally {
    await extension.close();
  }
}

/** The share of a core that runs below functions of the extension. */
async function profile(devtools: CDPSession): Promise<number> {
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 200 });
  await devtools.send('Profiler.start');
  await pass(SECONDS);
  const { profile } = await devtools.send('Profiler.stop');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const ours = new Set<number>();
  // A node comes before those that it called.
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.startsWith('chrome-extension://')) ours.add(id);
    if (ours.has(id)) for (const child of children) ours.add(child);
  }
  const spent = samples.reduce(
    (sum, id, index) => sum + (ours.has(id) ? Math.max(0, timeDeltas[index]!) : 0), // one for each sample
    0,
  );
  return spent / (profile.endTime - profile.startTime);
}

async function metrics(devtools: CDPSession): Promise<Record<string, number>> {
  const { metrics: all } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function pass(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}

function print(without: Figures[], granted: Figures[]): void {
  const share = (all: Figures[]) => median(all.map((each) => each.share));
  const heap = (all: Figures[]) => median(all.map((each) => each.heap));
  const percent = (value: number) => `${(value * 100).toFixed(2)} %`;
  const megabytes = (value: number) => `${(value / 1e6).toFixed(2)} MB`;
  const script = median(granted.map((each) => each.script));
  printTable(
    `A page of 10,000 nodes that changes 50 times a second, for ${SECONDS} s (medians of ${ROUNDS})`,
    [
      ['', 'without', 'with the script', 'the script', 'goal'],
      [
        'of one core, by samples',
        percent(median(without.map((each) => each.script))),
        percent(script),
        percent(script),
        `≤ ${percent(GOAL)}: ${script <= GOAL ? 'met' : 'missed'}`,
      ],
      [
        'of one core, the page’s process',
        percent(share(without)),
        percent(share(granted)),
        percent(share(granted) - share(without)),
        '',
      ],
      [
        'heap',
        megabytes(heap(without)),
        megabytes(heap(granted)),
        megabytes(heap(granted) - heap(without)),
        '',
      ],
      ['contacts found', '0', String(median(granted.map(({ found }) => found))), '', ''],
    ],
  );
}
