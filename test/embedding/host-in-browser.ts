import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { mintEmbedToken } from '../../mock-server/demo/embed-token.ts';
import { listCrmContacts, type DemoContact } from '../../mock-server/demo/page-data.ts';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { HostSite } from './host-site.ts';

interface OpenPage {
  page: Page;
  /** What its console warns of. */
  warnings: string[];
  /** A test that expects some empties this. */
  errors: string[];
}

/** What a page consists of, as HTML; `body` is the panel unless said. */
export interface PageParts {
  lang?: string;
  head?: string;
  body?: string;
  end?: string;
}

interface HostOptions {
  /** Of other sites that Waypost lets in, too. */
  origins?: readonly string[];
}

interface OpenOptions {
  before?: (page: Page) => unknown;
  headers?: Record<string, string>;
}

/**
 * For a file of tests: a site of another origin than Waypost's, where `agent` is signed in, before a real browser; and a
 * Waypost with demo data that lets this site in. After each test no page may have met an error.
 */
export function hostInBrowser({ origins = [] }: HostOptions = {}) {
  let site: HostSite;
  let database: FreshDatabase;
  let waypost: DemoServer;
  let browser: Browser;
  let contacts: DemoContact[];
  let opened: OpenPage[] = [];
  let pages = 0;

  beforeAll(async () => {
    site = await HostSite.start();
    database = await freshDatabase();
    const allowedOrigins = [site.url, ...origins];
    waypost = await DemoServer.on(database.url, { allowedOrigins });
    contacts = await listCrmContacts(waypost.services.db);
    site.answer('/waypost-token', async (request, response) => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      const token = await mintEmbedToken(waypost.services, 'agent');
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ token }));
    });
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  });
  afterAll(async () => {
    await browser?.close();
    await waypost?.stop();
    await database?.drop();
    await site?.stop();
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    const met = opened.flatMap(({ errors }) => errors);
    opened = [];
    expect(met).toEqual([]);
  });

  return {
    get site(): HostSite {
      return site;
    },
    get waypost(): DemoServer {
      return waypost;
    },
    get databaseUrl(): string {
      return database.url;
    },
    /** Customers of `agent`; the first one chats by `waypost.openChat()`. */
    get contacts(): readonly DemoContact[] {
      return contacts;
    },

    /** A page in a browser of its own, before it has gone anywhere. */
    newPage,

    /** `<waypost-panel>` as a page has it that shows the first contact. */
    panel,

    /** A page of the site in a browser of its own; `before` is done to it first. */
    async open(parts: PageParts, { before, headers }: OpenOptions = {}): Promise<OpenPage> {
      const { lang = 'en', head = '', body = `<main>${panel()}</main>`, end = '' } = parts;
      const opened = await newPage();
      await before?.(opened.page);
      const address = site.page(
        `/page-${++pages}`,
        `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A CRM</title>${head}</head>
        <body>${body}${end}</body></html>`,
        headers,
      );
      await opened.page.goto(address);
      return opened;
    },

    /** That the panel is there, live, and shows the interaction of the first contact with its tabs. */
    async expectPanel(page: Page): Promise<void> {
      const shown = page.locator('waypost-panel');
      await shown.getByRole('heading', { name: contacts[0]!.name }).waitFor();
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

  function panel(): string {
    const contact = contacts[0]?.phone ?? '';
    return `<waypost-panel url="${waypost.url}" token-url="/waypost-token" contact="${contact}"></waypost-panel>`;
  }
}
