import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firefox, webKit } from '../../tools/find-other-browsers.ts';
import { ByteProxy } from '../helpers/byte-proxy.ts';
import type { DemoServer } from '../helpers/demo-server.ts';
import { Firefox } from '../helpers/firefox.ts';
import { until, type DrivenBrowser } from '../helpers/web-driver.ts';
import { WebKit } from '../helpers/webkit.ts';
import { root } from './built-package.ts';
import { strictPolicy } from './strict-policy.ts';
import { WaypostHost } from './waypost-host.ts';

/* The script as it is built, in a page of another site, in browsers that have another engine than Chromium. */

const SCRIPT = '<script type="module" src="/waypost/waypost.js"></script>';
/** Keeps what a page complains of, before anything else is loaded. */
const WATCH = '<script src="/watch.js"></script>';
/** In a page: whether the details of an interaction that its client keeps hold these words, or null. */
const KEPT = `
  const [server, id, words] = arguments;
  const answerTo = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  return (async () => {
    for (const { name } of await indexedDB.databases()) {
      if (!name.includes(server)) continue;
      const database = await answerTo(indexedDB.open(name));
      const kept = database.objectStoreNames.contains('details')
        ? await answerTo(database.transaction('details').objectStore('details').get(id))
        : undefined;
      database.close();
      if (JSON.stringify(kept ?? '').includes(words)) return true;
    }
    return null;
  })()`;
const host = new WaypostHost();

beforeAll(() => {
  host.site.folder('/waypost/', join(root, 'dist/script'));
  host.site.answer('/watch.js', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(`
      window.complaints = [];
      addEventListener('error', ({ message, error }) => complaints.push(message + ' ' + error?.stack));
      addEventListener('unhandledrejection', ({ reason }) => complaints.push(reason?.stack ?? String(reason)));
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        blockedURI.endsWith('/favicon.ico') || complaints.push(violatedDirective + ' ' + blockedURI));`),
  );
});

describe.each([
  { ...firefox, launch: () => Firefox.launch() },
  { ...webKit, launch: () => WebKit.launch() },
])('the panel', ({ name, look, missing, launch }) => {
  describe.skipIf(!look())(look() ? `in ${name}` : missing, () => {
    let browser: Firefox | WebKit;
    /** The way to Waypost; another address for each test, so that none finds what another kept. */
    let proxy: ByteProxy;
    let chat: Awaited<ReturnType<DemoServer['openChat']>>;

    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());
    const panel = () =>
      `<waypost-panel url="${proxy.url}" token-url="/waypost-token" interaction-id="${chat.interactionId}"></waypost-panel>`;

    beforeEach(async () => {
      proxy = await ByteProxy.start(host.waypost.url, Math.random);
      chat = await host.waypost.openChat();
    });
    afterEach(async () => {
      await browser.leaveFrame();
      expect(await browser.evaluate('return window.complaints')).toEqual([]);
      await proxy.close();
    });

    test('shows a customer’s trail, and the checkpoint that is set meanwhile', async () => {
      await browser.goto(host.page({ head: WATCH + SCRIPT, body: panel() }));
      await expectLive(browser);

      await host.waypost.say(chat, { text: '12345' });

      await browser.waitFor('ul li', 'Recognised');
      await browser.waitFor('ol li', 'Customer recognised');
    });

    test('needs no more than the policy of the documentation allows', async () => {
      const headers = { 'content-security-policy': strictPolicy(proxy.url) };

      await browser.goto(host.page({ head: WATCH + SCRIPT, body: panel() }, headers));

      await expectLive(browser);
    });

    test('says that the network is away, and shows what was missed when it is back', async () => {
      await browser.goto(host.page({ head: WATCH + SCRIPT, body: panel() }));
      await expectLive(browser);

      proxy.cut();
      await browser.waitFor('span', 'Offline since');
      await host.waypost.say(chat, { text: '12345' });
      proxy.restore();

      await browser.waitFor('ol li', 'Customer recognised');
    });

    test('shows from what the browser kept when it is opened without a network', async () => {
      const address = host.page({ head: WATCH + SCRIPT, body: panel() });
      await browser.goto(address);
      await expectLive(browser);
      await host.waypost.say(chat, { text: '12345' });
      await until(
        () => browser.evaluate(KEPT, proxy.url, chat.interactionId, 'Customer recognised'),
        () => 'a checkpoint that was kept',
      );
      proxy.cut();

      await browser.goto(address);

      await browser.waitFor('ol li', 'Customer recognised');
      await browser.waitFor('span', 'you see what this browser had');
    });

    test('shows the same in a frame of the server’s, live', async () => {
      const frame = `<waypost-frame url="${host.waypost.url}" token-url="/waypost-token"
        interaction-id="${chat.interactionId}"></waypost-frame>`;
      await browser.goto(host.page({ head: WATCH + SCRIPT, body: frame }));
      await browser.enterFrame('iframe');
      await expectLive(browser);

      await host.waypost.say(chat, { text: '12345' });

      await browser.waitFor('ol li', 'Customer recognised');
    });
  });
});

/** That the interaction of the first contact is on show, with its tabs. */
async function expectLive(browser: DrivenBrowser): Promise<void> {
  await browser.waitFor('h2, h3', host.contacts[0]!.name);
  await browser.waitFor('span', 'Live');
  await browser.waitFor('[role=tab][aria-selected=true]', 'Data');
}
