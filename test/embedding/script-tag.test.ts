import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../widget/shared/version.ts';
import { root } from './built-package.ts';
import { hostInBrowser } from './host-in-browser.ts';
import { strictPolicy } from './strict-policy.ts';

/* The script as it is built, in pages of another site. */

const script = '<script type="module" src="/waypost/waypost.js"></script>';
const host = hostInBrowser();
let other: string;

beforeAll(async () => {
  host.site.folder('/waypost/', join(root, 'dist/script'));
  other = await copyScript((code) => code.replaceAll(VERSION, '0.0.9'));
  host.site.folder('/other/', other);
  await host.waypost.openChat();
});
afterAll(() => rmSync(other, { recursive: true, force: true }));

describe('the script works', () => {
  test.each([
    ['in the head, before the page is there', { head: script }],
    ['in the head, whenever it comes', { head: script.replace('module"', 'module" async') }],
    ['at the end of the page', { end: script }],
    [
      'added when the page is there',
      {
        end: `<script>addEventListener('load', () => document.head.append(Object.assign(
        document.createElement('script'), { type: 'module', src: '/waypost/waypost.js' })))</script>`,
      },
    ],
  ])('%s', async (_, parts) => {
    const { page } = await host.open(parts);

    await host.expectPanel(page);
  });

  test('in a page that makes the element later', async () => {
    const { page } = await host.open({ head: script, body: '<main></main>' });
    await page.waitForFunction("customElements.get('waypost-panel')");

    await page.evaluate(
      `document.querySelector('main').innerHTML = ${JSON.stringify(host.panel())}`,
    );

    await host.expectPanel(page);
  });

  test('loaded twice, also by two addresses', async () => {
    const again = script.replace('waypost.js', 'waypost.js?again');
    const { page, warnings } = await host.open({ head: script + script + again, end: script });

    await host.expectPanel(page);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['after', '/other/', '/waypost/', '0.0.9'],
    ['before', '/waypost/', '/other/', VERSION],
  ])('%s another version: the first one has the page', async (_, first, second, version) => {
    const loaded: string[] = [];
    const scripts = [first, second].map((folder) => script.replace('/waypost/', folder));
    const { page, warnings } = await host.open(
      { head: scripts.join('') },
      {
        before: (page) =>
          page.on('request', (request) => loaded.push(new URL(request.url()).pathname)),
      },
    );

    await host.expectPanel(page);
    await expect
      .poll(() =>
        loaded.some(
          (path) => path.startsWith(`${first}reply-`) || path.startsWith(`${first}desk-`),
        ),
      )
      .toBe(true);
    await expect
      .poll(() => warnings)
      .toEqual([expect.stringContaining(`Waypost ${version} has this page`)]);
    await expect
      .poll(() => loaded.filter((path) => path.startsWith(second)).map(nameOf))
      .toEqual(['waypost', 'first']);
  });

  test('under a policy without foreign scripts, styles and markup', async () => {
    const { page } = await host.open(
      { head: script },
      { headers: { 'content-security-policy': strictPolicy(host.waypost.url) } },
    );

    await host.expectPanel(page);
  });

  test('where custom elements are missing, by a polyfill that comes only then', async () => {
    const polyfills: string[] = [];
    const before = (page: Page) =>
      page.on('request', (request) => {
        if (nameOf(request.url()) === 'custom-elements') polyfills.push(request.url());
      });
    const { page: usual } = await host.open({ head: script }, { before });
    await host.expectPanel(usual);
    expect(polyfills).toEqual([]);

    const without = '<script>delete window.customElements</script>';
    const { page } = await host.open({ head: without + script }, { before });

    await host.expectPanel(page);
    expect(polyfills).toHaveLength(1);
  });
});

describe('the script and its hashes', () => {
  const tags = readFileSync(join(root, 'dist/script/embed.html'), 'utf8');
  const hash = /'(sha256-[^']+)'/.exec(tags)?.[1];

  test('work under a policy that allows their import map', async () => {
    const { page } = await host.open(
      { head: tags },
      { headers: { 'content-security-policy': strictPolicy(host.waypost.url, `'${hash}'`) } },
    );

    await host.expectPanel(page);
  });

  test.each(['waypost', 'first'])('keep a changed %s out', async (name) => {
    const changed = await copyScript((code, file) =>
      nameOf(file) === name ? `${code}\n// changed` : code,
    );
    host.site.folder('/changed/', changed);
    const { page, errors } = await host.open({
      head: tags.replaceAll('/waypost/', '/changed/'),
    });

    await expect.poll(() => errors.join()).toContain('integrity');
    errors.length = 0;
    expect(await page.evaluate("customElements.get('waypost-panel') === undefined")).toBe(true);
    rmSync(changed, { recursive: true, force: true });
  });
});

/** A copy of the built script, its code changed. */
async function copyScript(change: (code: string, file: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-script-'));
  cpSync(join(root, 'dist/script'), folder, { recursive: true });
  for (const file of globSync('*.js', { cwd: folder })) {
    const code = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), change(code, file));
  }
  return folder;
}

/** Of a script or part, without its hash and folder. */
function nameOf(address: string): string {
  return /([\w-]+?)(-[\w-]{8})?\.js/.exec(address.split('/').at(-1) ?? '')?.[1] ?? '';
}
