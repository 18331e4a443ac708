import { afterAll, beforeAll } from 'vitest';
import { mintEmbedToken } from '../../mock-server/demo/embed-token.ts';
import { listCrmContacts, type DemoContact } from '../../mock-server/demo/page-data.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { HostSite } from './host-site.ts';

/** What a page consists of, as HTML; `body` is the panel unless said. */
export interface PageParts {
  lang?: string;
  head?: string;
  body?: string;
  end?: string;
}

export interface HostOptions {
  /** Of other sites that Waypost lets in, too. */
  origins?: readonly string[];
}

/**
 * For a file of tests: a site of another origin than Waypost's, where `agent` is signed in; and a Waypost with demo data
 * that lets this site in.
 */
export class WaypostHost {
  site!: HostSite; // these are there before the first test
  waypost!: DemoServer;
  database!: FreshDatabase;
  /** Customers of `agent`; the first one chats by `waypost.openChat()`. */
  contacts: DemoContact[] = [];
  #pages = 0;

  constructor({ origins = [] }: HostOptions = {}) {
    beforeAll(() => this.#start(origins));
    afterAll(() => this.#stop());
  }

  /** Shows a page, and gives its address. */
  page(parts: PageParts, headers?: Record<string, string>): string {
    const { lang = 'en', head = '', body = `<main>${this.panel()}</main>`, end = '' } = parts;
    return this.site.page(
      `/page-${++this.#pages}`,
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A CRM</title>${head}</head>
      <body>${body}${end}</body></html>`,
      headers,
    );
  }

  /** `<waypost-panel>` as a page has it that shows the first contact. */
  panel(): string {
    const contact = this.contacts[0]?.phone ?? '';
    return `<waypost-panel url="${this.waypost.url}" token-url="/waypost-token" contact="${contact}"></waypost-panel>`;
  }

  async #start(origins: readonly string[]): Promise<void> {
    this.site = await HostSite.start();
    this.database = await freshDatabase();
    const allowedOrigins = [this.site.url, ...origins];
    this.waypost = await DemoServer.on(this.database.url, { allowedOrigins });
    this.contacts = await listCrmContacts(this.waypost.services.db);
    this.site.answer('/waypost-token', async (request, response) => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      const token = await mintEmbedToken(this.waypost.services, 'agent');
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ token }));
    });
  }

  async #stop(): Promise<void> {
    await this.waypost?.stop();
    await this.database?.drop();
    await this.site?.stop();
  }
}
