import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Opened } from '../../api-client/contract/channel.ts';
import type { InteractionSettings } from '../../api-client/contract/interaction-settings.ts';
import type { Session } from '../../api-client/contract/session.ts';
import { barriers, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';

const TABS = [
  ['Interaction', 'What is your customer number?'],
  ['Information', 'Original routing'],
  ['Data', 'No checkpoint so far'],
  ['Card', 'No card linked'],
  ['Case', 'No case assigned'],
  ['Qualifications', 'No qualification so far'],
  ['Survey answers', 'No survey so far'],
  ['Invoices', 'No invoice and no payment so far'],
  ['Routing', 'Welcome, orders'],
] as const;

let admin: Record<string, string>;
let customers = 0;
const demo = demoInBrowser({
  prepare: async () => {
    const session = { username: 'admin', password: 'waypost' };
    const { accessToken } = await demo.call<Session>('POST', '/session', session);
    admin = { authorization: `Bearer ${accessToken}` };
    await makeButtons();
  },
});
const { open } = demo;

/** As the administrator. */
const call = <Answer>(method: string, path: string, body?: object, as = admin) =>
  demo.call<Answer>(method, path, body, as);

describe('by keyboard alone, while another browser looks on', () => {
  test('an interaction is searched, opened, its tabs are walked, and one goes back to its row', async () => {
    const { now, phone } = await openCustomer();
    const page = await open('/demo/history?user=admin&lang=en');
    await page.getByRole('row').nth(1).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type(phone.replace('+33', '0'));
    await expect.poll(() => page.locator('waypost-history .open').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedId(page)).toBe(now.interactionId);
    await page.keyboard.press('Enter');
    await one(page).getByRole('heading', { name: 'Kim Clavier' }).waitFor();
    await page.waitForURL((url) => url.hash.includes(`interaction=${now.interactionId}`));

    await one(page).getByRole('tab', { name: 'Data', selected: true }).waitFor();
    await tabTo(page, 'data');
    await page.keyboard.press('Home');
    for (const [name, words] of TABS) {
      await one(page).getByRole('tab', { name, selected: true }).waitFor();
      await one(page).getByRole('tabpanel').getByText(words).first().waitFor();
      await page.keyboard.press('ArrowRight');
    }
    await tabTo(page, `#`, 'Shift+Tab', (what) => what.startsWith('#'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedId(page)).toBe(now.interactionId);
  });

  test('a case is assigned, taken back, assigned, unassigned, and assigned by undoing that', async () => {
    const { now, label } = await openCustomer();
    const [page, manager] = await openBoth(now.interactionId);

    await assignCase(page, label);
    await outcome(page)
      .getByText(/^Case .* assigned\.$/)
      .waitFor();
    await assignedCase(manager).waitFor();

    await pressUndo(page);
    await outcome(page)
      .getByText(/^Undone\. Case .* unassigned\.$/)
      .waitFor();
    await assignedCase(manager).waitFor({ state: 'detached' });

    await assignCase(page, label);
    await assignedCase(manager).waitFor();
    await assignedCase(page).waitFor();
    await choose(page, 'Unassign the case', { enabled: true });
    await assignedCase(manager).waitFor({ state: 'detached' });
    await outcome(page) // what is taken back is this, and not what was said before
      .getByText(/^Case .* unassigned\.$/)
      .waitFor();
    await pressUndo(page);
    await assignedCase(manager).waitFor();
    await expectNoReload(page, manager);
  });

  test('a CRM record is found by the contact and assigned', async () => {
    const { now, phone } = await openCustomer();
    const [page, manager] = await openBoth(now.interactionId);

    await choose(page, 'Assign a CRM record');
    await found(page, phone).waitFor();
    await tabTo(page, phone, 'Tab', (what) => what.includes(phone));
    await page.keyboard.press('Enter');

    await outcome(page).getByText('Card “Kim Clavier” assigned.').waitFor();
    await tabTo(manager, 'data');
    await manager.keyboard.press('ArrowRight');
    await one(manager).getByRole('tabpanel').getByText('Customer directory').waitFor();
    await expectNoReload(page, manager);
  });

  test('what cannot be done says why, in the menu and when it is pressed', async () => {
    const { now } = await openCustomer();
    const [page] = await openBoth(now.interactionId);

    await choose(page, 'Unassign the case');
    await outcome(page).getByText('Nothing is linked that could be taken away.').waitFor();
    await tabTo(page, 'Track the order');
    await page.keyboard.press('Enter');
    await outcome(page).getByText('A value that the address needs is missing.').waitFor();
  });

  test('a button appears when its condition holds, and tells how its call went', async () => {
    const { now, label } = await openCustomer();
    const [page, manager] = await openBoth(now.interactionId);
    const button = (on: Page) => one(on).getByRole('button', { name: 'Ask the workshop' });
    await one(page).getByRole('button', { name: 'Track the order' }).waitFor(); // that one is always there
    expect(await button(page).count()).toBe(0);

    await assignCase(page, label);
    await button(page).waitFor();
    await button(manager).waitFor();
    await tabTo(page, 'Ask the workshop');
    await page.keyboard.press('Enter');

    await outcome(page)
      .getByText(/^“Ask the workshop” is done\. We call at: \d{4}-/)
      .waitFor();
    await side(manager).getByText('pressed the button').waitFor();
  });
});

test('an interaction that ends while its details are open says so, and loses nothing that was typed', async () => {
  const { now } = await openCustomer();
  const [page, manager] = await openBoth(now.interactionId);
  await choose(page, 'Create a case');
  const title = one(page).getByRole('textbox', { name: /Title/ });
  await title.fill('Scratch on the table');

  await leave(now);

  for (const each of [page, manager])
    await side(each)
      .getByText(/^Aborted/)
      .waitFor();
  expect(await title.inputValue()).toBe('Scratch on the table');
  await title.press('Enter');
  await outcome(page)
    .getByText(/^Case .* created and assigned\.$/)
    .waitFor();
  await assignedCase(manager).waitFor();
  await expectNoReload(page, manager);
});

test('the customer’s other interactions stand below, live, and are opened from there', async () => {
  const { before, now } = await openCustomer();
  const [page] = await openBoth(now.interactionId);
  const others = one(page).getByRole('region', { name: 'Other interactions' });
  await expect.poll(() => others.locator('.open').count()).toBe(1);
  await others.getByText('In progress').or(others.getByText('Waiting')).first().waitFor();

  await leave(before);
  await others.getByText('Aborted').waitFor();
  await others.locator('.open').press('Enter');

  await expect.poll(() => page.url()).toContain(before.interactionId);
  await side(page)
    .getByText(/^Aborted/)
    .waitFor();
  await expect
    .poll(() => others.locator('.open').getAttribute('data-id'))
    .toBe(now.interactionId);
});

describe.each([
  ['light', 'en', 1280],
  ['dark', 'fr', 1280],
  ['light', 'fr', 320],
  ['dark', 'en', 320],
] as const)('%s, %s, %i px', (colorScheme, language, width) => {
  test('every tab, the menu and a dialog are open to everybody', async () => {
    const { now } = await openCustomer();
    const path = `/demo/history?user=admin&lang=${language}#interaction=${now.interactionId}`;
    const page = await open(path, { colorScheme, viewport: { width, height: 800 } });
    await one(page).locator('.actions').waitFor();
    for (const tab of await one(page).getByRole('tab').all()) {
      await tab.click();
      await expect
        .poll(() =>
          one(page)
            .getByText(/^(Loading|Chargement)/)
            .count(),
        )
        .toBe(0);
      expect([await tab.getAttribute('id'), await barriers(page)]).toEqual([
        await tab.getAttribute('id'),
        [],
      ]);
    }
    await one(page).locator('#settings').click();
    await one(page).locator('#menu .item[aria-disabled=false]').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await one(page)
      .getByRole('menuitem', { name: /^(Create a case|Créer un dossier)/ })
      .click();
    await one(page).getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

/** One that is there when a case is, and one that lacks a value. */
async function makeButtons(): Promise<void> {
  const services = await call<{ items: { id: string; reference: string }[] }>(
    'GET',
    '/entities/web-services',
  );
  const serviceId = services.items.find(({ reference }) => reference === 'call-backs')?.id;
  await call('POST', '/entities/custom-buttons', {
    name: 'Ask the workshop',
    reference: 'ask-workshop',
    definition: {
      does: {
        type: 'web-service',
        serviceId,
        inputs: [{ name: 'phone', value: '{{contact.phone}}' }],
        shows: [{ title: 'We call at', path: 'at' }],
      },
      conditions: [{ field: 'case.reference', operator: 'exists' }],
    },
  });
  await call('POST', '/entities/custom-buttons', {
    name: 'Track the order',
    reference: 'track-order',
    definition: {
      does: { type: 'address', address: 'https://shop.example.com/orders/{{order.number}}' },
    },
  });
}

/** A customer who came before, which led to a card and a case, and is here again now. */
async function openCustomer() {
  const phone = `+3361234${9000 + ++customers}`;
  const start = () =>
    call<Opened>('POST', '/channels/chat/interactions', {
      contact: { name: 'Kim Clavier', phone },
      routingReference: 'welcome-orders',
    });
  const before = await start();
  const path = `/interactions/${before.interactionId}`;
  const { crms, caseTypes } = await call<InteractionSettings>('GET', `${path}/settings`);
  await call('POST', `${path}/card`, {
    crmId: crms[0]?.id,
    object: 'card',
    values: { name: 'Kim Clavier', phone },
    instead: null,
    key: crypto.randomUUID(),
  });
  const { label } = await call<{ label: string }>('POST', `${path}/case`, {
    typeId: caseTypes[0]?.id,
    title: 'Wobbly chair',
    values: {},
    instead: null,
    key: crypto.randomUUID(),
  });
  return { phone, before, now: await start(), label };
}

async function leave({ interactionId, chatToken }: Opened): Promise<void> {
  const as = { authorization: `Bearer ${chatToken}` };
  await call('DELETE', `/channels/chat/interactions/${interactionId}`, undefined, as);
}

/** The same interaction, before an administrator and a manager. */
async function openBoth(id: string): Promise<[Page, Page]> {
  const pages = ['admin', 'manager'].map(async (user) => {
    const page = await open(`/demo/history?user=${user}&lang=en#interaction=${id}`);
    await one(page).locator('#settings').waitFor();
    return page;
  });
  return Promise.all(pages) as Promise<[Page, Page]>; // two of two
}

const one = (page: Page) => page.locator('waypost-interaction');
const side = (page: Page) => one(page).locator('.side');
/** Among the facts. */
const assignedCase = (page: Page) =>
  side(page).locator('dt').getByText('Case', { exact: true });
const outcome = (page: Page) => one(page).locator('.outcome');
const found = (page: Page, name: string) =>
  one(page).getByRole('dialog').getByRole('button', { name });

/** Something of the menu, by keyboard. */
async function choose(
  page: Page,
  title: string,
  state: { enabled?: true } = {},
): Promise<void> {
  await tabTo(page, 'settings', 'Shift+Tab');
  await page.keyboard.press('Enter');
  const item = one(page).getByRole('menuitem', { name: title });
  await item.waitFor();
  if (state.enabled)
    await expect.poll(() => item.getAttribute('aria-disabled')).not.toBe('true');
  await expect.poll(() => one(page).locator('#menu').getByText('Loading…').count()).toBe(0);
  await tabTo(page, title, 'ArrowDown', (what) => what.startsWith(title));
  await page.keyboard.press('Enter');
}

async function assignCase(page: Page, label: string): Promise<void> {
  await choose(page, 'Assign a case');
  await found(page, label).waitFor();
  await tabTo(page, label, 'Tab', (what) => what.startsWith(label));
  await page.keyboard.press('Enter');
}

async function pressUndo(page: Page): Promise<void> {
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
}

async function expectNoReload(...pages: Page[]): Promise<void> {
  for (const page of pages) expect(await page.evaluate('sessionStorage.loads')).toBe('1');
}

/** The interaction whose row has the focus. */
const focusedId = (page: Page) =>
  page.evaluate<string | undefined>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.dataset.id;
  })()`);
