import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forStores } from '../../tools/for-stores.ts';

/* What goes to the stores of Chrome, Edge and Firefox. */

const root = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-stores-'));
  for (const browser of ['chrome', 'edge', 'firefox'])
    execFileSync(
      process.execPath,
      ['node_modules/wxt/bin/wxt.mjs', 'zip', '--browser', browser, '--mv3'],
      { cwd: root, stdio: 'pipe', env: { ...process.env, WAYPOST_EXTENSION_FOLDER: folder } },
    );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Manifest {
  version: string;
  icons: Record<string, string>;
  default_locale: string;
  chrome_url_overrides?: unknown;
  storage?: { managed_schema: string };
  web_accessible_resources?: { resources: string[] }[];
  content_security_policy: { extension_pages: string };
}

test.each(['chrome', 'edge', 'firefox'])(
  'the package for %s has all that its manifest names',
  async (browser) => {
    const text = await readFile(join(folder, browser, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as Manifest;

    const named = [
      ...Object.values(manifest.icons),
      ...(manifest.storage ? [manifest.storage.managed_schema] : []),
      ...['en', 'fr'].map((language) => `_locales/${language}/messages.json`),
      ...['sidepanel', 'options', 'supervision', 'interactions', 'docked'].map(
        (page) => `${page}.html`,
      ),
    ];
    expect(named.filter((file) => !existsSync(join(folder, browser, file)))).toEqual([]);
    expect(await readdir(folder)).toContain(`waypost-${manifest.version}-${browser}.zip`);
    expect(manifest.default_locale).toBe('en');
    // a page of ours named ‘history’ would take the place of the browser's
    expect(manifest.chrome_url_overrides).toBeUndefined();
  },
);

test('pages can reach one page of ours in Chrome and Edge, and none in Firefox', async () => {
  const reached = async (browser: string) => {
    const text = await readFile(join(folder, browser, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as Manifest;
    return [
      manifest.web_accessible_resources?.map(({ resources }) => resources),
      /frame-ancestors 'none'/.test(manifest.content_security_policy.extension_pages),
    ];
  };

  expect(await reached('chrome')).toEqual([[['docked.html']], false]);
  expect(await reached('edge')).toEqual([[['docked.html']], false]);
  expect(await reached('firefox')).toEqual([undefined, true]);
});

test('the linter of Firefox’s store finds nothing', () => {
  const bin = join(root, 'node_modules/addons-linter/bin/addons-linter');
  const { stdout } = spawnSync(
    process.execPath,
    [bin, '--output', 'json', join(folder, 'firefox')],
    { encoding: 'utf8' },
  );
  const { errors, warnings, notices } = JSON.parse(stdout) as Record<string, object[]>;

  expect([...errors!, ...warnings!, ...notices!]).toEqual([]);
});

test('a package that says otherwise what stores warn of stops the build', () => {
  const { transform } = forStores() as unknown as { transform(code: string, id: string): void };

  expect(() => transform('', '/node_modules/lit-html/lit-html.js')).toThrow(/does not have/);
});
