import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Opened } from '../../api-client/contract/channel.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { barriers } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';

const MONTH = '/demo/history?user=admin&lang=en#period=last-30-days';

const demo = demoInBrowser({ interactions: 400 });

test('by keyboard alone: signed in, searched, filtered, sorted, opened, arranged, kept and exported', async () => {
  const page = await open('/demo/history?user=agent&lang=en');
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await tabTo(page, 'Inès Caron Administrator');
  await press('Enter');
  await page.waitForURL(/user=admin/);
  await tabTo(page, 'Started: Today');
  await press('Enter');
  await tabTo(page, 'Last 30 days');
  await press('Enter');
  await history(page).getByRole('button', { name: 'Started: Last 30 days' }).waitFor();
  const all = await liveTotal(page);

  await press('/');
  await until(() => focused(page)).toBe('Search a phone number or an e-mail address');
  await page.keyboard.type('lambert');
  await until(() => total(page)).toBeLessThan(all);
  await until(() => strangers(page, 'Lambert')).toEqual([]);
  await press('ControlOrMeta+a', 'Delete');
  await until(() => total(page)).toBe(all);

  await tabTo(page, 'Filter');
  await press('Enter');
  await history(page).locator('waypost-history-filter summary').first().waitFor();
  await tabTo(page, 'Flow');
  await press('Enter');
  await page.locator('waypost-history-filter').getByLabel('Chat messaging').waitFor();
  await tabTo(page, 'Chat messaging');
  await press('Space');
  await tabTo(page, 'Show what fits');
  await press('Enter');
  await history(page).getByText('Flow: Chat messaging').waitFor();
  await expect
    .poll(async () => new Set(await texts(page, 'flow')))
    .toEqual(new Set(['Chat messaging']));
  await until(() => total(page)).toBeLessThan(all);

  await tabTo(page, 'Contact');
  await press('Enter');
  await history(page).locator('th.contact[aria-sort=ascending]').waitFor();
  await until(() => isInOrder(page)).toBe(true);
  await press('Enter');
  await history(page).locator('th.contact[aria-sort=descending]').waitFor();
  await press('Enter');
  await history(page).locator('th.contact[aria-sort=ascending]').waitFor();
  await until(() => isInOrder(page)).toBe(true);

  await press('/');
  for (const key of ['ArrowDown', 'PageDown', 'PageDown', 'ArrowDown']) {
    const { id } = await place(page);
    await press(key);
    await until(async () => ['', id].includes((await place(page)).id)).toBe(false);
  }
  await until(async () => (await place(page)).scrolled).toBeGreaterThan(0);
  const before = await place(page);
  await press('Enter');
  await page.locator('waypost-interaction').getByRole('heading').first().waitFor();
  await page.waitForURL((url) => url.hash.includes(`interaction=${before.id}`));
  await until(() => focused(page)).toBe('‹ All interactions');
  await press('Enter');
  await until(() => place(page)).toEqual(before);

  await tabTo(page, 'Columns', 'Shift+Tab');
  await press('Enter');
  await tabTo(page, 'Queue');
  await press('Space');
  await until(() => headings(page)).not.toContain('Queue');
  await press('Escape');
  await until(() => focused(page)).toBe('Columns');

  await tabTo(page, 'Views', 'Shift+Tab');
  await press('Enter');
  await tabTo(page, 'Save what you see as');
  await page.keyboard.type('Chats by name');
  await press('Enter');
  await history(page).locator('#views li').getByText('Chats by name').waitFor();
  await press('Escape');
  await tabTo(page, 'Clear all');
  await press('Enter');
  await until(() => total(page)).toBe(all);
  await tabTo(page, 'Views', 'Shift+Tab');
  await press('Enter');
  await tabTo(page, 'Chats by name');
  await press('Enter');
  await history(page).getByText('Flow: Chat messaging').waitFor();
  await until(() => total(page)).toBeLessThan(all);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    tabTo(page, 'Export').then(() => press('Enter')),
  ]);
  const count = await liveTotal(page);
  await history(page).getByText(`Exported: ${count} interactions`).waitFor();
  const file = await readFile(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toMatch(/^interactions-\d{4}-\d\d-\d\d\.csv$/);
  expect(file.startsWith('\ufeffId,')).toBe(true);
  const [, ...lines] = file.trim().split('\r\n');
  expect(lines).toHaveLength(count);
  for (const line of lines) expect(line).toContain(',Chat messaging,');
});

test('what arrives while somebody reads waits behind a bar, and is the first to be read then', async () => {
  const page = await open(MONTH);
  const count = await liveTotal(page);
  await page.locator('.search').press('ArrowDown');
  await until(async () => (await place(page)).id).not.toBe('');
  const reading = await place(page);

  const arrived = [await openChat(), await openChat(), await openChat()];

  await history(page).getByRole('button', { name: '3 new' }).waitFor();
  expect(await place(page)).toEqual(reading);
  expect(await rows(page).first().locator('.open').getAttribute('data-id')).toBe(reading.id);
  await tabTo(page, '3 new', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await until(async () => (await place(page)).id).toBe(arrived.at(-1));
  await until(() => total(page)).toBe(count + 3);
});

describe('without a network', () => {
  test('everything that was kept is searched and sorted', async () => {
    const page = await open(MONTH);
    const all = await liveTotal(page);
    await until(() => keptSince(page)).toBeNull(); // everything is

    await page.context().setOffline(true);
    await history(page)
      .getByText(/^Offline since \d\d:\d\d/)
      .waitFor();
    await history(page).getByRole('button', { name: 'Contact' }).click();
    await until(() => isInOrder(page)).toBe(true);
    await until(() => total(page)).toBe(all);
    await page.locator('.search').fill('lambert');
    await until(() => total(page)).toBeLessThan(all);
    await until(() => strangers(page, 'Lambert')).toEqual([]);
    expect(await page.locator('.bar.kept').count()).toBe(0);
  });

  test('a bar says that some may be missing where not everything was kept', async () => {
    const page = await open(MONTH, { isFilled: false });
    await liveTotal(page);

    await page.context().setOffline(true);

    await page.locator('.bar.kept').getByText('some may be missing').waitFor();
    await history(page).getByRole('button', { name: 'Contact' }).click();
    await until(() => isInOrder(page)).toBe(true);
    await page.locator('.bar.kept').getByText('some may be missing').waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test.each([
    ['en', 1280],
    ['en', 320],
    ['fr', 1280],
    ['fr', 320],
  ])('is open to everybody in %s at %i px', async (language, width) => {
    const path = `/demo/history?user=admin&lang=${language}#period=last-30-days`;
    const page = await open(path, { colorScheme, viewport: { width, height: 700 } });
    await rows(page).nth(3).waitFor();

    await until(() => page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await barriers(page)).toEqual([]);
    for (const menu of ['period', 'views', 'columns']) {
      await page.locator(`[popovertarget=${menu}]`).first().click();
      await page.locator(`#${menu}`).waitFor();
      expect(await barriers(page), menu).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.locator('[aria-haspopup=dialog]').first().click();
    await page.locator('waypost-history-filter summary').first().waitFor();
    expect(await barriers(page), 'filter').toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.search').fill('nobody@nowhere');
    await page.locator('.body .choices button').first().waitFor();
    expect(await barriers(page), 'nothing found').toEqual([]);
  });
});

/** Holds in the end, however busy the computer is. */
const until = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 30_000 });

/** Opens a page; one that is not filled gets only the pages of the history that it asks for to show them. */
function open(
  path: string,
  {
    isFilled = true,
    ...options
  }: Parameters<typeof demo.open>[1] & { isFilled?: boolean } = {},
): Promise<Page> {
  const before = (page: Page) =>
    page.route(/\/api\/interactions\?.*limit=200/, (route) => route.abort());
  return demo.open(path, isFilled ? options : { ...options, before });
}

/** A customer begins a chat. Resolves with the interaction's id. */
async function openChat(): Promise<string> {
  const { interactionId } = await demo.call<Opened>('POST', '/channels/chat/interactions', {
    contact: { name: 'Nadia Achour', phone: '06 12 34 56 78' },
    routingReference: 'welcome-orders',
  });
  return interactionId;
}

const history = (page: Page) => page.locator('waypost-history');
const rows = (page: Page) => history(page).locator('tbody tr');
const headings = (page: Page) => history(page).getByRole('columnheader').allInnerTexts();

/** What a column says in the rows that are in the page. */
const texts = (page: Page, column: string) =>
  history(page)
    .locator(column === 'contact' ? 'td.contact .who' : `td.${column}`)
    .allInnerTexts();

/** Who is called otherwise in the rows that are in the page; undefined while there are none. */
async function strangers(page: Page, name: string): Promise<string[] | undefined> {
  const all = await texts(page, 'contact');
  return all.length > 0 ? all.filter((each) => !each.includes(name)) : undefined;
}

/** How many interactions the list has in all, by its foot. */
async function total(page: Page): Promise<number> {
  const words = await history(page).locator('.foot .number').innerText();
  return Number(words.replaceAll(',', '').match(/(\d+)(?: interactions?)?$/)?.[1] ?? NaN);
}

/** The same, once the server has answered. */
async function liveTotal(page: Page): Promise<number> {
  await history(page).locator('table[aria-busy=false]').waitFor();
  await history(page).getByText('Live', { exact: true }).waitFor();
  await until(() => total(page)).not.toBeNaN();
  return total(page);
}

async function isInOrder(page: Page): Promise<boolean> {
  const names = (await texts(page, 'contact')).map(fold);
  return (
    names.length > 3 && names.every((name, index) => index === 0 || names[index - 1]! <= name)
  );
}

/** The row that has the focus, and how far the list is scrolled. */
const place = (page: Page) =>
  page.evaluate<{ id: string; scrolled: number }>(`(() => {
    const table = document.querySelector('waypost-history').shadowRoot.querySelector('waypost-history-table');
    return {
      id: table?.shadowRoot.activeElement?.dataset.id ?? '',
      scrolled: table?.shadowRoot.querySelector('.scroller').scrollTop,
    };
  })()`);

/** From when on this browser keeps every interaction: null is ever, undefined that there may be gaps. */
const keptSince = (page: Page) =>
  page.evaluate<string | null | undefined>(`(async () => {
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      await new Promise((resolve) => (open.onsuccess = resolve));
      const database = open.result;
      try {
        if (!database.objectStoreNames.contains('coverage')) continue;
        const read = database.transaction('coverage').objectStore('coverage').get('coverage');
        await new Promise((resolve) => (read.onsuccess = resolve));
        return read.result?.whole?.since;
      } finally {
        database.close();
      }
    }
  })()`);

/** What has the focus, wherever it lies, as it is called. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const words = element.ariaLabel ?? element.labels?.[0]?.innerText ?? element.innerText;
    return words.replace(/\\s+/g, ' ').trim();
  })()`);

async function tabTo(page: Page, what: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let times = 0; times < 80; times++) {
    passed.push(await focused(page));
    if (passed.at(-1) === what) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The key ${key} never reaches ‘${what}’, only ${passed.join(' · ')}.`);
}
