import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { API_VERSION, SERVICE } from '../../api-client/contract/api-version.ts';
import { builtExtension } from '../helpers/built-extension.ts';
import type { Opened } from '../../api-client/contract/channel.ts';
import { CrmSite } from '../helpers/crm-site.ts';
import { freshDatabase } from '../helpers/database.ts';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';
import { fillDemo } from '../helpers/fill-demo.ts';
import { ServerProcess } from '../helpers/server-process.ts';

/* What the extension outlives, and what it leaves behind. */

/** The digits of the customer who comes, as nobody else has them. */
const CANARY = '612345678';
const KILLS = 20;

const at = extensionInBrowser();

test(`the background is killed ${KILLS} times while customers come, and nobody notices`, async () => {
  const { extension, server } = at;
  await extension.signIn(server, 'admin');
  const popup = await extension.open('supervision.html');
  await popup.getByText('Live', { exact: true }).waitFor();

  const ask = `chrome.runtime.sendMessage({
    type: 'token', asked: { server: ${JSON.stringify(server.url)}, refused: '' },
  }).then((reply) => { if (!reply.answered) throw new Error(JSON.stringify(reply)); })`;
  for (let kill = 0; kill < KILLS; kill++) {
    await extension.worker.evaluate('globalThis.mark = true');
    await extension.endBackground(popup);
    const chat = await server.openChat();
    await server.say(chat, { text: '12345' });
    await popup.evaluate(ask); // it is there again, or this fails
    expect(await extension.worker.evaluate('globalThis.mark')).toBeUndefined(); // and it is another
  }

  const { accessToken } = await server.signIn('admin');
  const expected = async () => {
    const { body } = await server.call('readSupervision', { token: accessToken });
    return String((body as { interactions: { today: number } }).interactions.today);
  };
  const shown = () => popup.locator('section').nth(1).locator('tbody td').first().innerText();
  await expect.poll(shown, { timeout: 20_000 }).toBe(await expected());
});

test('after a sign-out the profile’s folder holds nothing of a customer', async () => {
  const { server } = at;
  const profile = await freshProfile();
  const extension = await ExtensionBrowser.launch(await builtExtension(), profile);
  await extension.signIn(server, 'agent');
  const chat = await server.openChat();
  await server.say(chat, { text: '12345' });
  const panel = await extension.open('sidepanel.html');
  await panel.getByText('Live', { exact: true }).first().waitFor();
  await panel.getByLabel('Phone number or e-mail address of a customer').fill('06 12 34 56 78');
  await panel.getByRole('button', { name: 'Show', exact: true }).click();
  await panel.getByRole('heading', { name: 'Interactions with' }).waitFor();
  const options = await extension.open('options.html');
  await expect.poll(() => filesWithCanary(profile)).not.toEqual([]); // or the search would prove nothing

  await options.getByRole('button', { name: 'Sign out' }).click();
  await options.getByText('You are signed out, and this browser has kept nothing.').waitFor();
  await extension.close();

  expect(await filesWithCanary(profile)).toEqual([]);
  expect(extension.complaints).toEqual([]);
});

test('the server is killed while pages are open: they say so, and catch up when it is back', async () => {
  const { extension } = at;
  const server = await serverToKill(extension.origin);
  await extension.signIn(server, 'admin');
  const popup = await extension.open('supervision.html');
  await live(popup).waitFor();
  const panel = await extension.open('sidepanel.html');
  await live(panel).waitFor();

  await server.kill();
  await offline(popup);
  await offline(panel);
  await server.start();
  await customerComes(server);

  await live(panel).waitFor(comingBack);
  await panel.getByText('Recognised', { exact: true }).first().waitFor();
  await popup.bringToFront();
  await live(popup).waitFor(comingBack);
  await popup.locator('.latest li').first().getByText('Recognised', { exact: true }).waitFor();
});

test('the server becomes another version: panel, popup and history say so, until it is the former again', async () => {
  const { extension } = at;
  const server = await serverToKill(extension.origin);
  await extension.signIn(server, 'admin');
  const popup = await extension.open('supervision.html');
  await live(popup).waitFor();
  const panel = await extension.open('sidepanel.html');
  await live(panel).waitFor();
  const history = await extension.open('interactions.html');
  await live(history).waitFor();

  await server.kill();
  await offline(popup);
  await offline(panel);
  const newer = createServer((_, response) => {
    response.setHeader('access-control-allow-origin', extension.origin);
    response.end(JSON.stringify({ service: SERVICE, apiVersion: API_VERSION + 1 }));
  });
  newer.listen(server.port, '127.0.0.1');
  onTestFinished(() => void newer.close());

  for (const page of [popup, panel, history]) {
    await page.bringToFront();
    await page.getByText('This server is newer than the extension').waitFor(comingBack);
  }
  newer.closeAllConnections();
  await new Promise((closed) => newer.close(closed));
  await server.start();
  for (const page of [popup, panel, history]) {
    await page.bringToFront();
    await live(page).waitFor(comingBack);
  }
});

test('the browser is restarted: what was chosen is kept, and the session is not', async () => {
  const { server } = at;
  const profile = await freshProfile();
  const chosen = {
    server: server.url,
    language: 'fr',
    sites: [{ site: 'http://127.0.0.1', hasMarks: false }],
    rules: [{ site: 'crm.example', selector: 'dd', kind: 'phone', attribute: '' }],
  };
  const before = await ExtensionBrowser.launch(await builtExtension(), profile);
  await before.signIn(server, 'agent');
  await before.worker.evaluate(`chrome.storage.local.set(${JSON.stringify(chosen)})`);
  await live(await before.open('sidepanel.html'), 'En direct').waitFor();
  await before.close();

  const after = await ExtensionBrowser.launch(await builtExtension(), profile);
  onTestFinished(() => after.close());

  const panel = await after.open('sidepanel.html');
  await panel.getByText('Connectez-vous pour voir').waitFor();
  expect(await after.stored('local')).toEqual(chosen);
  expect(await after.stored('session')).not.toHaveProperty('session');
  const options = await after.open('options.html');
  await options.getByRole('button', { name: 'Quitter ce site: 127.0.0.1' }).waitFor();
  await options.getByText('crm.example', { exact: true }).waitFor();
  await options.getByRole('button', { name: 'Se connecter' }).waitFor();
});

test('the extension is reloaded while a page is open: its former marks go, and the page meets no error', async () => {
  const { server } = at;
  const extension = await ExtensionBrowser.launch(await builtExtension());
  onTestFinished(() => extension.close());
  const crm = await CrmSite.start();
  onTestFinished(() => crm.stop());
  await extension.signIn(server, 'agent');
  await extension.worker.evaluate(
    `chrome.storage.local.set({ sites: [{ site: 'http://127.0.0.1', hasMarks: true }] })`,
  );
  const page = await extension.context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => errors.push(message.text()));
  await page.goto(crm.address('nadia'));
  await expect.poll(() => page.evaluate(MARKS)).toBe(2);
  await page.evaluate(WATCH_MARKS);

  void extension.worker.evaluate('chrome.runtime.reload()').catch(() => {}); // it ends before it has answered

  // The browser brings the new ones in its own time: never beside the former.
  await expect.poll(() => page.evaluate('seen.at(-1)')).not.toBe('2 of the former');
  const seen = await page.evaluate<string[]>('seen');
  expect(seen.filter((marks) => !['2 of the former', '0', '2 others'].includes(marks))).toEqual(
    [],
  );
  expect(errors).toEqual([]);
});

test('the extension is reloaded while its panel is docked: the new one has room, and the page its own margin after it', async () => {
  const extension = await ExtensionBrowser.launch(
    await builtExtension(),
    await developersProfile(),
  );
  onTestFinished(() => extension.close());
  const crm = await CrmSite.start();
  onTestFinished(() => crm.stop());
  const sites = [{ site: 'http://127.0.0.1', hasMarks: false, isDocked: true }];
  await extension.worker.evaluate(`chrome.storage.local.set(${JSON.stringify({ sites })})`);
  const page = await extension.context.newPage();
  await page.goto(crm.address('nadia'));
  const margin = () => page.evaluate('document.documentElement.style.marginRight');
  await expect.poll(margin).toBe('380px');
  await page.evaluate(`globalThis.former = document.querySelector('html > div')`);
  const docked = () =>
    page.evaluate(
      `[...document.querySelectorAll('html > div')].map((host) => host !== former)`,
    );

  const restarted = extension.context.waitForEvent('serviceworker');
  void extension.worker.evaluate('chrome.runtime.reload()').catch(() => {}); // it ends before it has answered
  const worker = await restarted;
  await expect.poll(docked).toEqual([true]);

  expect(await margin()).toBe('380px');
  await worker.evaluate('chrome.storage.local.set({ sites: [] })');
  await expect.poll(docked).toEqual([]);
  expect(await margin()).toBe('');
});

const MARKS = `document.querySelectorAll('main > span').length`;

/** Which marks stand in the page, frame by frame; each is told once. */
const WATCH_MARKS = `{
  const former = new Set(document.querySelectorAll('main > span'));
  globalThis.seen = [];
  const look = () => {
    const marks = [...document.querySelectorAll('main > span')];
    const kinds = new Set(marks.map((mark) => (former.has(mark) ? 'of the former' : 'others')));
    const now = [marks.length, ...kinds].join(' ');
    if (now !== seen.at(-1)) seen.push(now);
    requestAnimationFrame(look);
  };
  look();
}`;

const live = (page: Page, word = 'Live') => page.getByText(word, { exact: true }).first();

/** A client that has missed its server for long tries again after half a minute. */
const comingBack = { timeout: 60_000 };

async function offline(page: Page): Promise<void> {
  await page.bringToFront();
  const said = page.getByText(/^Offline since .*: you see what this browser had$/);
  await said.first().waitFor();
}

/** Recognised by their number. */
async function customerComes({ url }: ServerProcess): Promise<void> {
  const post = async (path: string, body: object, token = '') => {
    const response = await fetch(`${url}/api/channels/chat/interactions${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as Opened; // where it is asked for
  };
  const contact = { name: 'Nadia Achour', phone: '06 12 34 56 78' };
  const { interactionId, chatToken } = await post('', {
    contact,
    routingReference: 'welcome-orders',
  });
  await post(`/${interactionId}/messages`, { text: '12345' }, chatToken);
}

/** A server process on a database of its own. */
async function serverToKill(origin: string): Promise<ServerProcess> {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  await fillDemo(database.url, 20);
  const server = await ServerProcess.start({
    databaseUrl: database.url,
    env: { WAYPOST_ORIGINS: origin },
  });
  onTestFinished(() => server.kill());
  return server;
}

/** The folder of a profile of the browser, which is there as long as the test. */
async function freshProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'waypost-profile-'));
  onTestFinished(() =>
    rm(profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }),
  );
  return profile;
}

/** Of somebody whose browser lets an extension from a folder come back after its reload. */
async function developersProfile(): Promise<string> {
  const profile = await freshProfile();
  await mkdir(join(profile, 'Default'));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

/** Files of the profile in which the number stands, written in one byte or two a letter. */
async function filesWithCanary(profile: string): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.of());
    const isThere = ['latin1', 'utf16le'].some((encoding) =>
      bytes.includes(Buffer.from(CANARY, encoding as BufferEncoding)),
    );
    if (isThere) found.push(file.name);
  }
  return found;
}
