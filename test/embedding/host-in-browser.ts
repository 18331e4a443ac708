import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { DemoContact } from '../../mock-server/demo/page-data.ts';
import { browserArguments, findWindowlessBrowser } from '../../tools/find-browser.ts';
import type { DemoServer } from '../helpers/demo-server.ts';
import type { HostSite } from './host-site.ts';
import { WaypostHost, type HostOptions, type PageParts } from './waypost-host.ts';

interface OpenPage {
  page: Page;
  /** What its console warns of. */
  warnings: string[];
  /** A test that expects some empties this. */
  errors: string[];
}

interface OpenOptions {
  before?: (page: Page) => unknown;
  headers?: Record<string, string>;
}

/** For a file of tests: a site with a Waypost, before a real browser. After each test no page may have met an error. */
export function hostInBrowser(options: HostOptions = {}) {
  const host = new WaypostHost(options);
  let browser: Browser;
  let opened: OpenPage[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: findWindowlessBrowser(),
      args: browserArguments,
    });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    const met = opened.flatMap(({ errors }) => errors);
    opened = [];
    expect(met).toEqual([]);
  });

  return {
    get site(): HostSite {
      return host.site;
    },
    get waypost(): DemoServer {
      return host.waypost;
    },
    get databaseUrl(): string {
      return host.database.url;
    },
    /** Customers of `agent`; the first one chats by `waypost.openChat()`. */
    get contacts(): readonly DemoContact[] {
      return host.contacts;
    },

    /** A page in a browser of its own, before it has gone anywhere. */
    newPage,

    /** `<waypost-panel>` as a page has it that shows the first contact. */
    panel: () => host.panel(),

    /** A page of the site in a browser of its own; `before` is done to it first. */
    async open(parts: PageParts, { before, headers }: OpenOptions = {}): Promise<OpenPage> {
      const opened = await newPage();
      await before?.(opened.page);
      await opened.page.goto(host.page(parts, headers));
      return opened;
    },

    /** That the panel is there, live, and shows the interaction of the first contact with its tabs. */
    async expectPanel(page: Page): Promise<void> {
      const shown = page.locator('waypost-panel');
      await shown.getByRole('heading', { name: host.contacts[0]!.name }).waitFor();
      await shown.getByText('Live', { exact: true }).first().waitFor();
      await shown.getByRole('tab', { name: 'Data', selected: true }).waitFor();
    },
  };

  async function newPage(): Promise<OpenPage> {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
    context.setDefaultTimeout(30_000);
    const opening: OpenPage = { page: await context.newPage(), warnings: [], errors: [] };
    const { page, warnings, errors } = opening;
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
      if (message.type() === 'error') errors.push(message.text());
    });
    opened.push(opening);
    return opening;
  }
}
