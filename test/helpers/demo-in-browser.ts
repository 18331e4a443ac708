import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { browserArguments, findWindowlessBrowser } from '../../tools/find-browser.ts';
import { Gateway } from '../api-client/gateway.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { fillDemo } from './fill-demo.ts';
import { freePort, ServerProcess } from './server-process.ts';

type ContextOptions = Parameters<Browser['newContext']>[0];

export interface DemoInBrowserOptions {
  /** How many interactions the demo has: a hundred are as much as most pages need. */
  interactions?: number;
  /** No demo at all: a server that is still to be set up, a new one for each test, as only one sets it up. */
  isEmpty?: boolean;
  /** A proxy has the server below this path. */
  path?: string;
  /** Done once, before the first test. */
  prepare?: () => Promise<void>;
}

/**
 * For a file of tests: the demo on a server process and a database of its own, before a real browser. After each test
 * no page may have met an error, nor anything that its content security policy forbids. What a failed try has left is in
 * nobody's way: whoever comes next begins anew.
 */
export function demoInBrowser(options: DemoInBrowserOptions = {}) {
  const { interactions = 100, isEmpty = false, path: proxyPath, prepare } = options;
  let gateway: Gateway | undefined;
  let database: FreshDatabase;
  let server: ServerProcess;
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  let hasFailed = false;

  const begin = async () => {
    database = await freshDatabase();
    if (!isEmpty) await fillDemo(database.url, interactions);
    const port = await freePort();
    if (proxyPath) gateway = await Gateway.before(`http://127.0.0.1:${port}`, proxyPath);
    const env = gateway ? { WAYPOST_PUBLIC_URL: gateway.url } : {};
    server = await ServerProcess.start({
      databaseUrl: database.url,
      port,
      demo: !isEmpty,
      env,
    });
    await prepare?.();
    browser = await chromium.launch({
      executablePath: findWindowlessBrowser(),
      args: browserArguments,
    });
  };
  const end = async () => {
    await browser?.close();
    gateway?.close();
    await server?.kill('SIGTERM');
    await database?.drop();
  };
  const [before, after] = isEmpty ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(begin);
  after(end);
  beforeEach(async () => {
    contexts = [];
    complaints = [];
    if (!hasFailed || isEmpty) return;
    await end();
    await begin();
  });
  afterEach(async ({ task }) => {
    hasFailed = true; // until all of this has gone well
    for (const context of contexts) await context.close();
    expect(complaints).toEqual([]);
    hasFailed = task.result?.state === 'fail';
  });

  return {
    get server(): ServerProcess {
      return server;
    },

    /** Opens a page as somebody else does; `before` is done to it first. It counts in `sessionStorage.loads` how often it was loaded. */
    async open(
      path: string,
      {
        before,
        ...options
      }: ContextOptions & { before?: (page: Page) => Promise<unknown> } = {},
    ): Promise<Page> {
      const viewport = { width: 1280, height: 900 };
      const context = await browser.newContext({ viewport, ...options });
      contexts.push(context);
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      await before?.(page);
      const complain = (what: string) => void complaints.push(`${path}: ${what}`);
      page.on('pageerror', (error) => complain(error.message));
      await page.exposeFunction('complain', complain);
      await page.addInitScript(`
        sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          complain(violatedDirective + ' ' + blockedURI));
      `);
      await page.goto((gateway?.url ?? server.url) + path);
      return page;
    },

    /** A call of the API. Fails with its answer. */
    async call<Answer>(
      method: string,
      path: string,
      body?: object,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const response = await fetch(`${server.url}/api${path}`, {
        method,
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
      return JSON.parse(text || '{}') as Answer; // the contract's own tests look at its shape
    },
  };
}
