import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { root } from './built-package.ts';
import { hostInBrowser } from './host-in-browser.ts';

/* Pages that make it hard for what they embed. What is compared is what the same panel looks like in an empty page. */

const WIDTH = 380;
const RESET = '* { all: unset }';
const script = '<script type="module" src="/waypost/waypost.js"></script>';
const host = hostInBrowser();
let usual: string[][];

beforeAll(async () => {
  host.site.folder('/waypost/', join(root, 'dist/script'));
  await host.waypost.openChat();
  usual = await looks(await openPlace('', ''));
  expect(usual.length).toBeGreaterThan(100);
});

test.each([
  ['resets everything', RESET],
  ['has a root font of 8 px', 'html { font-size: 8px }'],
  [
    'has loud styles of its own',
    `body * { font: italic 30px cursive !important; color: red !important; letter-spacing: 5px; text-transform: uppercase; line-height: 4 }
     button, li, h2, [role=tab] { display: none !important }`,
  ],
])('a page that %s changes nothing of the panel', async (_, style) => {
  const page = await openPlace(`<style>${style}</style>`, '');

  await expect.poll(() => looks(page)).toEqual(usual);
  expect(await sidewaysRoom(page)).toBe(0);
});

test('a page that resets everything leaves the theme that its panel asks for', async () => {
  const page = await openPlace(`<style>${RESET}</style>`, '');
  const colour = () =>
    page.evaluate(
      "getComputedStyle(document.querySelector('waypost-panel').shadowRoot.querySelector('.root')).backgroundColor",
    );
  const light = await colour();

  await page.evaluate("document.querySelector('waypost-panel').setAttribute('theme', 'dark')");

  await expect.poll(colour).not.toBe(light);
});

test('a history keeps to its place where a page resets everything', async () => {
  const body = `<div style="position: absolute; inset: 0 auto auto 0; width: 800px; height: 500px"><waypost-history></waypost-history></div>`;
  const { page } = await host.open({ head: `${script}<style>${RESET}</style>`, body });
  await page.waitForFunction("customElements.get('waypost-history')");
  await page.evaluate(`(async () => {
    const { startWaypost } = await import('/waypost/waypost.js');
    const getToken = async () => (await (await fetch('/waypost-token', { method: 'POST' })).json()).token;
    document.querySelector('waypost-history').client = startWaypost({ url: '${host.waypost.url}', getToken });
  })()`);
  const history = page.locator('waypost-history');
  await history.getByRole('row').nth(1).waitFor();

  const box = await history.locator('.root').first().boundingBox();

  expect(box).toMatchObject({ width: 800, height: 500 });
});

test('a page that is read from right to left has a panel that is, too', async () => {
  const page = await openPlace('', 'dir="rtl"');
  const face = await page.locator('waypost-panel .face').first().boundingBox();
  const name = await page.locator('waypost-panel').getByRole('heading').first().boundingBox();

  expect(face!.x).toBeGreaterThan(name!.x);
  expect(await sidewaysRoom(page)).toBe(0);
});

async function openPlace(head: string, attributes: string): Promise<Page> {
  const place = `<div id="place" ${attributes} style="position: absolute; inset: 0 auto auto 0; width: ${WIDTH}px">${host.panel()}</div>`;
  const { page } = await host.open({ head: script + head, body: place });
  await host.expectPanel(page);
  await page.locator('waypost-panel').getByText('No checkpoint so far').first().waitFor();
  // What comes in a quiet moment is there, too, whenever that is.
  await page.waitForFunction(
    `['desk', 'reply', 'checkpoint-trail'].every((name) => customElements.get('waypost-' + name))`,
  );
  await page.locator('waypost-panel').getByRole('button', { name: 'Available' }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

/** How wide and in what style everything is that the panel consists of. */
function looks(page: Page): Promise<string[][]> {
  return page.evaluate(`(() => {
    const styles = ['font', 'color', 'display', 'padding', 'margin', 'backgroundColor', 'border', 'textTransform', 'letterSpacing', 'visibility'];
    const all = (tree) => [...tree.querySelectorAll('*')].flatMap((element) =>
      [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    return all(document.querySelector('waypost-panel').shadowRoot).map((element) =>
      [element.localName, element.className?.baseVal ?? element.className, ...styles.map((name) => getComputedStyle(element)[name])]);
  })()`);
}

/** By how much the panel is wider than its place. */
function sidewaysRoom(page: Page): Promise<number> {
  return page.evaluate('(() => place.scrollWidth - place.clientWidth)()');
}
