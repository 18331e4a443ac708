import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CrmSite } from '../helpers/crm-site.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';

/* The extension in pages of a CRM: what it finds there, where, and what a page can make of it. */

const at = extensionInBrowser();
let crm: CrmSite;
let sidePanel: Page;
let page: Page;

beforeAll(async () => {
  crm = await CrmSite.start();
});
afterAll(() => crm?.stop());

beforeEach(async () => {
  await at.extension.signIn(at.server, 'agent');
  page = await visit('nadia');
  sidePanel = await at.extension.open('sidepanel.html');
});

describe('front-site', () => {
  test('grants the site of the page in front by a click, and its contact is on show', async () => {
    await sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' }).click();

    await sidePanel
      .getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' })
      .waitFor();
    expect(await at.extension.stored('local')).toMatchObject({
      sites: [{ site: 'http://127.0.0.1', hasMarks: true }],
    });
  });

  test('says so where a page shows no contact', async () => {
    await grant();

    await page.getByRole('link', { name: 'Nobody' }).click();

    await sidePanel.getByText('No contact was found on this page.').waitFor();
    await expect.poll(field).toBe('');
  });
});

describe('report-contacts', () => {
  test('tells what the page shows, and keeps it in memory alone', async () => {
    await grant();

    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
    expect(JSON.stringify(await at.extension.stored('local'))).not.toContain('612345678');
  });

  test('follows a page that changes without being loaded', async () => {
    await grant();

    await page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(field).toBe('+33698765432');
    await page.goBack();

    await expect.poll(field).toBe('+33612345678');
  });

  test('tells of a page with 5,000 numbers that it has more', async () => {
    await grant();

    await page.getByRole('link', { name: 'Many' }).click();

    await sidePanel.getByText('There are more than 200 contacts on this page.').waitFor();
    expect(await sidePanel.getByLabel('On this page').locator('option').count()).toBe(200);
  });

  test('tells that a page was left', async () => {
    await grant();
    await expect.poll(field).toBe('+33612345678');

    await page.goto('about:blank');

    await expect.poll(field).toBe('');
    expect(await reported()).toEqual([]);
  });
});

describe('page-contacts', () => {
  test('are those of the tab in front', async () => {
    await grant();
    await expect.poll(field).toBe('+33612345678');

    const other = await visit('luc');
    await expect.poll(field).toBe('+33698765432');
    await page.bringToFront();

    await expect.poll(field).toBe('+33612345678');
    await other.close();
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
  });
});

describe('page-script', () => {
  test('is nowhere but on sites that were granted', async () => {
    await grant();
    await visit('luc', 'localhost');

    await sidePanel.getByRole('button', { name: 'Choose sites' }).waitFor();
    expect(await at.extension.worker.evaluate(REGISTERED)).toEqual([['http://127.0.0.1/*']]);
    expect(await reported()).toEqual([['+33612345678', 'nadia@mail.example']]);
  });

  test('goes with the site', async () => {
    await grant();
    await expect.poll(field).toBe('+33612345678');

    await at.extension.worker.evaluate('chrome.storage.local.set({ sites: [] })');

    await sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' }).waitFor();
    await expect.poll(() => at.extension.worker.evaluate(REGISTERED)).toEqual([]);
    await page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(reported).toEqual([]);
  });
});

describe('offer-pick', () => {
  test('keeps as a rule what was picked, once it was said what it finds, and takes it back', async () => {
    await grant();
    await pickHomeNumber();

    await sidePanel.getByText('On this page, this finds: 0144556677').waitFor();
    expect(await at.extension.stored('local')).not.toHaveProperty('rules');
    await sidePanel.getByRole('button', { name: 'Keep' }).click();

    await sidePanel.getByText('Waypost looks there on every page of this site.').waitFor();
    await page.bringToFront();
    await page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(field).toBe('0155667788');
    expect(JSON.stringify(await at.extension.stored('local'))).not.toMatch(/44556677|55667788/);

    await sidePanel.bringToFront();
    await sidePanel.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(field).toBe('+33698765432');
  });

  test('says that there is no contact where there is none', async () => {
    await grant();
    await beginPicking();

    await page.getByRole('heading').click();

    await sidePanel.getByText('There is no number or address.').waitFor();
  });
});

describe('pick-on-page', () => {
  test('takes the click away from the page, once', async () => {
    await grant();
    await beginPicking();

    await page.getByRole('link', { name: 'Luc' }).click();
    expect(page.url()).toContain('/nadia');
    await page.getByRole('link', { name: 'Luc' }).click();

    expect(page.url()).toContain('/luc');
  });

  test('ends with Escape, and is not ended or used by the page', async () => {
    await grant();
    await beginPicking();

    await page.evaluate(`document.querySelector('dd').click()`);
    await page.evaluate(`dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`);
    await sidePanel.getByText('Click the number or the address on the page.').waitFor();
    await page.keyboard.press('Escape');

    await sidePanel.getByRole('button', { name: 'Pick on page' }).waitFor();
    expect(await page.locator('html > span').count()).toBe(0);
  });
});

describe('site-list', () => {
  test('takes a site by its address, and leaves it again', async () => {
    const options = await at.extension.open('options.html');

    await options.getByLabel('Address of a site').fill(crm.address('nadia'));
    await options.getByRole('button', { name: 'Show Waypost on this site' }).click();
    await options.getByText('Waypost finds contacts on this site.').waitFor();
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
    await options.getByLabel('Mark contacts in its pages').uncheck();
    await expect
      .poll(() => at.extension.stored('local'))
      .toMatchObject({ sites: [{ site: 'http://127.0.0.1', hasMarks: false }] });
    await options.getByRole('button', { name: 'Leave this site: 127.0.0.1' }).click();

    await options.getByText('There is no site yet.').waitFor();
    await expect.poll(reported).toEqual([]);
  });

  test('says what an address has to be', async () => {
    const options = await at.extension.open('options.html');

    await options.getByLabel('Address of a site').fill('http://crm.example');
    await options.getByRole('button', { name: 'Show Waypost on this site' }).click();

    await options.getByText('This is no address of a site that Waypost may read').waitFor();
    expect(await at.extension.stored('local')).not.toHaveProperty('sites');
  });
});

describe('rule-list', () => {
  test('takes a rule that is written by hand, and removes it', async () => {
    await grant();
    const options = await at.extension.open('options.html');

    await writeRule(options, 'dd[data-field]');
    await options.getByText('The rule is added.').waitFor();
    await expect.poll(reported).toEqual([['0144556677', '+33612345678', 'nadia@mail.example']]);
    await options.getByRole('button', { name: 'Remove the rule' }).click();

    await options.getByText('There is no rule yet.').waitFor();
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
  });

  test('says what is wrong with one', async () => {
    await grant();
    const options = await at.extension.open('options.html');

    await writeRule(options, 'dd[');

    await options.getByText('This is no CSS selector').waitFor();
    expect(await at.extension.stored('local')).not.toHaveProperty('rules');
  });
});

const REGISTERED =
  'chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ matches }) => matches))';

async function visit(contact: string, host?: string): Promise<Page> {
  const visited = await at.extension.context.newPage();
  await visited.goto(crm.address(contact, host));
  return visited;
}

async function grant(): Promise<void> {
  await sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' }).click();
  await page.bringToFront();
}

async function beginPicking(): Promise<void> {
  await sidePanel.bringToFront();
  await sidePanel.getByRole('button', { name: 'Pick on page' }).click();
  await sidePanel.getByText('Click the number or the address on the page.').waitFor();
  await page.bringToFront();
}

async function pickHomeNumber(): Promise<void> {
  await beginPicking();
  await page.locator('dd').click();
  await sidePanel.bringToFront();
}

async function writeRule(options: Page, selector: string): Promise<void> {
  await options.getByLabel('Site', { exact: true }).fill('127.0.0.1');
  await options.getByLabel('Elements, as a CSS selector').fill(selector);
  await options.getByRole('button', { name: 'Add the rule' }).click();
}

/** The contact on show. */
const field = () =>
  sidePanel.getByLabel('Phone number or e-mail address of a customer').inputValue();

/** What the tabs' pages show, as the background has it. */
async function reported(): Promise<string[][]> {
  const all = Object.entries(await at.extension.stored('session'));
  return all
    .filter(([key]) => key.startsWith('page-'))
    .map(([, value]) => (value as { contacts: string[] }).contacts);
}
