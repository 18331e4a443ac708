import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import type { Session } from '../../api-client/contract/session.ts';
import { until } from './web-driver.ts';

const root = resolve(import.meta.dirname, '../..');

/** Only this host is permitted to the extension in tests: nobody can click the browser's own question. */
const PERMITTED = ['http://127.0.0.1/*', 'https://127.0.0.1/*'];

/** What an extension leaves in a browser beside what it has stored. */
const TAKE_BACK = `Promise.all([
  chrome.scripting.unregisterContentScripts(),
  chrome.alarms.clearAll(),
  chrome.action.setPopup({ popup: '' }),
  chrome.action.setBadgeText({ text: '' }),
  navigator.storageBuckets.delete('waypost'),
])`;

/** Chromium with the built extension, which may go onto 127.0.0.1 without being asked. */
export class ExtensionBrowser {
  readonly context: BrowserContext;
  readonly worker: Worker;
  /** What the pages of the extension had to complain about. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, worker: Worker) {
    this.context = context;
    this.worker = worker;
  }

  /** Builds the extension into a new folder; the answer takes it away. */
  static async build(): Promise<{ folder: string; remove: () => Promise<void> }> {
    const built = await mkdtemp(join(tmpdir(), 'waypost-extension-'));
    execFileSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build'], {
      cwd: root,
      stdio: 'pipe',
      env: { ...process.env, WAYPOST_EXTENSION_FOLDER: built },
    });
    const folder = join(built, 'chrome');
    await ExtensionBrowser.permit(folder);
    const remove = () =>
      rm(built, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
    return { folder, remove };
  }

  /** Lets the built extension go onto 127.0.0.1 without being asked. */
  static async permit(folder: string): Promise<void> {
    const file = join(folder, 'manifest.json');
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
    const granted = { host_permissions: PERMITTED };
    await writeFile(file, JSON.stringify(Object.assign({}, manifest, granted)));
  }

  /**
   * A browser with a fresh profile, or that of a folder; the extension's worker is up, and the page that it opened
   * when it was installed is closed again.
   */
  static async launch(folder: string, profile = ''): Promise<ExtensionBrowser> {
    const extension = await ExtensionBrowser.install(folder, profile);
    const firstPage = await extension.firstPage();
    await firstPage.close();
    return extension;
  }

  /** The same, with that page open. */
  static async install(folder: string, profile = ''): Promise<ExtensionBrowser> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser(),
      ignoreDefaultArgs: ['--disable-extensions', '--headless'],
      args: [
        ...browserArguments,
        '--headless=new',
        '--lang=en',
        `--disable-extensions-except=${folder}`,
        `--load-extension=${folder}`,
      ],
    });
    context.setDefaultTimeout(30_000);
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    return new ExtensionBrowser(context, worker);
  }

  /** `chrome-extension://<id>`; for Node, such an address has no origin. */
  get origin(): string {
    return this.worker.url().replace(/\/background\.js$/, '');
  }

  /** What a sign-in leaves in the extension, without the pages on which a person signs in. */
  async signIn(server: { url: string }, username: string): Promise<void> {
    const response = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'waypost' }),
    });
    const { accessToken, expiresAt, user } = (await response.json()) as Session; // the contract's own tests look at its shape
    const session = { server: server.url, accessToken, expiresAt, name: user.name };
    await this.worker.evaluate(
      `Promise.all([chrome.storage.local.set({ server: ${JSON.stringify(server.url)} }),
        chrome.storage.session.set({ session: ${JSON.stringify(session)} })])`,
    );
  }

  /** As on a new profile: nothing is stored, and no page or side panel is open. */
  async forgetAll(): Promise<void> {
    await this.context.unrouteAll();
    const [page] = await Promise.all([
      this.context.waitForEvent('page'),
      this.worker.evaluate(`chrome.windows.create({ url: 'about:blank' }).then(() => {})`),
    ]);
    for (const other of this.context.pages()) if (other !== page) await other.close();
    await this.worker.evaluate(
      `Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])`,
    );
    await this.worker.evaluate(TAKE_BACK);
    this.complaints.length = 0;
  }

  /** A page of the extension, in a tab of its own. */
  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
        this.complaints.push(`${path}: ${message.text()}`);
    });
    await page.goto(`${this.origin}/${path}`);
    return page;
  }

  /** The page that the extension opens by itself when it is installed, beside the browser's own. */
  async firstPage(): Promise<Page> {
    const address = `${this.origin}/options.html`;
    const find = () => this.context.pages().find((page) => page.url() === address) ?? null;
    const page = await until(
      () => Promise.resolve(find()),
      () => `a page at ${address}`,
    );
    await page.waitForLoadState();
    return page;
  }

  /** Whether the browser shows its side panel; what is in it is no page that can be taken hold of here. */
  async hasSidePanel(page: Page): Promise<boolean> {
    const devtools = await this.context.newCDPSession(page);
    const { targetInfos } = await devtools.send('Target.getTargets');
    await devtools.detach();
    return targetInfos.some(({ url }) => url === `${this.origin}/sidepanel.html`);
  }

  stored(area: 'local' | 'session'): Promise<Record<string, unknown>> {
    return this.worker.evaluate(`chrome.storage.${area}.get()`);
  }

  /** The page that comes up by what is done. */
  async pageOpenedBy(act: () => Promise<void>): Promise<Page> {
    const opened = this.context.waitForEvent('page');
    await act();
    return opened;
  }

  /** Ends the background, as the browser does when it has been idle. */
  async endBackground(page: Page): Promise<void> {
    const session = await this.context.newCDPSession(page);
    const stopped = new Promise<void>((resolve) => {
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
      });
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await stopped;
    await session.detach();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
