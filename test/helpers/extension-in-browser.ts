import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { builtExtension } from './built-extension.ts';
import { DemoServer } from './demo-server.ts';
import { ExtensionBrowser } from './extension-browser.ts';

export interface ExtensionInBrowserOptions {
  /** Starts the server, which has to know the extension's origin: only a browser knows it. */
  startServer?: (origin: string) => Promise<DemoServer>;
}

/**
 * For a file of tests: the built extension in a real browser, before a server with the demo. Each test begins as on a
 * new profile, and after each no page of the extension may have had to complain. After a failed try the server is a new
 * one, too.
 */
export function extensionInBrowser({
  startServer = (origin) => DemoServer.start({ allowedOrigins: [origin] }),
}: ExtensionInBrowserOptions = {}) {
  let extension: ExtensionBrowser;
  let server: DemoServer;
  let hasFailed = false;

  beforeAll(async () => {
    extension = await ExtensionBrowser.launch(await builtExtension());
    server = await startServer(extension.origin);
  });
  afterAll(async () => {
    await extension?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await extension.forgetAll();
    if (!hasFailed) return;
    await server.stop();
    server = await startServer(extension.origin);
  });
  afterEach(({ task }) => {
    hasFailed = task.result?.state === 'fail';
    expect(extension.complaints).toEqual([]);
  });

  return {
    get extension(): ExtensionBrowser {
      return extension;
    },
    get server(): DemoServer {
      return server;
    },
  };
}
