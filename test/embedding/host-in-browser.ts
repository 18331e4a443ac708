import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { mintEmbedToken } from '../../mock-server/demo/embed-token.ts';
import { listCrmContacts, type DemoContact } from '../../mock-server/demo/page-data.ts';
import { browserArguments, findBrowser } from '../../tools/find-browser.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { HostSite } from './host-site.ts';

/**
 * For a file of tests: a site of another origin than Waypost's, where `agent` is signed in, before a real browser; and a
 * Waypost with demo data that lets this site in. After each test no page may have met an error.
 */
export function hostInBrowser() {
  let site: HostSite;
  let waypost: DemoServer;
  let browser: Browser;
  let contacts: DemoContact[];
  let open: BrowserContext[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    site = await HostSite.start();
    waypost = await DemoServer.start({ allowedOrigins: [site.url] });
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
    await site?.stop();
  });
  afterEach(async () => {
    for (const context of open) await context.close();
    const met = complaints;
    [open, complaints] = [[], []];
    expect(met).toEqual([]);
  });

  return {
    get site(): HostSite {
      return site;
    },
    get waypost(): DemoServer {
      return waypost;
    },
    /** Customers of `agent`; the first one chats by `waypost.openChat()`. */
    get contacts(): readonly DemoContact[] {
      return contacts;
    },

    /** A page in a browser of its own, before it has gone anywhere. What its console warns of is kept in `warnings`. */
    async newPage(): Promise<{ page: Page; warnings: string[] }> {
      const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
      open.push(context);
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const warnings: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.type() === 'warning') warnings.push(message.text());
        if (message.type() === 'error') complaints.push(message.text());
      });
      return { page, warnings };
    },
  };
}
