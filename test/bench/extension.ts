import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';
import { freePort, ServerProcess } from '../helpers/server-process.ts';
import { median, printTable, quantile } from './measure.ts';

/* How long the side panel and the popup take to their first rows, and how large the packages for the stores are. */

const STARTS = 15;
const pages = { 'side panel': 'sidepanel.html', popup: 'supervision.html' };
/** For the popup from the cache, in milliseconds. */
const GOAL = 300;
const root = resolve(import.meta.dirname, '../..');

async function printSizes(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-stores-'));
  const rows = [['', 'package', 'background', 'in pages', 'side panel’s first scripts']];
  for (const browser of ['chrome', 'edge', 'firefox']) {
    execFileSync(
      process.execPath,
      ['node_modules/wxt/bin/wxt.mjs', 'zip', '--browser', browser, '--mv3'],
      { cwd: root, stdio: 'pipe', env: { ...process.env, WAYPOST_EXTENSION_FOLDER: folder } },
    );
    const zip = (await readdir(folder)).find((file) => file.endsWith(`-${browser}.zip`))!; // just made
    const page = await readFile(join(folder, browser, 'sidepanel.html'), 'utf8');
    const [, script = ''] = /<script[^>]* src="\/([^"]+)"/.exec(page) ?? [];
    const first = await withImports(join(folder, browser), script);
    const parts = await Promise.all(
      [['background.js'], ['page.js'], first].map((files) =>
        Promise.all(files.map((file) => readFile(join(folder, browser, file)))),
      ),
    );
    rows.push([
      browser,
      inKilobytes((await stat(join(folder, zip))).size),
      ...parts.map((files) => {
        const sizes = files.map((file) => gzipSync(file).length);
        return `${inKilobytes(sizes.reduce((sum, size) => sum + size, 0))} gzip`;
      }),
    ]);
  }
  await rm(folder, { recursive: true });
  printTable('The extension’s packages', rows);
}

/** A script, with all that it needs before it begins. */
async function withImports(folder: string, script: string): Promise<string[]> {
  const found = new Set([script]);
  for (const file of found) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      found.add(join(dirname(file), name!)); // it is in the match
  }
  return [...found];
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

async function printOpening(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
  const built = await ExtensionBrowser.build();
  const database = await startEmbeddedDatabase({ folder });
  const extension = await ExtensionBrowser.launch(built.folder);
  const env = { WAYPOST_ORIGINS: extension.origin };
  const port = await freePort();
  const server = await ServerProcess.start({ databaseUrl: database.url, port, env });
  try {
    await extension.context.addInitScript(NOTE_FIRST_ROWS);
    const rows = [['', '', 'median', '99 of 100', 'worst', 'goal']];
    for (const [name, path] of Object.entries(pages)) {
      const times = { without: [] as number[], cached: [] as number[] };
      for (let start = 0; start < STARTS; start++) {
        await extension.forgetAll();
        await extension.signIn(server, 'admin');
        times.without.push(await open(extension, path));
        times.cached.push(await open(extension, path));
      }
      const goal = median(times.cached) <= GOAL ? 'met' : 'missed';
      rows.push([name, 'nothing kept', ...figures(times.without), '']);
      rows.push([
        ...['', 'from the cache', ...figures(times.cached)],
        name === 'popup' ? `${GOAL} ms: ${goal}` : '',
      ]);
    }
    printTable(`From the opening of the page to its first rows, ${STARTS} times`, rows);
  } finally {
    await extension.close();
    await server.kill('SIGTERM');
    await database.stop();
    await built.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  }
}

/** Tells in milliseconds since the page was asked for when rows of the list were first drawn. */
const NOTE_FIRST_ROWS = `globalThis.firstRows = new Promise((resolve) => {
  const hasRows = (root) => root.querySelector('tbody tr') !== null ||
    [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && hasRows(shadowRoot));
  const look = () => {
    if (hasRows(document)) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})`;

async function open(extension: ExtensionBrowser, path: string): Promise<number> {
  const page = await extension.open(path);
  const time = await page.evaluate<number>('firstRows');
  await page.getByText('Live', { exact: true }).first().waitFor(); // then it is kept
  await page.close();
  return time;
}

function figures(times: number[]): string[] {
  return [median(times), quantile(times, 0.99), Math.max(...times)].map(
    (time) => `${time.toFixed(0)} ms`,
  );
}

await printSizes();
await printOpening();
