import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { root } from './built-package.ts';
import { hostInBrowser } from './host-in-browser.ts';
import { Snippets } from './snippets.ts';

/* The panel in a frame of another origin's page, which is not trusted with personal data. */

const script = '<script type="module" src="/waypost/waypost.js"></script>';
const OTHER = 'https://other.example';
const host = hostInBrowser({ origins: [OTHER] });
const document = new Snippets('docs/embedding.md');
const element = document.take('<waypost-frame');
const withoutElement = document.take('frame.contentWindow');
let interactionId: string;

interface Heard {
  data: { type?: string; expired?: boolean };
  origin: string;
}

beforeAll(async () => {
  host.site.folder('/waypost/', join(root, 'dist/script'));
  ({ interactionId } = await host.waypost.openChat());
});

test('shows an interaction, live, and tells the page of it without a word of the customer', async () => {
  const { page } = await openFrame(frame());
  await expectShown(page);

  await inFrame(page).locator('.back').click();
  await inFrame(page).getByRole('row').nth(2).click();
  await expect
    .poll(async () =>
      (await events(page)).filter((name) => name === 'waypost-interaction-open'),
    )
    .toHaveLength(1);

  const heard = await heardBy(page);
  expect(typesOf(heard)).toEqual(
    expect.arrayContaining(['ready', 'token-wanted', 'active-interaction-changed']),
  );
  expect(new Set(heard.map(({ origin }) => origin))).toEqual(new Set([host.waypost.url]));
  expect(JSON.stringify(heard)).not.toMatch(/612345678|6 12 34|Nadia|Achour/);
});

test('tells of a call to a customer by its interaction alone', async () => {
  const { page } = await openFrame(frame());
  await expectShown(page);
  const panel = page.frames().find((each) => each.url().startsWith(host.waypost.url))!;

  await panel.evaluate(`document.querySelector('waypost-panel').dispatchEvent(
    Object.assign(new Event('waypost-contact-action'), {
      action: 'call', to: '+33612345678', address: 'tel:+33612345678',
      contact: { name: 'Nadia Achour' }, interactionId: '${interactionId}',
    }))`);
  await expect.poll(() => events(page)).toContain('waypost-frame-contact-action');

  const told = (await heardBy(page)).find(({ data }) => data.type === 'contact-action')?.data;
  expect(told).toEqual({ waypost: 1, type: 'contact-action', action: 'call', interactionId });
});

test('follows what its page asks for', async () => {
  const { page } = await openFrame(frame());
  await expectShown(page);

  await page.evaluate(`Object.assign(document.querySelector('waypost-frame'), {
    theme: 'dark', interactionId: '', contact: '${host.contacts[1]!.phone}' })`);

  await inFrame(page)
    .getByRole('heading', { name: host.contacts[1]!.name })
    .or(inFrame(page).getByRole('heading', { name: /^Interactions with/ }))
    .first()
    .waitFor();
  await expect.poll(() => inFrame(page).getAttribute('theme')).toBe('dark');
});

test('speaks the language of its page', async () => {
  const { page } = await openFrame(frame(), 'fr');

  await inFrame(page).getByRole('tab', { name: 'Données' }).waitFor();
});

test('does not come in a page of an origin that the server does not know', async () => {
  const { page, errors } = await openFrame(frame(), 'en', (url) =>
    url.replace('127.0.0.1', 'localhost'),
  );

  await page.getByText('Waypost did not answer').waitFor();

  await expect.poll(() => events(page)).toContain('waypost-error');
  expect(typesOf(await heardBy(page))).toEqual([]);
  errors.length = 0;
});

test('passes over what another window says to it, and its page what another window says', async () => {
  const { page } = await openFrame(
    `${frame()}<iframe id="stranger" src="about:blank"></iframe>`,
  );
  await expectShown(page);
  await expect.poll(() => events(page)).toContain('waypost-active-interaction-changed');
  const before = (await events(page)).length;

  await page.evaluate(`(() => {
    const panel = document.querySelector('waypost-frame').shadowRoot.querySelector('iframe').contentWindow;
    const stranger = document.querySelector('#stranger').contentWindow;
    Object.assign(stranger, { panel, page: window });
    stranger.eval(\`
      panel.postMessage({ waypost: 1, type: 'show', contact: 'forged', interactionId: '' }, '*');
      page.postMessage({ waypost: 1, type: 'sign-in-needed' }, '*');
    \`);
  })()`);
  const panel = page.frames().find((each) => each.url().startsWith(host.waypost.url))!;
  await expect.poll(() => panel.evaluate('JSON.stringify(heard)')).toContain('forged');
  await expect.poll(async () => typesOf(await heardBy(page))).toContain('sign-in-needed');

  expect(await panel.evaluate("document.querySelector('waypost-panel').contact")).toBe('');
  expect((await events(page)).length).toBe(before);
});

test('says nothing to a page that is allowed, but not the one that its address names', async () => {
  const { page, errors } = await openFrame(`<iframe src="${addressFor(OTHER)}"></iframe>`);
  const inside = page.frames().find((each) => each.url().startsWith(host.waypost.url))!;
  await inside.waitForFunction("document.readyState === 'complete'");

  await page.evaluate(`for (const message of [{ type: 'hello', version: 1 }, { type: 'show', contact: '', interactionId: '' }])
    document.querySelector('iframe').contentWindow.postMessage({ waypost: 1, ...message }, '*')`);
  await expect.poll(() => inside.evaluate('JSON.stringify(heard)')).toContain('show');

  expect(await inside.evaluate("document.querySelector('waypost-panel')")).toBeNull();
  expect(await heardBy(page)).toEqual([]);
  errors.length = 0;
});

test('shows a customer to a page that has no element for it', async () => {
  const { page } = await openFrame('');

  await page.evaluate(withoutElement.replaceAll('https://waypost.example', host.waypost.url));

  const panel = page.frameLocator('iframe').locator('waypost-panel');
  await panel.getByRole('heading', { name: host.contacts[0]!.name }).waitFor();
});

test('says what it is for when it stands alone', async () => {
  const { page } = await host.newPage();

  await page.goto(addressFor(host.site.url));

  await page.getByText(`This page belongs in a frame of ${host.site.url}`).waitFor();
});

test('asks for another token when the server refuses the first', async () => {
  const { page, errors } = await openFrame('');
  await page.evaluate(`document.body.append(Object.assign(document.createElement('waypost-frame'), {
    url: '${host.waypost.url}',
    interactionId: '${interactionId}',
    getToken: async ({ expired }) =>
      expired ? (await (await fetch('/waypost-token', { method: 'POST' })).json()).token : 'a.b.c',
  }))`);

  await expectShown(page);

  const wanted = (await heardBy(page)).filter(({ data }) => data.type === 'token-wanted');
  expect(wanted.map(({ data }) => data.expired)).toEqual([false, true]);
  errors.length = 0;
});

test('says that nobody is signed in, and shows what is there after a sign-in', async () => {
  const { page } = await openFrame('');
  await page.evaluate(`document.body.append(Object.assign(document.createElement('waypost-frame'), {
    url: '${host.waypost.url}',
    interactionId: '${interactionId}',
    getToken: async () => {
      if (!window.signedIn) throw new Error('Nobody is signed in.');
      return (await (await fetch('/waypost-token', { method: 'POST' })).json()).token;
    },
  }))`);
  await expect.poll(() => events(page)).toContain('waypost-sign-in-needed');

  await page.evaluate("signedIn = true, document.querySelector('waypost-frame').refresh()");

  await expectShown(page);
});

test('takes the keyboard, and gives it back', async () => {
  const { page } = await openFrame(`${frame()}<button id="after">After</button>`);
  await expectShown(page);

  await page.evaluate("document.querySelector('waypost-frame').focus()");
  const panel = page.frames().find((each) => each.url().startsWith(host.waypost.url))!;
  await expect
    .poll(() => panel.evaluate('document.activeElement.localName'))
    .toBe('waypost-panel');
  for (let presses = 0; presses < 60 && !(await isAfter(page)); presses++)
    await page.keyboard.press('Tab');

  expect(await isAfter(page)).toBe(true);
});

const isAfter = (page: Page) => page.evaluate("document.activeElement.id === 'after'");

const EVENTS = [
  'interaction-open',
  'frame-contact-action',
  'active-interaction-changed',
  'sign-in-needed',
  'error',
];

/** Keeps all that a window hears. */
const recorder = `
  window.heard = []; window.events = [];
  addEventListener('message', ({ data, origin }) => heard.push({ data, origin }));
  for (const name of ${JSON.stringify(EVENTS)}) addEventListener('waypost-' + name, ({ type }) => events.push(type));
`;

function addressFor(origin: string): string {
  return `${host.waypost.url}/embed?origin=${encodeURIComponent(origin)}`;
}

/** As docs/embedding.md has it. */
function frame(): string {
  return element
    .replace('https://waypost.example', host.waypost.url)
    .replace('…', interactionId);
}

async function openFrame(body: string, lang = 'en', moved = (url: string) => url) {
  const opened = await host.newPage();
  await opened.page.addInitScript(recorder);
  const address = host.site.page(
    '/framing',
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A CRM</title>${script}</head><body>${body}</body></html>`,
  );
  await opened.page.goto(moved(address));
  await opened.page.waitForFunction("customElements.get('waypost-frame')");
  return opened;
}

const inFrame = (page: Page) =>
  page.frameLocator('waypost-frame iframe').locator('waypost-panel');

async function expectShown(page: Page): Promise<void> {
  await inFrame(page).getByRole('heading', { name: host.contacts[0]!.name }).waitFor();
  await inFrame(page).getByText('Live', { exact: true }).first().waitFor();
}

const heardBy = (page: Page) => page.evaluate<Heard[]>('heard');
const events = (page: Page) => page.evaluate<string[]>('events');
const typesOf = (heard: Heard[]) => heard.map(({ data }) => data.type);
