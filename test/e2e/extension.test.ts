import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { DemoServer } from '../helpers/demo-server.ts';

/*
 * The built extension in a real browser, against a real server. Nobody can click the browser's own question
 * whether the extension may call the server: its manifest, in a copy, gives that one permission beforehand.
 * The options page asks all the same, and the browser answers without a window.
 */

const root = resolve(import.meta.dirname, '../..');

let folder: string;
let server: DemoServer;
let context: BrowserContext;
let worker: Worker;
let options: Page;
let sidePanel: Page;
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-extension-'));
  execFileSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build'], {
    cwd: root,
    stdio: 'pipe',
  });
  await copyExtension(join(folder, 'extension'));
  // The server has to know the extension's origin, and only a browser knows it.
  await launch();
  await context.close();
  server = await DemoServer.start({ allowedOrigins: [originOf(worker)] });
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
});

beforeEach(async () => {
  complaints = [];
  await launch();
  [sidePanel, options] = [await open('sidepanel.html'), await open('options.html')];
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

test('the manifest asks for as little as there is', async () => {
  const { permissions, optional_host_permissions: servers } = await worker.evaluate<{
    permissions: string[];
    optional_host_permissions: string[];
  }>('chrome.runtime.getManifest()');

  expect(permissions.sort()).toEqual([
    'activeTab',
    'alarms',
    'contextMenus',
    'scripting',
    'sidePanel',
    'storage',
  ]);
  expect(servers).toEqual(['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']);
});

describe('choose-server', () => {
  test('takes the server of any address there, and the panel asks for a sign-in', async () => {
    await sidePanel.getByText('does not know your organisation’s server yet').waitFor();

    await chooseServer(`${server.url}/demo/crm?user=agent`);

    await options.getByText('Waypost uses this server.').waitFor();
    expect(await stored('local')).toEqual({ server: server.url });
    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
  });

  test('refuses an address over which a password would travel in the open', async () => {
    await chooseServer('http://waypost.example');

    await options.getByText('This is no address of a server').waitFor();
    expect(await stored('local')).toEqual({});
  });

  test('ends the session when the server is another one', async () => {
    await signInAs('agent');

    await chooseServer('http://127.0.0.1:9');

    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
    expect(await stored('session')).toEqual({});
  });
});

describe('sign-in', () => {
  test('says that the password is wrong, and opens nothing', async () => {
    await chooseServer();

    await enter('agent', 'wrong');

    await options.getByText('The name or the password is not right.').waitFor();
    expect(await stored('session')).toEqual({});
  });

  test('says that the server does not answer, and the way on', async () => {
    await chooseServer('http://127.0.0.1:9');

    await enter('agent', 'waypost');

    await options.getByText('The server cannot be reached. Check its address').waitFor();
  });
});

describe('session', () => {
  test('is not kept on the disk', async () => {
    await signInAs('agent');

    expect(await stored('local')).toEqual({ server: server.url });
    expect(await stored('session')).toHaveProperty('session.accessToken');
  });

  test('leaves nothing after a sign-out, here or at the server', async () => {
    await signInAs('agent');
    await look('+33612345678');
    await live();
    const token = await presentToken();
    expect(await databases()).not.toEqual([]);

    await options.bringToFront();
    await options.getByRole('button', { name: 'Sign out' }).click();

    await options.getByText('You are signed out, and this browser has kept nothing.').waitFor();
    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
    expect(await stored('session')).toEqual({});
    expect(await databases()).toEqual([]);
    expect((await server.call('readMe', { token })).status).toBe(401);
  });

  test('that the server ended asks to sign in again', async () => {
    await signInAs('agent');
    await live();

    await server.call('endSession', { token: await presentToken() });

    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
    await options.getByLabel('Password').waitFor();
  });
});

describe('choose-contact', () => {
  test('shows the interactions of the customer who is looked for, and then everyone’s', async () => {
    await signInAs('agent');
    const panel = sidePanel.locator('waypost-panel');

    await look('+33 6 12 34 56 78');
    await panel.getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' }).waitFor();
    await panel.locator('tbody').getByRole('button').first().click();
    await panel.getByRole('heading', { name: 'Nadia Achour' }).waitFor();
    await sidePanel.getByRole('button', { name: 'Everyone' }).click();

    await panel.getByRole('heading', { name: 'Interactions', exact: true }).waitFor();
  });

  test('says that half a number is none', async () => {
    await signInAs('agent');

    await look('0612 Nadia');

    const field = sidePanel.locator('#choose-contact').getByRole('searchbox');
    const said = () => field.evaluate((element: HTMLInputElement) => element.validationMessage);
    await expect.poll(said).toBe('This is no whole phone number or e-mail address.');
    expect(await stored('session')).not.toHaveProperty('contact');
  });
});

describe('panel', () => {
  test('shows by itself the checkpoint that a customer reaches', async () => {
    await signInAs('agent');
    const chat = await server.openChat();
    await look('+33612345678');
    await sidePanel.getByText('No checkpoint so far').first().waitFor();

    await server.say(chat, { text: '12345' });

    await sidePanel
      .locator('waypost-interaction .side waypost-checkpoint-chips')
      .getByText('Recognised', { exact: true })
      .waitFor();
  });
});

describe('choose-language', () => {
  test('holds for all pages, and for the elements', async () => {
    await signInAs('agent');
    await sidePanel
      .locator('waypost-panel')
      .getByRole('button', { name: 'Français' })
      .waitFor();

    await options.getByLabel('Français').check();

    await options.getByRole('button', { name: 'Se déconnecter' }).waitFor();
    await sidePanel.getByRole('button', { name: 'Afficher', exact: true }).waitFor();
    await sidePanel.locator('waypost-panel').getByRole('button', { name: 'English' }).waitFor();
    expect(await sidePanel.getAttribute('html', 'lang')).toBe('fr');
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('both pages are open to everybody, also at 320 px', async () => {
    await signInAs('agent');
    await live();
    for (const page of [options, sidePanel]) {
      await page.bringToFront();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 700 });

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      expect(await barriers(page)).toEqual([]);
    }
  });
});

/** What `npm run build:extension` makes, with the permission that a person would give by a click. */
async function copyExtension(target: string): Promise<void> {
  await cp(join(root, 'dist/extension/chrome'), target, { recursive: true });
  const file = join(target, 'manifest.json');
  const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
  const granted = { host_permissions: ['http://127.0.0.1/*'] };
  await writeFile(file, JSON.stringify(Object.assign({}, manifest, granted)));
}

/** A browser with a fresh profile and the extension; its worker is up. */
async function launch(): Promise<void> {
  const extension = join(folder, 'extension');
  context = await chromium.launchPersistentContext('', {
    executablePath: findBrowser(),
    ignoreDefaultArgs: ['--disable-extensions', '--headless'],
    args: [
      ...browserArguments,
      '--headless=new',
      '--lang=en',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  context.setDefaultTimeout(30_000);
  worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
}

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
      complaints.push(`${path}: ${message.text()}`);
  });
  await page.goto(`${originOf(worker)}/${path}`);
  return page;
}

/** `chrome-extension://<id>`; for Node, such an address has no origin. */
function originOf(worker: Worker): string {
  return worker.url().replace(/\/background\.js$/, '');
}

async function chooseServer(address = server.url): Promise<void> {
  await options.getByLabel('Address of your organisation’s Waypost').fill(address);
  await options.getByRole('button', { name: 'Use this server' }).click();
}

async function enter(username: string, password: string): Promise<void> {
  await options.getByLabel('User name').fill(username);
  await options.getByLabel('Password').fill(password);
  await options.getByRole('button', { name: 'Sign in' }).click();
}

async function signInAs(username: string): Promise<void> {
  await chooseServer();
  await enter(username, 'waypost');
  await options.getByText('You are signed in:').waitFor();
}

async function look(contact: string): Promise<void> {
  await sidePanel.bringToFront(); // a tab behind draws rarely, and every click waits for it
  await sidePanel.getByLabel('Phone number or e-mail address of a customer').fill(contact);
  await sidePanel.getByRole('button', { name: 'Show', exact: true }).click();
}

const stored = (area: 'local' | 'session') =>
  worker.evaluate<Record<string, unknown>>(`chrome.storage.${area}.get()`);

const databases = () =>
  options.evaluate<string[]>(
    'indexedDB.databases().then((all) => all.map(({ name }) => name))',
  );

const live = () =>
  sidePanel.locator('waypost-panel').getByText('Live', { exact: true }).waitFor();

async function presentToken(): Promise<string> {
  const { session } = await stored('session');
  return (session as { accessToken: string }).accessToken; // somebody is signed in
}

/** What axe finds, in a word each. */
async function barriers(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
  );
}
