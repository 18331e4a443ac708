import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { barriers } from '../helpers/browser-page.ts';
import { CrmSite } from '../helpers/crm-site.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';

/* The panel docked in the page of a CRM, and what a hostile page can make of it. */

const at = extensionInBrowser();
let crm: CrmSite;
let page: Page;

beforeAll(async () => {
  crm = await CrmSite.start();
});
afterAll(() => crm?.stop());

beforeEach(async () => {
  await at.extension.signIn(at.server, 'agent');
  page = await at.extension.context.newPage();
});

afterEach(() => decide({}));

const COVER = `document.documentElement.append(Object.assign(document.createElement('p'), { id: 'cover',
  style: 'position: fixed; inset: 0; margin: 0; z-index: 2147483647; background: #fff; pointer-events: none' }))`;

/** Resolves when a click would have counted for a while: it has to be steady for 300 ms. */
const STEADY = `new Promise((resolve) => setTimeout(resolve, 400))`;

/** To the left by so many pixels; resolves when it is painted there. */
const moveTo = (left: number) => `new Promise((resolve) => {
  document.querySelector('html > div').style.setProperty('translate', '-${left}px', 'important');
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})`;

describe('offer-dock', () => {
  test('docks the panel in the pages of the site in front, and no longer', async () => {
    await choose({ isDocked: false });
    await page.goto(crm.address('nadia'));
    const sidePanel = await at.extension.open('sidepanel.html');

    await sidePanel.getByRole('button', { name: 'Dock in the page' }).click();
    await (await docked()).getByRole('heading', { name: 'Interactions with' }).waitFor();
    await sidePanel.getByRole('button', { name: 'No longer dock on this site' }).click();

    await sidePanel.getByRole('button', { name: 'Dock in the page' }).waitFor();
    await expect.poll(marginAndWidth).toEqual(['', 0]);
    await expect.poll(() => page.frames()).toHaveLength(1);
  });
});

describe('dock-in-page', () => {
  test('makes room in the page, as wide as a person draws it or sets it by keys, and remembers it', async () => {
    await dock();
    await expect.poll(marginAndWidth).toEqual(['380px', 380]);

    const edge = { x: 1280 - 377, y: 300 };
    await page.mouse.move(edge.x, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x - 50, edge.y);
    await page.mouse.move(1280 - 480, edge.y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(marginAndWidth).toEqual(['480px', 480]);
    await page.keyboard.press('ArrowLeft'); // it has the focus now
    await expect.poll(marginAndWidth).toEqual(['500px', 500]);
    await expect.poll(() => at.extension.stored('local')).toMatchObject({ dockWidth: 500 });
    await page.reload();
    await expect.poll(marginAndWidth).toEqual(['500px', 500]);

    // A window has to have room for both.
    await page.setViewportSize({ width: 600, height: 700 });
    await expect.poll(marginAndWidth).toEqual(['300px', 300]);
    await page.setViewportSize({ width: 500, height: 700 });
    await expect.poll(marginAndWidth).toEqual(['', 0]);
  });

  test('is reached by the Tab key, and taken out of the tab by Escape, until it is wanted again', async () => {
    await dock();
    for (let times = 0; times < 7; times++) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.matches("html > div")')).toBe(true);

    await page.keyboard.press('Escape');
    await expect.poll(marginAndWidth).toEqual(['', 0]);
    await page.reload();
    const sidePanel = await at.extension.open('sidepanel.html');
    expect(page.frames()).toHaveLength(1);
    await sidePanel.getByRole('button', { name: 'Dock in the page' }).click();

    await (await docked()).getByRole('heading', { name: 'Interactions with' }).waitFor();
  });
});

describe('docked-panel', () => {
  test('shows where the page’s contact is now, and follows the page', async () => {
    const chat = await at.server.openChat();
    const frame = await dock();
    await frame.getByText('In progress').waitFor();

    await at.server.say(chat, { text: '12345' });
    await frame.getByText('Customer recognised').waitFor();
    await page.getByRole('link', { name: 'Luc' }).click();

    await frame.getByRole('heading', { name: 'Interactions with +33 6 98 76 54 32' }).waitFor();
    await page.getByRole('link', { name: 'Nobody' }).click();
    await frame.getByText('No contact was found on this page.').waitFor();
    const params = { channel: 'chat', id: chat.interactionId };
    await at.server.call('leaveInteraction', { token: chat.chatToken, params });
  });

  test('shows another contact of the page, and nothing that changes anything', async () => {
    const frame = await dock();

    await frame.getByLabel('On this page').selectOption('nadia@mail.example');

    await frame
      .getByRole('heading', { name: 'Interactions with nadia@mail.example' })
      .waitFor();
    await frame.getByLabel('On this page').selectOption('+33612345678');
    await frame.locator('tbody').getByRole('button').first().click();
    await frame.getByRole('heading', { name: 'Nadia Achour' }).waitFor();
    expect(await frame.locator('a, input, textarea, form, waypost-desk').count()).toBe(0);
    await frame.getByRole('button', { name: 'All interactions' }).click();
    await frame.locator('tbody').waitFor();
  });

  test('opens the side panel by a key, and closes by Escape', async () => {
    const frame = await dock();

    await frame.getByRole('button', { name: 'Open Waypost’s panel' }).press('Enter');
    await expect.poll(() => at.extension.hasSidePanel(page)).toBe(true);
    await frame.getByRole('button', { name: 'Close the docked panel' }).press('Escape');

    await expect.poll(marginAndWidth).toEqual(['', 0]);
  });

  test('shows nobody after a sign-out', async () => {
    const frame = await dock();
    await frame.getByText('Live', { exact: true }).waitFor();

    await at.extension.worker.evaluate('chrome.storage.session.remove("session")');

    await frame.getByText('Sign in to see where your customers have been').waitFor();
    await expect.poll(() => frame.locator('waypost-docked-view').count()).toBe(0);
  });

  test.each([
    ['light', 'en'],
    ['dark', 'fr'],
  ] as const)('is open to everybody in the %s scheme, in %s', async (colorScheme, language) => {
    await at.extension.worker.evaluate(`chrome.storage.local.set({ language: '${language}' })`);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 640, height: 700 });
    const frame = await dock();
    await frame.locator('tbody').waitFor();

    await expect
      .poll(() => frame.evaluate('document.documentElement.scrollWidth'))
      .toBeLessThanOrEqual(320);
    expect(await frame.evaluate('document.documentElement.lang')).toBe(language);
    expect(await barriers(frame)).toEqual([]);
  });
});

describe('docked-frames', () => {
  test('an administrator’s policy takes marks and panels out of all pages', async () => {
    await dock();
    await expect.poll(hosts).toEqual(['span', 'span', 'div']);

    await decide({ marks: false, docked: false });
    await expect.poll(hosts).toEqual([]);
    await decide({ docked: false });

    await expect.poll(hosts).toEqual(['span', 'span']);
    await decide({});
    await expect.poll(hosts).toEqual(['span', 'span', 'div']);
  });

  test('what an administrator forbids cannot be chosen', async () => {
    await choose({ isDocked: true });
    const options = await at.extension.open('options.html');
    await options.getByLabel('Dock the panel in its pages').waitFor();

    await options.evaluate(decision({ docked: false }));

    await options.getByText('your administrator has switched off').waitFor();
    expect(await options.getByLabel('Mark contacts in its pages').isEnabled()).toBe(true);
    const choice = options.getByLabel('Dock the panel in its pages');
    expect([await choice.isEnabled(), await choice.isChecked()]).toEqual([false, false]);
  });

  test('gives what the page frames itself nothing to show', async () => {
    const frame = await dock();
    const used = new URL(frame.url()).hash;
    const address = await inOurScript(`chrome.runtime.getURL('/docked.html')`);

    await page.evaluate(`for (const hash of ['', '#', '${used}']) {
      const frame = document.createElement('iframe');
      frame.src = '${address}' + hash;
      document.body.append(frame);
    }`);
    await expect.poll(() => page.frames().length).toBe(5);
    await frame.locator('tbody').waitFor();

    for (const strange of page.frames().slice(2)) {
      await strange.waitForLoadState();
      expect((await strange.locator('body').innerText()).trim()).toBe('');
    }
  });
});

describe('page-script', () => {
  test('reads nothing of what is stored, neither the session nor what was chosen', async () => {
    await dock();
    const read = (area: string) =>
      inOurScript(
        `chrome.storage.${area}.get().then((all) => Object.keys(all).join(), () => 'refused')`,
      );

    expect([await read('session'), await read('local')]).toEqual(['refused', 'refused']);
  });
});

describe('a hostile page', () => {
  beforeEach(async () => {
    await choose({ isDocked: true });
    await page.goto(crm.hostileAddress());
    await (await docked()).getByText('Live', { exact: true }).waitFor();
  });

  test('reads nothing of the panel: no frame, no address, no word, no message', async () => {
    const seen = await page.evaluate<Record<string, unknown>>(`new Promise((resolve) => {
      const heard = [];
      addEventListener('message', ({ data }) => (data === 'last' ? tell() : heard.push(data)));
      const host = document.querySelector('html > div');
      const tell = () => resolve({
        frames: [window.length, document.querySelectorAll('iframe').length],
        inside: [host.shadowRoot, host.innerHTML, host.innerText],
        addresses: performance.getEntries().filter(({ name }) => /extension/.test(name)).length,
        heard,
      });
      postMessage({ type: 'undock', asked: null }, '*');
      postMessage('last', '*');
    })`);

    expect(seen).toEqual({
      frames: [0, 0],
      inside: [null, '', ''],
      addresses: 0,
      heard: [{ type: 'undock', asked: null }], // its own
    });
    expect(await marginAndWidth()).toEqual(['380px', 380]);
  });

  test('gets none of our pages, neither by calling nor by framing them', async () => {
    const files = ['docked.html', 'sidepanel.html', 'options.html', 'page.css'];
    const got = await page.evaluate(`Promise.all(${JSON.stringify(files)}.map((file) =>
      fetch('${at.extension.origin}/' + file).then(() => file, () => 'refused')))`);

    await page.evaluate(`for (const file of ${JSON.stringify(files)}) {
      const frame = document.createElement('iframe');
      frame.src = '${at.extension.origin}/' + file;
      document.body.append(frame);
    }`);

    expect(got).toEqual(files.map(() => 'refused'));
    const framed = () => page.frames().map((frame) => new URL(frame.url()).protocol);
    await expect
      .poll(framed)
      .toEqual(['http:', 'chrome-extension:', ...files.map(() => 'chrome-error:')]);
  });

  test.each([
    ['covers it with something that lets clicks through', COVER],
    ['fades it', `document.documentElement.style.opacity = '0.01'`],
  ])('has no click do anything when it %s', async (_, trick) => {
    await page.evaluate(trick);
    for (let times = 0; times < 4; times++) expect(await clickOpen()).toBe(false);

    await page.evaluate(`document.querySelector('#cover')?.remove();
      document.documentElement.style.opacity = ''`);

    await expect.poll(() => clickOpen()).toBe(true);
  });

  test('has no click do anything when it moves it under the pointer', async () => {
    for (const left of [20, 40, 20, 0]) {
      const move = async () => {
        await page.evaluate(STEADY);
        await page.evaluate(moveTo(left));
      };
      expect(await clickOpen(move)).toBe(false);
    }

    await expect.poll(() => clickOpen()).toBe(true);
  });

  test('has it put back three times, and then no more', async () => {
    await page.evaluate(`{
      window.taken = 0;
      const takeAway = () => {
        const host = document.querySelector('html > div');
        if (host) window.taken++;
        host?.remove();
      };
      new MutationObserver(takeAway).observe(document.documentElement, { childList: true });
      takeAway();
    }`);

    for (const name of ['Luc', 'Nadia', 'Luc', 'Nadia', 'Luc', 'Nadia'])
      await page.getByRole('link', { name }).click();
    await expect.poll(shownContacts).toEqual(['+33612345678', 'nadia@mail.example']);

    await expect.poll(() => page.evaluate('window.taken')).toBe(4);
    await expect.poll(marginAndWidth).toEqual(['', 0]);
    await page.evaluate(`addEventListener('resize', () => { window.wasResized = true; })`);
    await page.setViewportSize({ width: 900, height: 700 }); // also then there is no room without a panel
    await expect.poll(() => page.evaluate('window.wasResized')).toBe(true);
    expect(await marginAndWidth()).toEqual(['', 0]);
  });
});

async function choose({ isDocked }: { isDocked: boolean }): Promise<void> {
  const sites = [{ site: 'http://127.0.0.1', hasMarks: true, isDocked }];
  await at.extension.worker.evaluate(`chrome.storage.local.set(${JSON.stringify({ sites })})`);
}

/** Opens the page of a contact with the panel docked. */
async function dock(): Promise<Frame> {
  await choose({ isDocked: true });
  await page.goto(crm.address('nadia'));
  return docked();
}

async function docked(): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/docked.html'));
  await expect.poll(find).toBeDefined();
  return find()!;
}

/** What the page has of the panel: the margin that was given to it, and the width that the panel takes. */
const marginAndWidth = () =>
  page.evaluate<[string, number]>(`[document.documentElement.style.marginRight,
    document.querySelector('html > div')?.getBoundingClientRect().width ?? 0]`);

/** The elements of ours in the page. */
const hosts = () =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('main span, html > div')].map(({ localName }) => localName)`,
  );

/** What our script told last of the page in front. */
async function shownContacts(): Promise<unknown> {
  const pages = Object.entries(await at.extension.stored('session'));
  const [, told] = pages.find(([key]) => key.startsWith('page-')) ?? [];
  return (told as { contacts: string[] } | undefined)?.contacts;
}

/** Whether a click on what opens the panel does so; `meanwhile` is done while the button is down. */
async function clickOpen(meanwhile?: () => Promise<unknown>): Promise<boolean> {
  await page.mouse.move(1050, 22);
  await page.mouse.move(1051, 23);
  await page.mouse.down();
  await meanwhile?.();
  await page.mouse.up();
  return at.extension.hasSidePanel(page);
}

/** What an administrator decides comes from the browser: here, told to the background as it would be. */
async function decide(decided: object): Promise<void> {
  await at.extension.worker.evaluate(decision(decided));
}

const decision = (decided: object) =>
  `chrome.storage.managed.get = async () => (${JSON.stringify(decided)});
   chrome.storage.onChanged.dispatch({}, 'managed')`;

/** What our own script in the page sees: a text, now or later. */
async function inOurScript(expression: string): Promise<string> {
  const devtools = await at.extension.context.newCDPSession(page);
  const contexts: { id: number; origin: string; auxData?: unknown }[] = [];
  devtools.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await devtools.send('Runtime.enable');
  const ours = contexts.find(
    ({ origin, auxData }) =>
      origin === at.extension.origin && (auxData as { type: string }).type === 'isolated',
  )!; // it is on the site
  const { result } = await devtools.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    contextId: ours.id,
  });
  await devtools.detach();
  return result.value as string; // asked for a text
}
