import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { extensionOnCrm } from '../helpers/extension-on-crm.ts';

/* The extension in pages of a CRM: what it finds there, where, and what a page can make of it. */

const at = extensionOnCrm();

describe('front-site', () => {
  test('grants the site of the page in front by a click, and its contact is on show', async () => {
    await at.sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' }).click();

    await at.sidePanel
      .getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' })
      .waitFor();
    expect(await at.extension.stored('local')).toMatchObject({
      sites: [{ site: 'http://127.0.0.1', hasMarks: true }],
    });
  });

  test('says so where a page shows no contact', async () => {
    await at.grant();

    await at.page.getByRole('link', { name: 'Nobody' }).click();

    await at.sidePanel.getByText('No contact was found on this page.').waitFor();
    await expect.poll(field).toBe('');
  });
});

describe('report-contacts', () => {
  test('tells what the page shows, and keeps it in memory alone', async () => {
    await at.grant();

    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
    expect(JSON.stringify(await at.extension.stored('local'))).not.toContain('612345678');
  });

  test('follows a page that changes without being loaded', async () => {
    await at.grant();

    await at.page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(field).toBe('+33698765432');
    await at.page.goBack();

    await expect.poll(field).toBe('+33612345678');
  });

  test('looks into frames of the page’s own origin and into open shadow roots', async () => {
    await at.grant();

    await at.page.goto(at.crm.address('framed'));

    await expect.poll(reported).toEqual([['+33600000001', '+33600000002']]);
    const marks =
      'document.querySelector("crm-card").shadowRoot.querySelectorAll("span").length';
    await expect.poll(() => at.page.evaluate(marks)).toBe(1);
    const inFrame = 'frames[0].document.querySelectorAll("span").length';
    expect(await at.page.evaluate(inFrame)).toBe(0);
  });

  test('tells of a page with 5,000 numbers that it has more', async () => {
    await at.grant();

    await at.page.getByRole('link', { name: 'Many' }).click();

    await at.sidePanel.getByText('There are more than 200 contacts on this page.').waitFor();
    await expect
      .poll(() => at.sidePanel.getByLabel('On this page').locator('option').count())
      .toBe(200);
  });

  test('tells that a page was left', async () => {
    await at.grant();
    await expect.poll(field).toBe('+33612345678');

    await at.page.goto('about:blank');

    await expect.poll(field).toBe('');
    await expect.poll(reported).toEqual([]);
  });
});

describe('page-contacts', () => {
  test('are those of the tab in front', async () => {
    await at.grant();
    await expect.poll(field).toBe('+33612345678');

    const other = await at.visit('luc');
    await expect.poll(field).toBe('+33698765432');
    await at.page.bringToFront();

    await expect.poll(field).toBe('+33612345678');
    await other.close();
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
  });
});

describe('page-script', () => {
  test('is nowhere but on sites that were granted', async () => {
    await at.grant();
    await at.visit('luc', 'localhost');

    await at.sidePanel.getByRole('button', { name: 'Choose sites' }).waitFor();
    await expect
      .poll(() => at.extension.worker.evaluate(REGISTERED))
      .toEqual([['http://127.0.0.1/*']]);
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
  });

  test('goes with the site', async () => {
    await at.grant();
    await expect.poll(field).toBe('+33612345678');

    await at.extension.worker.evaluate('chrome.storage.local.set({ sites: [] })');

    await at.sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' }).waitFor();
    await expect.poll(() => at.extension.worker.evaluate(REGISTERED)).toEqual([]);
    await at.page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(reported).toEqual([]);
  });
});

describe('offer-pick', () => {
  test('keeps as a rule what was picked, once it was said what it finds, and takes it back', async () => {
    await at.grant();
    await pickHomeNumber();

    await at.sidePanel.getByText('On this page, this finds: 0144556677').waitFor();
    expect(await at.extension.stored('local')).not.toHaveProperty('rules');
    await at.sidePanel.getByRole('button', { name: 'Keep' }).click();

    await at.sidePanel.getByText('Waypost looks there on every page of this site.').waitFor();
    await at.page.bringToFront();
    await at.page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(field).toBe('0155667788');
    expect(JSON.stringify(await at.extension.stored('local'))).not.toMatch(/44556677|55667788/);

    await at.sidePanel.bringToFront();
    await at.sidePanel.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(field).toBe('+33698765432');
  });

  test('says that there is no contact where there is none', async () => {
    await at.grant();
    await beginPicking();

    await at.page.getByRole('heading').click();

    await at.sidePanel.getByText('There is no number or address.').waitFor();
  });
});

describe('pick-on-page', () => {
  test('takes the click away from the page, once', async () => {
    await at.grant();
    await beginPicking();

    await at.page.getByRole('link', { name: 'Luc' }).click();
    expect(at.page.url()).toContain('/nadia');
    await at.page.getByRole('link', { name: 'Luc' }).click();

    await at.page.waitForURL(/\/luc$/);
  });

  test('ends with Escape, and is not ended or used by the page', async () => {
    await at.grant();
    await beginPicking();

    await at.page.evaluate(`document.querySelector('dd').click()`);
    await at.page.evaluate(`dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`);
    await at.sidePanel.getByText('Click the number or the address on the page.').waitFor();
    await at.page.keyboard.press('Escape');

    await at.sidePanel.getByRole('button', { name: 'Pick on page' }).waitFor();
    await expect.poll(() => at.page.locator('html > span').count()).toBe(0);
  });
});

describe('site-list', () => {
  test('takes a site by its address, and leaves it again', async () => {
    const options = await at.extension.open('options.html');

    await options.getByLabel('Address of a site').fill(at.crm.address('nadia'));
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

describe('a site that an administrator gave', () => {
  test('is allowed by a click, and only then contacts are found there', async () => {
    const site = { site: 'http://localhost', hasMarks: false, isDocked: false };
    await at.extension.worker.evaluate(
      `chrome.storage.local.set({ sites: [${JSON.stringify(site)}] })`,
    );
    const options = await at.extension.open('options.html');
    await options.getByText('Your browser has yet to let Waypost onto it.').waitFor();
    expect(await options.getByLabel('Mark contacts in its pages').count()).toBe(0);
    // nobody can click the browser's own question: it is answered as a person would
    await options.evaluate(`{
      const { permissions } = chrome;
      const contains = permissions.contains.bind(permissions);
      let isAllowed = false;
      permissions.contains = async (asked) => isAllowed || contains(asked);
      permissions.request = async (asked) => {
        isAllowed = asked.origins[0] === 'http://localhost/*';
        permissions.onAdded.dispatch(asked);
        return isAllowed;
      };
    }`);

    await options.getByRole('button', { name: 'Allow Waypost here: localhost' }).click();

    await options.getByText('Waypost finds contacts on this site.').waitFor();
    await options.getByLabel('Mark contacts in its pages').waitFor();
    expect(await at.extension.stored('local')).toMatchObject({ sites: [site] });
  });
});

describe('rule-list', () => {
  test('takes a rule that is written by hand, and removes it', async () => {
    await at.grant();
    const options = await at.extension.open('options.html');

    await writeRule(options, 'dd[data-field]');
    await options.getByText('The rule is added.').waitFor();
    await expect.poll(reported).toEqual([['0144556677', '+33612345678', 'nadia@mail.example']]);
    await options.getByRole('button', { name: 'Remove the rule' }).click();

    await options.getByText('There is no rule yet.').waitFor();
    await expect.poll(reported).toEqual([['+33612345678', 'nadia@mail.example']]);
  });

  test('says what is wrong with one', async () => {
    await at.grant();
    const options = await at.extension.open('options.html');

    await writeRule(options, 'dd[');

    await options.getByText('This is no CSS selector').waitFor();
    expect(await at.extension.stored('local')).not.toHaveProperty('rules');
  });
});

const REGISTERED =
  'chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ matches }) => matches))';

async function beginPicking(): Promise<void> {
  await at.sidePanel.bringToFront();
  await at.sidePanel.getByRole('button', { name: 'Pick on page' }).click();
  await at.sidePanel.getByText('Click the number or the address on the page.').waitFor();
  await at.page.bringToFront();
}

async function pickHomeNumber(): Promise<void> {
  await beginPicking();
  await at.page.locator('dd').click();
  await at.sidePanel.bringToFront();
}

async function writeRule(options: Page, selector: string): Promise<void> {
  await options.getByLabel('Site', { exact: true }).fill('127.0.0.1');
  await options.getByLabel('Elements, as a CSS selector').fill(selector);
  await options.getByRole('button', { name: 'Add the rule' }).click();
}

/** The contact on show. */
const field = () =>
  at.sidePanel.getByLabel('Phone number or e-mail address of a customer').inputValue();

/** What the tabs' pages show, as the background has it. */
async function reported(): Promise<string[][]> {
  const all = Object.entries(await at.extension.stored('session'));
  return all
    .filter(([key]) => key.startsWith('page-'))
    .map(([, value]) => (value as { contacts: string[] }).contacts);
}
