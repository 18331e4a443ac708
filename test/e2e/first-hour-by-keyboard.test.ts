import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focused, isFocused, tabTo } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { field, isSaved, setUpAddress, side } from '../helpers/first-hour.ts';
import { FIRST_ADMINISTRATOR } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ isEmpty: true });

/** Behind what has the keyboard in the tree; the keyboard is at the new action afterwards. */
async function addByKeys(page: Page, type: string): Promise<void> {
  await page.keyboard.press('a');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(type);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await side(page).locator('h3', { hasText: type }).waitFor();
  await expect.poll(() => focused(page)).toContain(type);
}

/** Goes into the form, to a field, types, and comes back to the tree. */
async function typeInto(
  page: Page,
  label: string,
  words: string,
  then = () => Promise.resolve(),
): Promise<void> {
  await page.keyboard.press('F2');
  const hasKeyboard = () =>
    field(page, label).evaluate(
      (control) => (control.getRootNode() as ShadowRoot).activeElement === control,
    );
  for (let times = 0; !(await hasKeyboard()); times++) {
    if (times === 30) throw new Error(`The key Tab never reaches ‘${label}’.`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(words);
  await then();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toContain('\n');
}

/** What the focused control is called. */
const focusedLabel = (page: Page) =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText.trim() ?? '';
  })()`);

async function tabToLabel(page: Page, label: RegExp): Promise<void> {
  for (let times = 0; times < 40; times++) {
    if (label.test(await focusedLabel(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The key Tab never reaches ‘${label}’.`);
}

/** What Enter takes of the list below the field: before its name is searched, it takes nothing. */
async function takeByKeys(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(`^${name}`), selected: true }).waitFor();
  await page.keyboard.press('Enter');
}

async function goByKeys(page: Page, part: string): Promise<void> {
  await tabTo(page, part, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: part, level: 1 }).waitFor();
}

async function saveByKeys(page: Page, said: string): Promise<void> {
  await tabTo(page, 'Save');
  await page.keyboard.press('Enter');
  await page.getByText(said).waitFor();
}

/** The part comes a moment after its heading. */
async function tabToButton(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).waitFor();
  await tabTo(page, name);
}

async function makeByKeys(page: Page, part: string, button: string, name: string) {
  await goByKeys(page, part);
  await tabToButton(page, button);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Reference').waitFor();
  await tabToLabel(page, /^Name/);
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(name.toLowerCase().replaceAll(' ', '-'));
  await saveByKeys(page, `“${name}” was made.`);
}

test('by keyboard alone, from an empty server to a routing of ten kinds of action that is tried and in production', async () => {
  const page = await demo.open(await setUpAddress(demo));
  await isFocused(page, 'organisation');
  await page.keyboard.type('Atelier du Nord');
  for (const [field, words] of [
    ['name', 'Ada Nord'],
    ['email', 'ada@atelier.example'],
    ['username', FIRST_ADMINISTRATOR.username],
    ['password', FIRST_ADMINISTRATOR.password],
  ] as const) {
    await tabTo(page, field);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(words);
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/auth\/authorize/);
  await isFocused(page, 'username');
  await page.keyboard.type(FIRST_ADMINISTRATOR.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(FIRST_ADMINISTRATOR.password);
  await page.keyboard.press('Enter');
  await page.getByText('No checkpoints yet').waitFor();

  await makeByKeys(page, 'Checkpoints', '+ New checkpoint', 'Key done');
  await makeByKeys(page, 'Queues', '+ New: Queue', 'Key queue');
  await makeByKeys(page, 'Calendars', '+ New: Calendar', 'Key calendar');
  await goByKeys(page, 'Profiles');
  await tabToButton(page, 'All channels');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Add to: Queues').waitFor();
  await tabToLabel(page, /^Add to: Queues/);
  await page.keyboard.type('Key queue');
  await takeByKeys(page, 'Key queue');
  await saveByKeys(page, '“All channels” was changed.');

  await goByKeys(page, 'Smart routings');
  await tabToButton(page, '+ New routing');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabToLabel(page, /^Name/);
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/maker\/routings\/[\w-]{36}$/);
  await page.locator('.card').first().waitFor();
  await tabTo(page, 'Start\nStart');
  await addByKeys(page, 'Simple message');
  await typeInto(page, 'Message', 'Hello.');
  await addByKeys(page, 'Node');
  await addByKeys(page, 'Assign values to variables');
  await typeInto(page, 'Variable', 'key.step');
  await addByKeys(page, 'Check the number of passages');
  await typeInto(page, 'Maximum number of passages', '3');
  await addByKeys(page, 'Pause');
  await typeInto(page, 'Pause time', '1');
  await addByKeys(page, 'Message with choice');
  await typeInto(page, 'Message', 'Are you done?');
  await typeInto(page, 'Maximum response wait', '600');
  await typeInto(page, 'Response content', 'Yes, thank you');
  await typeInto(page, 'Link', '1');
  await addByKeys(page, 'Add a checkpoint');
  const pick = (name: string) => typeInto(page, 'Choose', name, () => takeByKeys(page, name));
  await pick('Key done');
  await addByKeys(page, 'Test a schedule');
  await pick('Key calendar');
  await addByKeys(page, 'Distribution to queue');
  await typeInto(page, 'Distribution to', 'Queue');
  await pick('Key queue');
  await addByKeys(page, 'Create a task');
  await page.keyboard.press('Delete');
  await page.getByText('1 action was deleted.').waitFor();
  await isSaved(page);
  await expect.poll(() => page.locator('.card').count()).toBe(10); // with the start

  await tabTo(page, 'Try it', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabToButton(page, 'Begin');
  await page.keyboard.press('Enter');
  await tabToButton(page, 'Yes, thank you');
  await page.keyboard.press('Enter');
  await side(page).locator('.marks').getByText('Key done').waitFor();

  await tabTo(page, 'Publish…', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Into production').waitFor();
  await tabTo(page, 'Publish');
  await page.keyboard.press('Enter');
  await page.getByText('to be read only').waitFor();
});
