import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriers } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ interactions: 20 });
const PASSWORD = 'a long enough one';

/** Opens a part, and the form of a new one in it. */
async function begin(page: Page, part: string, one: string, name: string): Promise<void> {
  await page.getByRole('link', { name: part, exact: true }).click();
  await page.getByRole('button', { name: `+ New: ${one}` }).click();
  await page.getByRole('dialog').getByLabel('Name (required)', { exact: true }).fill(name);
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`“${name}” was made.`).waitFor();
}

/** Picks what a search offers first. */
async function pick(page: Page, field: string, name: string): Promise<void> {
  const input = page.getByRole('combobox', { name: field, exact: true });
  await input.fill(name);
  await page.getByRole('option', { name }).first().click();
}

test('a team, a role, a profile and a user are made; the user may what they say, and at once no more', async () => {
  const mark = crypto.randomUUID().slice(0, 6); // it may be tried again on the same server
  const admin = await signedIn(await demo.open('/maker/users'));
  await admin.getByText(/^Users: \d/).waitFor();

  await begin(admin, 'Teams', 'Team', `Night ${mark}`);
  await save(admin, `Night ${mark}`);

  await begin(admin, 'Roles', 'Role', `Editor ${mark}`);
  await admin.getByRole('checkbox', { name: 'Checkpoints: Read' }).check();
  await admin.getByRole('checkbox', { name: 'Checkpoints: Create' }).check();
  await save(admin, `Editor ${mark}`);

  await begin(admin, 'Profiles', 'Profile', `Night orders ${mark}`);
  await admin.getByRole('checkbox', { name: 'Chat messaging' }).check();
  await pick(admin, 'Add to: Queues', 'Orders');
  await save(admin, `Night orders ${mark}`);

  await begin(admin, 'Users', 'User', 'Nora Brandt');
  await admin.getByLabel('User name (required)').fill(`nora-${mark}`);
  await pick(admin, 'Role (required)', `Editor ${mark}`);
  await pick(admin, 'Add to: Profiles', `Night orders ${mark}`);
  await pick(admin, 'Add to: Teams', `Night ${mark}`);
  await admin.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await save(admin, 'Nora Brandt');

  const nora = await signedIn(await demo.open('/maker'), `nora-${mark}`, PASSWORD);
  await nora.getByRole('button', { name: '+ New checkpoint' }).waitFor();
  await nora.getByText('25 checkpoints').waitFor();
  expect(await nora.getByRole('link', { name: 'Users', exact: true }).count()).toBe(0);
  expect(await nora.getByRole('link', { name: 'Queues', exact: true }).count()).toBe(0);
  expect(await nora.getByRole('button', { name: /^Delete: / }).count()).toBe(0);
  await nora.getByRole('link', { name: 'History of interactions' }).click();
  await nora.locator('waypost-history').getByText('Nothing yet today').waitFor();

  await nora.getByRole('link', { name: 'Checkpoints' }).click();
  await nora.getByRole('button', { name: '+ New checkpoint' }).click();
  await nora.getByRole('dialog').getByLabel('Name (required)').fill('Typed already');
  await admin.getByRole('link', { name: 'Roles', exact: true }).click();
  await admin.getByRole('button', { name: `Edit: Editor ${mark}` }).click();
  await admin.getByRole('checkbox', { name: 'Checkpoints: Read' }).uncheck();
  await admin.getByRole('checkbox', { name: 'Checkpoints: Create' }).uncheck();
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await admin.getByText(`“Editor ${mark}” was changed.`).waitFor();
  await nora.getByRole('link', { name: 'Checkpoints' }).waitFor({ state: 'detached' });
  await nora.getByText('This cannot be saved any more').waitFor();
  expect(await nora.getByLabel('Name (required)').inputValue()).toBe('Typed already');
  await nora.getByRole('button', { name: 'Cancel' }).click();
  await nora.getByRole('button', { name: '+ New checkpoint' }).waitFor({ state: 'detached' });

  await admin.getByRole('button', { name: `Delete: Editor ${mark}` }).click();
  await admin.getByText('Nora Brandt').waitFor();
  await admin.locator('select[name=replace-by]').selectOption({ label: 'Advisor' });
  await admin.getByRole('button', { name: 'Delete', exact: true }).click();
  await admin.getByText(`“Editor ${mark}” was deleted.`).waitFor();
});

test.each([
  ['light', 'fr-FR', 1280],
  ['dark', 'en-GB', 320],
] as const)('has no barriers: %s, %s, %d px', async (colorScheme, locale, width) => {
  const viewport = { width, height: 800 };
  for (const [path, opens] of [
    ['users', 'Marc Delmas'],
    ['roles', /^(Administrator)$/],
  ] as const) {
    const page = await signedIn(
      await demo.open(`/maker/${path}`, { colorScheme, locale, viewport }),
    );
    const row = page.getByRole('button', { name: opens }).first();
    await row.waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await row.click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    expect(await barriers(page)).toEqual([]);
  }
});
