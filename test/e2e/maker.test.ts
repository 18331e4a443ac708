import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { barriers, isFocused, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ interactions: 5 });

test('an address of a checkpoint opens it, after the sign-in too', async () => {
  const page = await signedIn(await demo.open('/maker?lang=en'));
  await page.getByRole('button', { name: 'Customer recognised', exact: true }).click();
  await page.waitForURL(/\/maker\/checkpoints\/[\w-]{36}$/);
  const address = new URL(page.url()).pathname;

  const other = await signedIn(await demo.open(address));

  await other.getByRole('dialog', { name: '“Customer recognised”' }).waitFor();
  await other.keyboard.press('Escape');
  await other.waitForURL(/\/maker\/checkpoints$/);
  await other.goBack();
  await other.getByRole('dialog', { name: '“Customer recognised”' }).waitFor();
});

test('what was exported is changed in a file and imported again', async () => {
  const page = await signedIn(await demo.open('/maker?lang=en'));
  await page.getByText('25 checkpoints').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^checkpoints-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('Voucher given,voucher,Voucher');
  const changed = `${text.replace('Voucher given,', 'Voucher sent,')}Imported,imported,\r\n`;

  await page.getByRole('button', { name: 'Import…' }).click();
  const buffer = Buffer.from(changed);
  const file = { name: 'changed.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel(/CSV file/).setInputFiles(file);
  await page.getByText('1 new, 1 changed, 24 unchanged, 0 refused').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Imported: 1 new, 1 changed').waitFor();

  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByLabel(/CSV file/).setInputFiles({ ...file, buffer: Buffer.from(text) });
  await page.getByText('0 new, 1 changed, 24 unchanged, 0 refused').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Imported: 0 new, 1 changed').waitFor();
  await page.getByRole('button', { name: 'Delete: Imported' }).click();
  await page.getByText('No action uses it.').waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('“Imported” was deleted.').waitFor();
});

describe('a session that is over', () => {
  test('keeps what was typed, and goes on with it after the sign-in', async () => {
    const page = await signedIn(await demo.open('/maker'));
    await page.getByRole('button', { name: 'Edit: Voucher given' }).click();
    await page.getByRole('dialog').getByLabel('Alias').fill('Bon');
    const token = await page.evaluate<string>(
      `JSON.parse(sessionStorage.getItem('waypost session')).accessToken`,
    );
    await demo.call('DELETE', '/session', undefined, { authorization: `Bearer ${token}` });

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved: you are signed out.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Your session is over.').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await signedIn(page);

    await page.getByText('What you wrote on “Voucher given” is not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('“Voucher given” was changed.').waitFor();
  });

  test('by the person leaves nothing in the tab', async () => {
    const page = await signedIn(await demo.open('/maker'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/auth\/authorize/);
    expect(
      await page.evaluate<string | null>(`sessionStorage.getItem('waypost session')`),
    ).toBe(null);
  });
});

test('a sign-in that was given up says so, and begins anew', async () => {
  const page = await demo.open('/maker');
  await page.waitForURL(/\/auth\/authorize/);
  await page.getByRole('link', { name: /Cancel|Annuler/ }).click();
  await page.getByText('the sign-in was given up').waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signedIn(page);
  await page.getByText('25 checkpoints').waitFor();
});

test('an answer to somebody else’s question is no sign-in', async () => {
  const page = await demo.open('/maker?code=stolen&state=forged');
  await page.waitForURL(/\/auth\/authorize/);
});

test.each([
  ['light', 'en-GB', 1280],
  ['dark', 'fr-FR', 320],
] as const)('has no barriers: %s, %s, %d px', async (colorScheme, locale, width) => {
  const viewport = { width, height: 800 };
  const page = await signedIn(await demo.open('/maker', { colorScheme, locale, viewport }));
  await page.getByText(/25 (checkpoints|points de passage)/).waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.getByRole('button', { name: /^(Delete|Supprimer).*: Photo requested/ }).click();
  await page
    .getByText(/version 1/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('by keyboard alone: signed in, a checkpoint made, found, changed, and deleted', async () => {
  const page = await demo.open('/maker');
  await page.waitForURL(/\/auth\/authorize/);
  await isFocused(page, 'username');
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await isFocused(page, 'password');
  await page.keyboard.type('waypost');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/maker$/);
  await page.getByText('25 checkpoints').waitFor();
  expect(await page.locator('.who').textContent()).toBe('Inès Caron');

  await tabTo(page, '+ New checkpoint');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Gold member');
  await page.keyboard.press('Tab');
  await page.keyboard.type('gold');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Gold');
  await page.keyboard.press('Enter');
  await page.getByText('“Gold member” was made.').waitFor();

  await tabTo(page, '', 'Shift+Tab', (now) => now === '');
  await page.keyboard.type('gold');
  await page.getByText('1 checkpoint', { exact: true }).waitFor();
  await tabTo(page, 'Gold member');
  await page.keyboard.press('Enter');
  await page.getByText('No action uses it.').waitFor();
  await page.waitForURL(/\/maker\/checkpoints\/[\w-]{36}$/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Platinum member');
  await page.keyboard.press('Enter');
  await page.getByText('“Platinum member” was changed.').waitFor();
  await page.waitForURL(/\/maker\/checkpoints$/);

  await tabTo(page, 'Delete');
  await page.keyboard.press('Enter');
  await page.getByText('No action uses it.').waitFor();
  await tabTo(page, 'Delete');
  await page.keyboard.press('Enter');
  await page.getByText('“Platinum member” was deleted.').waitFor();
});
