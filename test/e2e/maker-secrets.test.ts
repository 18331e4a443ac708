import { expect, test } from 'vitest';
import { barriers, isFocused, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ interactions: 5 });

test('by keyboard alone, a secret is given, replaced and deleted, and its value is nowhere', async () => {
  const name = `KEY_${crypto.randomUUID().slice(0, 8).toUpperCase()}`; // it may be tried again on the same server
  const page = await signedIn(await demo.open('/maker/secrets?lang=en'));
  await page.getByRole('button', { name: '+ New: secret' }).waitFor();

  await tabTo(page, '+ New: secret');
  await page.keyboard.press('Enter');
  const fields = page.locator('dialog[open]');
  await fields.locator('[name=name]:focus').waitFor();
  await page.keyboard.type(name);
  await isFocused(page, name);
  await page.keyboard.press('Tab');
  await fields.locator('[name=value]:focus').waitFor();
  await page.keyboard.type('hunter2-canary');
  await page.keyboard.press('Enter');
  await page.getByText(`“${name}” has a value.`).waitFor();

  await page.getByRole('button', { name: `Replace: ${name}` }).press('Enter');
  await fields.locator('[name=value]:focus').waitFor();
  await page.keyboard.type('hunter3-canary');
  await page.keyboard.press('Enter');
  await page.getByText(`“${name}” has another value.`).waitFor();
  const stored = `JSON.stringify([{ ...sessionStorage }, { ...localStorage }])`;
  for (const text of [
    await page.content(),
    await page.evaluate<string>(stored),
    demo.server.output,
  ])
    expect(text).not.toMatch(/hunter\d-canary/);

  await page.getByRole('button', { name: `Delete: ${name}` }).press('Enter');
  await page.getByText('Nothing uses it.').waitFor();
  await tabTo(page, 'Delete');
  await page.keyboard.press('Enter');
  await page.getByText(`“${name}” was deleted.`).waitFor();
});

test('who may not is told whom to ask', async () => {
  const page = await signedIn(await demo.open('/maker/secrets?lang=en'), 'agent');
  await page.getByText('Your role does not include secrets').waitFor();
});

test.each([
  ['light', 'en-GB', 1280],
  ['dark', 'fr-FR', 320],
] as const)('has no barriers: %s, %s, %d px', async (colorScheme, locale, width) => {
  const viewport = { width, height: 800 };
  const page = await signedIn(
    await demo.open('/maker/secrets', { colorScheme, locale, viewport }),
  );
  const begin = page.getByRole('button', { name: /^\+ (New|Nouveau).*secret/i });
  await begin.waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await begin.click();
  await page.locator('dialog[open] [name=value]').waitFor();
  expect(await barriers(page)).toEqual([]);
});
