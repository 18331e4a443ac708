import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { forStores } from '../../tools/for-stores.ts';
import { packedExtension } from '../helpers/built-extension.ts';

/* What goes to the stores of Chrome, Edge and Firefox. */

const root = resolve(import.meta.dirname, '../..');
const browsers = ['chrome', 'edge', 'firefox'] as const;
type Store = (typeof browsers)[number];
const folders = new Map<Store, string>();

beforeAll(async () => {
  for (const browser of browsers) folders.set(browser, await packedExtension(browser));
});

interface Manifest {
  version: string;
  icons: Record<string, string>;
  default_locale: string;
  chrome_url_overrides?: unknown;
  storage?: { managed_schema: string };
  web_accessible_resources?: { resources: string[] }[];
  content_security_policy: { extension_pages: string };
  minimum_chrome_version?: string;
  browser_specific_settings?: Record<string, { strict_min_version: string }>;
}

async function readManifest(browser: Store): Promise<Manifest> {
  const text = await readFile(join(folders.get(browser)!, browser, 'manifest.json'), 'utf8');
  return JSON.parse(text) as Manifest; // the tests look at what they need
}

test.each(browsers)('the package for %s has all that its manifest names', async (browser) => {
  const folder = folders.get(browser)!; // each has one
  const manifest = await readManifest(browser);

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
});

test('pages can reach one page of ours in Chrome and Edge, and none in Firefox', async () => {
  const reached = async (browser: Store) => {
    const manifest = await readManifest(browser);
    return [
      manifest.web_accessible_resources?.map(({ resources }) => resources),
      /frame-ancestors 'none'/.test(manifest.content_security_policy.extension_pages),
    ];
  };

  expect(await reached('chrome')).toEqual([[['docked.html']], false]);
  expect(await reached('edge')).toEqual([[['docked.html']], false]);
  expect(await reached('firefox')).toEqual([undefined, true]);
});

test('the oldest browsers that it asks for are those that its documentation names', async () => {
  const said = readFileSync(join(root, 'docs/extension.md'), 'utf8').replace(/\s+/g, ' ');
  const [, chrome, firefox] =
    /Chrome and Edge from version (\d+) on, and in Firefox from (\d+) on/.exec(said) ?? [];

  for (const browser of ['chrome', 'edge'] as const)
    expect((await readManifest(browser)).minimum_chrome_version).toBe(chrome);
  const { gecko } = (await readManifest('firefox')).browser_specific_settings!;
  expect(gecko!.strict_min_version).toBe(`${firefox}.0`);
});

test('the linter of Firefox’s store finds nothing', async () => {
  const bin = join(root, 'node_modules/addons-linter/bin/addons-linter');
  const { stdout } = await promisify(execFile)(process.execPath, [
    bin,
    '--output',
    'json',
    join(folders.get('firefox')!, 'firefox'),
  ]).catch((found: { stdout: string }) => found); // it fails where it finds something
  const { errors, warnings, notices } = JSON.parse(stdout) as Record<string, object[]>;

  expect([...errors!, ...warnings!, ...notices!]).toEqual([]);
});

test('a package that says otherwise what stores warn of stops the build', () => {
  const { transform } = forStores() as unknown as { transform(code: string, id: string): void };

  expect(() => transform('', '/node_modules/lit-html/lit-html.js')).toThrow(/does not have/);
});
