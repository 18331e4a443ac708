import { expect, test } from 'vitest';
import { barriers } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ interactions: 150 });

test('a figure of the Maker’s report leads to a history of as many interactions', async () => {
  const page = await signedIn(await demo.open('/maker/reports#period=last-3-months'));
  expect(new URL(page.url()).pathname).toBe('/maker/reports'); // through the sign-in
  const figure = page
    .getByRole('link', { name: /^\d+, Customer recognised: show them$/ })
    .first();
  const count = Number(await figure.textContent());
  expect(count).toBeGreaterThan(1);

  await figure.click();

  await page.waitForURL(/\/maker\/history#/);
  await page
    .getByText(new RegExp(`(^|\\D)${count} interactions|of ${count}\\b`))
    .first()
    .waitFor();
});

test('its address keeps what is shown, over a reload', async () => {
  const page = await signedIn(await demo.open('/maker/reports'));
  await page.getByRole('button', { name: 'Funnel' }).click();
  await page.getByLabel('Step 1').selectOption('Customer recognised');
  await page.getByLabel('Step 2').selectOption({ index: 3 });
  await page.getByRole('region', { name: 'Steps' }).waitFor();
  await page.waitForURL(/\/maker\/reports#part=funnel&step=/);

  await page.reload();

  await page.getByRole('region', { name: 'Steps' }).waitFor();
  await expect.poll(() => page.getByLabel('Step 1').inputValue()).toMatch(/^[\w-]{36}$/);
});

test('a report of today counts what opens meanwhile', async () => {
  const page = await signedIn(
    await demo.open('/maker/reports#period=today&flow=chat-messaging'),
  );
  await page.getByText('Live', { exact: true }).waitFor();
  const total = async () =>
    Number(/^[\d,]+/.exec((await page.locator('.summary b').textContent()) ?? '0')?.[0] ?? 0);
  const nothing = page.getByText('Nothing to count');
  await page.locator('.summary').or(nothing).first().waitFor();
  const before = (await nothing.isVisible()) ? 0 : await total();

  await demo.call('POST', '/channels/chat/interactions', {
    contact: { name: 'Nadia' },
    routingReference: 'welcome-orders',
  });

  await expect.poll(total, { timeout: 30_000 }).toBe(before + 1);
});

test('an interaction opens from the Maker’s history, and Back leads to the list', async () => {
  const page = await signedIn(await demo.open('/maker/history#period=last-3-months'));
  await page.getByRole('row').nth(1).getByRole('button').first().click();
  await page.getByRole('link', { name: '‹ All interactions' }).click();
  await page.getByRole('row').nth(1).waitFor();
  await page.waitForURL(/\/maker\/history#period=last-3-months$/);
});

test.each([
  ['light', 'en-GB', 1280],
  ['dark', 'fr-FR', 320],
] as const)('has no barriers: %s, %s, %d px', async (colorScheme, locale, width) => {
  const viewport = { width, height: 800 };
  const options = { colorScheme, locale, viewport };
  const page = await signedIn(await demo.open('/maker/reports#period=last-3-months', options));
  await page.locator('.summary').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
});
