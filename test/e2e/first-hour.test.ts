import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriers } from '../helpers/browser-page.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { field, isSaved, setUpAddress, side } from '../helpers/first-hour.ts';
import { FIRST_ADMINISTRATOR, signedIn } from '../helpers/maker-page.ts';

const demo = demoInBrowser({ isEmpty: true });
type Demo = typeof demo;

/** A new one of the settings’ kinds, as its defaults are. */
async function make(
  page: Page,
  part: string,
  button: string | RegExp,
  name: string,
): Promise<void> {
  await page.locator('nav').getByRole('link', { name: part, exact: true }).click();
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').first().fill(name);
  await dialog.getByLabel('Reference').first().fill(name.toLowerCase().replaceAll(' ', '-'));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`“${name}” was made.`).waitFor();
}

const card = (page: Page, name: string): Locator =>
  page.locator('.card').filter({ has: page.locator('.name', { hasText: name }) });

/** Behind a branch, by mouse; what is added is on show beside the tree afterwards. */
async function add(page: Page, from: string, branch: string, type: string): Promise<void> {
  await card(page, from).locator('.port', { hasText: branch }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(type);
  await dialog.locator('.offer', { hasText: type }).first().click();
  await side(page).locator('h3', { hasText: type }).waitFor();
}

/** Goes on in the Maker, as the administrator of an organisation in which there is nothing. */
async function setUp(demo: Demo): Promise<Page> {
  const page = await demo.open(await setUpAddress(demo));
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('Name', { exact: true }).fill('Atelier du Nord');
  await page.getByLabel('Your name').fill('Ada Nord');
  await page.getByLabel('E-mail address').fill('ada@atelier.example');
  await page.getByLabel('User name').fill(FIRST_ADMINISTRATOR.username);
  await page.getByLabel('Password').fill(FIRST_ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Set up' }).click();
  await signedIn(page, FIRST_ADMINISTRATOR.username, FIRST_ADMINISTRATOR.password);
  await page.getByText('No checkpoints yet').waitFor();
  return page;
}

/** Who works with the profile serves the queue, and so sees what is in it. */
async function serve(page: Page, queue: string): Promise<void> {
  await page.locator('nav').getByRole('link', { name: 'Profiles', exact: true }).click();
  await page.getByRole('button', { name: 'All channels', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Add to: Queues').fill(queue);
  await dialog.getByRole('option', { name: queue }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('“All channels” was changed.').waitFor();
}

/** A chat that begins with the routing; its interactions belong to the queue. */
async function openChannel(page: Page, queue: string): Promise<void> {
  await page.locator('nav').getByRole('link', { name: 'Channels', exact: true }).click();
  await page.getByRole('button', { name: /^\+ New:/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').first().fill('Hour chat');
  await dialog.getByLabel('Kind').selectOption('Chat');
  await dialog.getByLabel('Flow').selectOption('Chat messaging');
  await dialog.getByLabel('Smart routing').fill('first-hour');
  await dialog.getByRole('combobox', { name: 'Queue' }).fill(queue);
  await dialog.getByRole('option', { name: queue }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('“Hour chat” was made.').waitFor();
}

/** A customer chats; answers the interaction once the checkpoint is set. */
async function customerGoesThrough(demo: Demo, page: Page): Promise<string> {
  const token = await page.evaluate<string>(
    `JSON.parse(sessionStorage.getItem('waypost session')).accessToken`,
  );
  const authorization = `Bearer ${token}`;
  const { items } = await demo.call<{ items: { id: string; name: string }[] }>(
    'GET',
    '/channels',
    undefined,
    { authorization },
  );
  const { id } = items.find(({ name }) => name === 'Hour chat')!;
  const opened = await demo.call<{ interactionId: string; chatToken: string }>(
    'POST',
    `/channels/${id}/interactions`,
    { contact: { name: 'Hour customer' }, routingReference: 'first-hour' },
  );
  const { interactionId, chatToken } = opened;
  const customer = { authorization: `Bearer ${chatToken}` };
  const path = `/channels/${id}/interactions/${interactionId}/messages`;
  await expect
    .poll(async () => {
      const { items } = await demo.call<{ items: { text: string }[] }>(
        'GET',
        path,
        undefined,
        customer,
      );
      return items.map(({ text }) => text);
    })
    .toEqual(['Hello Hour customer.', 'Are you done?']);
  await demo.call('POST', path, { text: 'Yes, thank you' }, customer);
  const set = `/interactions/${interactionId}/checkpoints`;
  await expect
    .poll(() => demo.call('GET', set, undefined, { authorization }))
    .toMatchObject({ items: [{}] });
  return interactionId;
}

test('by mouse, from an empty server: to a routing that customers use, and what came of it', async () => {
  const page = await setUp(demo);
  await make(page, 'Checkpoints', '+ New checkpoint', 'Hour done');
  await make(page, 'Queues', /^\+ New:/, 'Hour queue');
  await make(page, 'Calendars', /^\+ New:/, 'Hour calendar');
  await serve(page, 'Hour queue');

  await page.locator('nav').getByRole('link', { name: 'Smart routings', exact: true }).click();
  await page.getByRole('button', { name: '+ New routing' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('First hour');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/maker\/routings\/[\w-]{36}$/);

  await add(page, 'Start', 'OK', 'Simple message');
  await field(page, 'Message').fill('Hello {{contact.name}}.');
  await add(page, 'Simple message', 'OK', 'Test if it is an even or odd week');
  await add(page, 'Test if it is', 'Even', 'Node');
  await card(page, 'Test if it is')
    .locator('.port', { hasText: 'Uneven' })
    .dragTo(card(page, 'Node'));
  await add(page, 'Node', 'OK', 'Assign values');
  await field(page, 'Variable').fill('hour.step');
  await field(page, 'Value').fill('one');
  await add(page, 'Assign values', 'OK', 'Test a value');
  await field(page, 'Confirm').selectOption('All');
  await field(page, 'Variable').fill('hour.step');
  await field(page, 'Operator').selectOption('Equal');
  await field(page, 'Value').fill('one');
  await add(page, 'Test a value', 'Yes', 'Check the number of passages');
  await field(page, 'Maximum number of passages').fill('3');
  await add(page, 'Check the number', 'Less than', 'Pause');
  await field(page, 'Pause time').fill('1');
  await add(page, 'Pause', 'OK', 'Message with choice');
  await field(page, 'Message').fill('Are you done?');
  await field(page, 'Maximum response wait').fill('600');
  await field(page, 'Response content').fill('Yes, thank you');
  await field(page, 'Link').fill('1');
  await add(page, 'Message with choice', 'Link 1', 'Add a checkpoint');
  await field(page, 'Choose').fill('Hour done');
  await page.getByRole('option', { name: /Hour done/ }).click();
  await add(page, 'Add a checkpoint', 'OK', 'Test a schedule');

  // What is missing is named, leads there, and is mended.
  await page.getByText('Not saved yet: mend what is marked').waitFor();
  await page.getByRole('button', { name: /^Check \(/ }).click();
  await side(page).getByRole('button', { name: 'Go to “Test a schedule”' }).first().click();
  await field(page, 'Choose').fill('Hour calendar');
  await page.getByRole('option', { name: /Hour calendar/ }).click();
  await add(page, 'Test a schedule', 'Closed', 'Distribution to queue');
  await field(page, 'Distribution to').selectOption('Queue');
  await field(page, 'Choose').fill('Hour queue');
  await page.getByRole('option', { name: /Hour queue/ }).click();
  await isSaved(page);
  expect(await barriers(page)).toEqual([]);

  // Tried: the path lights up.
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, thank you' }).click();
  await side(page).locator('.marks').getByText('Hour done').waitFor();
  await expect
    .poll(() => card(page, 'Add a checkpoint').getAttribute('class'))
    .toContain('visited');

  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByText('Into production').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('to be read only').waitFor();

  // A customer comes by a channel that leads to it.
  await openChannel(page, 'Hour queue');
  const interactionId = await customerGoesThrough(demo, page);
  await page.goBack();
  await page.getByRole('button', { name: 'Watch it' }).click();
  await page.getByText('1 came through this version.').waitFor();
  await expect
    .poll(() => card(page, 'Start').locator('.count').textContent())
    .toMatch(/^1 · 100/);
  await page.getByLabel('Id or address of an interaction').fill(interactionId);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText(/Step \d+ of \d+/).waitFor();
  await expect
    .poll(() => card(page, 'Add a checkpoint').locator('.set').getAttribute('title'))
    .toBe('Hour done');

  await page.locator('nav').getByRole('link', { name: 'Reports' }).click();
  await page
    .getByRole('link', { name: /Hour done/ })
    .or(page.getByText('Hour done'))
    .first()
    .waitFor();
  await page.locator('nav').getByRole('link', { name: 'History of interactions' }).click();
  await page.getByText('Hour customer').first().waitFor();
});
