import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers } from '../helpers/browser-page.ts';
import { builtExtension } from '../helpers/built-extension.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';

/* What a newcomer sees, from the installation until the panel can be opened. */

let extension: ExtensionBrowser;
let server: DemoServer;
let page: Page;

beforeAll(async () => {
  extension = await ExtensionBrowser.install(await builtExtension());
  server = await DemoServer.start({ allowedOrigins: [extension.origin], interactions: 5 });
  server.services.publicUrl = server.url;
});
afterAll(async () => {
  await extension?.close();
  await server?.stop();
});

const FORGET = `Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])`;

/** Each step's state, and at the end nothing. */
const states = () => page.locator('#first-steps li b').allInnerTexts();

describe('first-run', () => {
  test('shows the options as soon as the extension is installed', async () => {
    page = await extension.firstPage();

    await page.getByRole('heading', { name: 'Three steps, and Waypost is there' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Rules' }).count()).toBe(0);
  });
});

describe('first-steps', () => {
  test('lead through server, sign-in and site, and then say how the panel opens', async () => {
    await extension.worker.evaluate(FORGET); // what a try before has stored
    await expect.poll(states).toEqual(['Next', 'Later', 'Later']);
    await page.getByLabel('Address of your organisation’s Waypost').fill(server.url);
    await page.getByRole('button', { name: 'Use this server' }).click();
    await expect.poll(states).toEqual(['Done', 'Next', 'Later']);

    const signIn = await extension.pageOpenedBy(() =>
      page.getByRole('button', { name: 'Sign in' }).click(),
    );
    await signIn.getByLabel('User name').fill('agent');
    await signIn.getByLabel('Password').fill('waypost');
    await signIn.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(states).toEqual(['Done', 'Done', 'Next']);
    await page.getByLabel('Address of a site').fill('http://127.0.0.1/contacts/1');
    await page.getByRole('button', { name: 'Show Waypost on this site' }).click();

    await page.getByRole('heading', { name: 'Waypost is ready' }).waitFor();
    await page.getByText('click Waypost’s button in the browser’s toolbar').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Rules' }).waitFor();
    await page.locator('#first-steps').waitFor({ state: 'hidden' });
  });

  test.each([
    ['light', 'en'],
    ['dark', 'fr'],
  ] as const)('are open to everybody in the %s scheme, in %s', async (scheme, language) => {
    await extension.worker.evaluate(
      `chrome.storage.local.clear().then(() => chrome.storage.local.set({ language: '${language}' }))`,
    );
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.locator(`html[lang=${language}] #first-steps ol`).waitFor();

    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(page)).toEqual([]);
  });
});
