import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Opened } from '../../api-client/contract/channel.ts';
import type { Message } from '../../api-client/contract/interaction.ts';
import type { Trail } from '../../api-client/contract/trail.ts';
import type { Session } from '../../api-client/contract/session.ts';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { ServerProcess } from '../helpers/server-process.ts';
import { median, printTable, quantile } from './measure.ts';

const OTHERS = 200;
const CONVERSATIONS = 30;

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder });
const server = await ServerProcess.start({ databaseUrl: database.url });
const crowd = fork(join(import.meta.dirname, 'crowd/crowd.ts'), [server.url, String(OTHERS)]);
await once(crowd, 'message');
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...browserArguments],
});
try {
  const page = await openPanel();
  const { accessToken } = await call<Session>('POST', '/api/session', undefined, {
    username: 'admin',
    password: 'waypost',
  });
  const delays: number[] = [];
  for (let index = 0; index < CONVERSATIONS; index++) {
    delays.push(...(await converse(page, accessToken)));
  }
  printTable(
    `From the attaching of a checkpoint to its chip in the page, ${OTHERS} other clients (${delays.length} chips)`,
    [
      ['median', '99th percentile', 'longest'],
      [median(delays), quantile(delays, 0.99), Math.max(...delays)].map((ms) => `${ms} ms`),
    ],
  );
  const answered = once(crowd, 'message');
  crowd.send('received');
  const [received] = (await answered) as [number];
  console.log(`  messages that the other clients received meanwhile: ${received}`);
} finally {
  crowd.kill();
  await browser.close();
  await server.kill('SIGTERM');
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

/** The demo's CRM with its panel, in which every chip notes when it came into the DOM. */
async function openPanel(): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const seen: Record<number, number> = {};
    Object.assign(globalThis, { chipsSeen: seen });
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (this: Element, options) {
      const root = attachShadow.call(this, options);
      if (this.localName === 'waypost-checkpoint-chips') {
        new MutationObserver(() => {
          const chips = root.querySelectorAll('li').length;
          for (let count = 1; count <= chips; count++) seen[count] ??= Date.now();
        }).observe(root, { childList: true, subtree: true });
      }
      return root;
    };
  });
  await page.goto(`${server.url}/demo/crm?user=admin&lang=en`);
  await page.waitForSelector('waypost-panel');
  return page;
}

/** One customer's way through the routing, each answer when the chip before has come. Gives the delays. */
async function converse(page: Page, accessToken: string): Promise<number[]> {
  const { interactionId, chatToken = '' } = await call<Opened>(
    'POST',
    '/api/channels/chat/interactions',
    undefined,
    { contact: { name: 'Bench' }, routingReference: 'welcome-orders' },
  );
  const messages = `/api/channels/chat/interactions/${interactionId}/messages`;
  await page.evaluate((id) => {
    const seen = (globalThis as unknown as { chipsSeen: Record<number, number> }).chipsSeen;
    for (const key of Object.keys(seen)) delete seen[Number(key)];
    document.querySelector('waypost-panel')?.setAttribute('interaction-id', id);
  }, interactionId);
  await page.waitForFunction(
    (id) =>
      document
        .querySelector('waypost-panel')
        ?.shadowRoot?.querySelector('waypost-interaction') && id,
    interactionId,
  );
  await page.waitForTimeout(300); // the panel follows the interaction now: only live arrivals count
  const answers = [
    '20418',
    'Change my order',
    'Yes, please',
    'Yes',
    'bench@example.com',
    'Yes, call me',
    '06 12 34 56 78',
    '24/12/2026',
  ];
  for (const text of answers) {
    await call<Message>('POST', messages, chatToken, { text });
    const { items } = await call<Trail>(
      'GET',
      `/api/interactions/${interactionId}/checkpoints`,
      accessToken,
    );
    await page.waitForFunction(
      (count) =>
        (globalThis as unknown as { chipsSeen: Record<number, number> }).chipsSeen[count],
      items.length,
    );
  }
  await call('DELETE', `/api/channels/chat/interactions/${interactionId}`, chatToken);
  const { items } = await call<Trail>(
    'GET',
    `/api/interactions/${interactionId}/checkpoints`,
    accessToken,
  );
  const seen = await page.evaluate(
    () => (globalThis as unknown as { chipsSeen: Record<number, number> }).chipsSeen,
  );
  return items.slice(0, -1).flatMap(({ attachedAt }, index) => {
    const at = seen[index + 1];
    return at === undefined ? [] : [at - Date.parse(attachedAt)];
  });
}

async function call<Answer>(
  method: string,
  path: string,
  token: string | undefined,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}
