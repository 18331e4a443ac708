import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { inPageServer } from './mock-server/browser/vite-plugin.ts';
import { browserPackages } from './test/browser-packages.ts';
import { browserArguments, lookForWindowlessBrowser } from './tools/find-browser.ts';

const endToEnd = ['test/e2e/**/*.test.ts', 'test/embedding/**/*.test.ts'];
const faults = ['test/faults/**/*.test.ts'];
const inBrowser = ['test/**/*.browser.test.ts'];
const windowless = lookForWindowlessBrowser();

export default defineConfig({
  test: {
    onConsoleLog: (line) => !/Lit is in dev mode|^oidc-provider WARNING/.test(line),
    reporters: ['default', './test/helpers/totals-reporter.ts'],
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...endToEnd, ...faults, ...inBrowser],
          globalSetup: ['test/helpers/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 2, // each has a PostgreSQL of its own: see global-setup.ts
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The elements' decorators are compiled as in the builds: see tsconfig.json.
        plugins: [inPageServer()],
        publicDir: false,
        optimizeDeps: {
          exclude: ['@electric-sql/pglite'],
          include: browserPackages,
        },
        test: {
          name: 'browser',
          include: inBrowser,
          retry: 1, // see below
          testTimeout: 20_000,
          // What is waited for comes late on a machine that is busy.
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: browserArguments,
                // Without one, `npm test` has already said how to get it.
                ...(windowless ? { executablePath: windowless } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: endToEnd,
          globalSetup: ['test/helpers/global-setup.ts'],
          retry: 1, // of three vendors’ browsers on a busy machine; what passes only then is told by name
          pool: 'forks',
          isolate: false, // a process has the server's modules once for all files: they hold nothing of a file
          maxWorkers: 2, // a third one makes each test twice as slow, and all of them no quicker
          testTimeout: 240_000,
          // As long as the browsers are waited for, too; and what a file begins with is not tried again.
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: faults,
          globalSetup: ['test/helpers/global-setup.ts'],
          pool: 'forks',
          // They wait for processes that start and for what falls due, more than for a processor.
          maxWorkers: 2,
          testTimeout: 240_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
