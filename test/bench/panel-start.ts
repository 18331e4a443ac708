import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import type { Interaction, InteractionDetails } from '../../api-client/contract/interaction.ts';
import type { Page as Rows } from '../../api-client/contract/primitives.ts';
import type { Session } from '../../api-client/contract/session.ts';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { ServerProcess } from '../helpers/server-process.ts';
import { median, printTable } from './measure.ts';
import { otherParts, partsOf } from './page/script-parts.ts';
import { buildParts } from './serve-contest.ts';

const KEPT = 5_000;
const STARTS = 15;

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder });
const server = await ServerProcess.start({ databaseUrl: database.url });
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: browserArguments,
});
try {
  const { accessToken, user } = await call<Session>('/api/session', {
    method: 'POST',
    body: JSON.stringify({ username: 'admin', password: 'waypost' }),
  });
  const rows = await listInteractions(accessToken);
  const shown = chooseInteraction(rows);
  const details = await call<InteractionDetails>(`/api/interactions/${shown.id}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  // The pages come from this process, which the browser takes for a server far away.
  const context = await browser.newContext({ permissions: ['local-network-access'] });
  await context.addInitScript(noteFirstChips);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await servePages(devtools, shown);
  await visitLive(page);
  await page.evaluate(
    async ([url, me, kept, opened]) => {
      const warm = '/bench/warm-cache.js';
      const module = (await import(warm)) as typeof import('./page/warm-cache.ts');
      await module.warmCache(url, me, kept, opened);
    },
    [server.url, user, rows, details] as const,
  );
  printTable(
    `From the script to the first chips, ${rows.length} interactions kept, no network (medians of ${STARTS})`,
    [
      ['', 'script begins → chips', 'page opened → chips'],
      await measure(page, devtools, 'list of all', 'list', 'contact-history'),
      await measure(page, devtools, 'list of a contact', 'contact', 'contact-history'),
      await measure(page, devtools, 'an interaction', 'interaction', 'interaction'),
    ],
  );
} finally {
  await browser.close();
  await server.kill('SIGTERM');
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function call<Answer>(path: string, request: RequestInit = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...request.headers };
  const response = await fetch(server.url + path, { ...request, headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return (await response.json()) as Answer;
}

async function listInteractions(token: string): Promise<Interaction[]> {
  const rows: Interaction[] = [];
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({
      limit: '200',
      ...(cursor && { cursor }),
    }).toString();
    const headers = { authorization: `Bearer ${token}` };
    const page: Rows<Interaction> = await call(`/api/interactions?${query}`, { headers });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < KEPT);
  return rows;
}

/** One with chips, of a contact whose panel opens on the list: none of theirs goes on. */
function chooseInteraction(rows: Interaction[]): Interaction {
  const live = rows.filter(({ endedAt }) => endedAt === null);
  const busy = new Set(live.map(({ contact }) => contact.phone));
  const found = rows.find(
    ({ contact, checkpoints }) =>
      contact.phone !== null && !busy.has(contact.phone) && checkpoints.length > 1,
  );
  if (!found) throw new Error('The demo has no such interaction.');
  return found;
}

/** Pages with one panel each, and a module that fills the cache, as if from the server itself. */
async function servePages(devtools: CDPSession, shown: Interaction): Promise<void> {
  const panel = (attributes: string) => `<!doctype html><html lang="en"><title>CRM</title>
    <link rel="icon" href="data:,"><script type="module" src="/waypost.js"></script>
    <waypost-panel url="${server.url}" token-url="/demo/crm/token?user=admin" ${attributes}></waypost-panel>`;
  const answers: Record<string, string> = {
    list: panel(''),
    contact: panel(`contact="${shown.contact.phone}"`),
    interaction: panel(`interaction-id="${shown.id}"`),
    ...Object.fromEntries(await buildParts('warm-cache', 'warm-cache.ts')),
  };
  devtools.on('Fetch.requestPaused', ({ requestId, request }) => {
    const name = request.url.split('/').pop() ?? '';
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    void devtools.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'content-type', value: type }],
      body: Buffer.from(answers[name] ?? '').toString('base64'),
    });
  });
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*/bench/*' }] });
  await devtools.send('Network.enable');
}

/** Runs in the page, before its scripts: notes when the first chip is in the DOM. */
function noteFirstChips(): void {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, options) {
    const root = attachShadow.call(this, options);
    if (this.localName !== 'waypost-checkpoint-chips') return root;
    new MutationObserver((_, observer) => {
      if (!root.querySelector('.chip')) return;
      if (!performance.getEntriesByName('chips').length) performance.mark('chips');
      observer.disconnect();
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
}

/** Signs in once, so that the browser remembers the user. */
async function visitLive(page: Page): Promise<void> {
  await page.goto(`${server.url}/bench/list`);
  await page.getByText('Live', { exact: true }).waitFor();
}

/**
 * Opens the page so often, with nothing of the API and only the parts of the script that its size counts. The
 * script begins when the page has received `waypost.js`: all its other parts are still to come then.
 */
async function measure(
  page: Page,
  devtools: CDPSession,
  title: string,
  name: string,
  part: string,
): Promise<string[]> {
  const others = otherParts(partsOf('waypost', 'first', part));
  const urls = ['*/api/*', ...others.map((file) => `*/${file}`)];
  await devtools.send('Network.setBlockedURLs', { urls });
  const delays: { script: number; page: number }[] = [];
  for (let start = 0; start < STARTS; start++) {
    await page.goto(`${server.url}/bench/${name}`);
    await page.waitForFunction(() => performance.getEntriesByName('chips').length > 0);
    delays.push(
      await page.evaluate(() => {
        const [script] = performance
          .getEntriesByType('resource')
          .filter((entry) => entry.name.endsWith('/waypost.js')) as PerformanceResourceTiming[];
        const chips = performance.getEntriesByName('chips')[0]!.startTime;
        return { script: chips - script!.responseEnd, page: chips };
      }),
    );
  }
  const words = (of: 'script' | 'page') =>
    `${median(delays.map((each) => each[of])).toFixed(0)} ms`;
  return [title, words('script'), words('page')];
}
