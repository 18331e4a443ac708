import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, focused, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';

const NUMBER_ASKED = 'What is your customer number?';
const REASON_ASKED = 'What can we do for you, Nadia Achour?';

const demo = demoInBrowser();
const { open } = demo;

test('what a customer answers shows in the CRM of agent and manager, without a reload', async () => {
  const [agent, manager] = [await openCrm('agent'), await openCrm('manager')];
  const customer = await openChat();
  await begin(customer);
  for (const page of [agent, manager]) {
    await panel(page).getByRole('heading', { name: 'Nadia Achour' }).waitFor();
    await panel(page).getByText('No checkpoint so far').first().waitFor();
  }

  await say(customer, '12345');
  for (const page of [agent, manager]) {
    await chip(page, 'Recognised').waitFor();
    await trail(page).getByText('Customer recognised').waitFor();
  }
  await choose(customer, 'Change my order');

  for (const page of [agent, manager]) {
    await chip(page, 'Change').waitFor();
    await trail(page).getByText('Reason “change of order”').waitFor();
    await expect.poll(() => trail(page).getByRole('listitem').count()).toBe(3); // and an offer
    expect(await page.evaluate('sessionStorage.loads')).toBe('1');
  }
  await leave(customer);
});

test('a wrong answer is asked again, and what is written looks like what it is', async () => {
  const customer = await openChat();
  await begin(customer);

  await say(customer, '<img src=x onerror=alert(1)>');

  await message(customer, 'I could not read that. Digits only, please.').waitFor();
  await message(customer, '<img src=x onerror=alert(1)>').waitFor();
  await leave(customer);
});

test('a server killed in the middle of a question loses nothing and doubles nothing', async () => {
  const agent = await openCrm('agent');
  const customer = await openChat();
  await begin(customer);
  await panel(agent).getByText('No checkpoint so far').first().waitFor();

  await demo.server.kill();
  await customer.getByText('No connection; trying again by itself').waitFor();
  await say(customer, '12345');
  await message(customer, 'Not sent yet; trying again by itself').waitFor();
  await panel(agent)
    .getByText(/^Offline since \d\d:\d\d/)
    .waitFor();
  await demo.server.start();

  await message(customer, REASON_ASKED).waitFor();
  await chip(agent, 'Recognised').waitFor();
  await panel(agent).getByText('Live', { exact: true }).waitFor();
  const said = [
    'Hello Nadia Achour, welcome to Maison Verdier.',
    'To find your order quickly, I need a few things.',
    NUMBER_ASKED,
    '12345',
    REASON_ASKED,
  ];
  await expect.poll(() => conversation(customer)).toEqual(said);
  await customer.reload();
  await expect.poll(() => conversation(customer)).toEqual(said);
  await expect.poll(() => trail(agent).getByRole('listitem').count()).toBe(1);
  await leave(customer);
});

test('a message whose acknowledgement is lost is kept once', async () => {
  const customer = await openChat();
  await begin(customer);
  let lost = 0;
  await customer.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    return route.abort();
  });

  await say(customer, '12345');

  await message(customer, REASON_ASKED).waitFor();
  await expect.poll(() => customer.locator('.message.customer.sent').count()).toBe(1);
  expect(lost).toBe(1);
  expect((await conversation(customer)).filter((text) => text === '12345')).toHaveLength(1);
  await leave(customer);
});

test('without network the panel keeps what it had and says since when; then it catches up', async () => {
  const agent = await openCrm('agent');
  const customer = await openChat();
  await begin(customer);
  await say(customer, '12345');
  await chip(agent, 'Recognised').waitFor();

  await agent.context().setOffline(true);
  await panel(agent)
    .getByText(/^Offline since \d\d:\d\d/)
    .waitFor();
  await choose(customer, 'Change my order');
  await message(customer, 'Would you like next-day delivery').waitFor();

  expect(await chip(agent, 'Recognised').count()).toBe(1);
  expect(await chip(agent, 'Change').count()).toBe(0);
  await agent.context().setOffline(false);
  await chip(agent, 'Change').waitFor();
  await panel(agent).getByText('Live', { exact: true }).waitFor();
  await leave(customer);
});

describe('by keyboard alone', () => {
  test('a customer begins, answers, chooses and leaves', async () => {
    const page = await openChat();
    const press = (...keys: string[]) => pressAll(page, keys);

    await tabTo(page, 'welcome-orders');
    await press('ArrowDown', 'ArrowUp');
    await press('Enter');
    await message(page, NUMBER_ASKED).waitFor();
    await page.keyboard.type('12345');
    await press('Enter');
    await page.getByRole('button', { name: 'Change my order' }).waitFor();
    await press('Shift+Tab', 'Shift+Tab'); // from the field to the last choice, and to the one before
    await press('Enter');
    await message(page, 'Would you like next-day delivery').waitFor();
    await tabTo(page, 'leave');
    await press('Enter');

    await page.getByText('You have left the conversation.').waitFor();
    await expect.poll(() => focused(page)).toBe('again');
  });

  test('an agent goes to another customer and back, and opens an interaction', async () => {
    const customer = await openChat();
    await begin(customer);
    await leave(customer);
    const page = await openCrm('agent');

    await tabTo(page, '#contact-2');
    await page.keyboard.press('Enter');
    const phone = await page.locator('#contact-2 a[href^="tel:"]').innerText();
    await panel(page).getByRole('heading', { name: phone }).waitFor();
    await tabTo(page, '#contact-1', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await panel(page).getByRole('heading', { name: '+33 6 12 34 56 78' }).waitFor();
    await panel(page).getByText('Live', { exact: true }).waitFor();
    const newest = panel(page).locator('tbody').getByRole('button').first();
    await tabTo(page, await newest.innerText());
    await page.keyboard.press('Enter');

    await panel(page).getByRole('heading', { name: 'Nadia Achour' }).waitFor();
    await expect.poll(() => focused(page)).toMatch(/^All interactions/);
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test.each([
    ['/?lang=en', 'h1'],
    ['/demo/chat?lang=fr', '#begin button'],
    ['/demo/crm?user=admin&lang=fr', 'waypost-panel table'],
  ])('%s is open to everybody, also at 320 px', async (path, sign) => {
    const page = await open(path, { colorScheme, viewport: { width: 320, height: 700 } });
    await page.locator(sign).first().waitFor();

    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(page)).toEqual([]);
  });
});

const openCrm = async (username: string) => {
  const page = await open(`/demo/crm?user=${username}&lang=en`);
  await panel(page).getByText('Live', { exact: true }).waitFor();
  return page;
};
const openChat = () => open('/demo/chat?lang=en');

async function begin(customer: Page): Promise<void> {
  await customer.getByLabel('Welcome, orders').check();
  await customer.getByRole('button', { name: 'Begin' }).click();
  await message(customer, NUMBER_ASKED).waitFor();
}

async function say(customer: Page, text: string): Promise<void> {
  await customer.getByLabel('Your message').fill(text);
  await customer.getByLabel('Your message').press('Enter');
}

async function leave(customer: Page): Promise<void> {
  await customer.getByRole('button', { name: 'Leave' }).click();
  await customer.getByText('You have left the conversation.').waitFor();
}

const choose = (customer: Page, name: string) => customer.getByRole('button', { name }).click();
const message = (customer: Page, text: string) =>
  customer.getByRole('log').getByRole('listitem').filter({ hasText: text }).last();
const conversation = (customer: Page) => customer.locator('#messages .text').allInnerTexts();

const panel = (page: Page) => page.locator('waypost-panel');
const trail = (page: Page) => page.locator('waypost-checkpoint-trail');
const chip = (page: Page, name: string) =>
  page
    .locator('waypost-interaction .side waypost-checkpoint-chips')
    .getByText(name, { exact: true });

async function pressAll(page: Page, keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
