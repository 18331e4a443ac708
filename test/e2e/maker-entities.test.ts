import { expect, test } from 'vitest';
import { barriers, isFocused, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ interactions: 5 });

test('by keyboard alone: a queue and a calendar are made', async () => {
  const page = await signedIn(await demo.open('/maker/entities/queues'));
  await page.getByText(/^Queues: \d/).waitFor();
  await tabTo(page, '+ New: Queue');
  await page.keyboard.press('Enter');
  await page.getByLabel('Ring time (seconds)').waitFor();
  await page.keyboard.type('Night desk');
  await page.keyboard.press('Tab');
  await page.keyboard.type('night-desk');
  await page.keyboard.press('Tab');
  await page.keyboard.type('45');
  await page.keyboard.press('Enter');
  await page.getByText('“Night desk” was made.').waitFor();

  await tabTo(page, 'Calendars', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/maker\/entities\/calendars$/);
  await page.getByText('Calendars: 2').waitFor();
  await tabTo(page, '+ New: Calendar');
  await page.keyboard.press('Enter');
  await page.getByText('Monday').waitFor();
  await page.keyboard.type('Shop');
  await page.keyboard.press('Tab');
  await page.keyboard.type('shop');
  await tabTo(page, 'field-week.monday-add');
  await page.keyboard.press('Enter');
  await isFocused(page, 'field-week.monday.0.opens');
  await page.keyboard.type('830');
  await page.keyboard.press('Enter');
  await page.getByText('“Shop” was made.').waitFor();

  await page.getByRole('button', { name: 'Shop', exact: true }).waitFor();
  await tabTo(page, 'Shop');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('Monday, opens').inputValue()).toBe('08:30');
  await page.waitForURL(/\/maker\/entities\/calendars\/[\w-]{36}$/);
});

test('what an action of a routing picks is made over the editor, and picked', async () => {
  const page = await signedIn(await demo.open('/maker/routings'));
  await page.getByRole('button', { name: '+ New routing' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Nights');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.card .port').first().click();
  await page.getByRole('searchbox').fill('schedule');
  await page.locator('.offer', { hasText: 'Test a schedule' }).click();
  await page.getByRole('radio', { name: 'Chosen from the list' }).check();
  await page.getByRole('button', { name: 'New… Choose' }).click();
  const dialog = page.getByRole('dialog', { name: 'New: Calendar' });
  await dialog.getByLabel('Monday').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByLabel('Name').fill('Night hours');
  await dialog.getByLabel('Reference').fill('night-hours');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('Night hours');
  await page.getByText(/^Saved at/).waitFor();
  await page.reload();
  await page.locator('.card', { hasText: 'Test a schedule' }).locator('.name').click();
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('Night hours');
});

test('an address opens what it names, and the way back leads through the parts', async () => {
  const page = await signedIn(await demo.open('/maker/entities/queues'));
  await page.getByRole('button', { name: 'Orders', exact: true }).click();
  await page.getByRole('dialog', { name: '“Orders”' }).waitFor();
  await page.waitForURL(/\/maker\/entities\/queues\/[\w-]{36}$/);
  const address = new URL(page.url()).pathname;
  const other = await signedIn(await demo.open(address));
  await other.getByRole('dialog', { name: '“Orders”' }).waitFor();
  await other.keyboard.press('Escape');
  await other.waitForURL(/\/maker\/entities\/queues$/);
  await other.getByRole('link', { name: 'CRMs' }).click();
  await other.getByRole('heading', { name: 'CRMs' }).waitFor();
  expect(await other.title()).toBe('CRMs – Waypost Maker');
  await other.goBack();
  await other.getByRole('heading', { name: 'Queues', exact: true }).waitFor();
});

test.each([
  ['light', 'fr-FR', 1280],
  ['dark', 'en-GB', 320],
] as const)('has no barriers: %s, %s, %d px', async (colorScheme, locale, width) => {
  const viewport = { width, height: 800 };
  const page = await signedIn(
    await demo.open('/maker/entities/calendars', { colorScheme, locale, viewport }),
  );
  await page.getByText(/^(Calendars|Calendriers)\s?: \d/).waitFor();
  if (width < 800) {
    await page.getByRole('button', { name: 'Calendars' }).click();
    await page.getByRole('link', { name: 'Surveys' }).waitFor();
  }
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.getByRole('button', { name: 'Opening hours', exact: true }).click();
  await page.getByLabel(/^(Monday, opens|Lundi, ouverture)$/).waitFor();
  expect(await barriers(page)).toEqual([]);
});
