import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Supervision } from '../../api-client/contract/supervision.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';
import { treeOf } from '../helpers/run-routing.ts';

/* What the extension does beside a page: the popup of those who supervise, its button, menu and keys. */

const at = extensionInBrowser();

const ask = <Answer>(question: string) => at.extension.worker.evaluate<Answer>(question);
const popupOf = () => ask<string>('chrome.action.getPopup({})');

async function opened(act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([at.extension.context.waitForEvent('page'), act()]);
  return page;
}

describe('supervision', () => {
  test('counts what happens now, and follows it', async () => {
    await at.extension.signIn(at.server, 'admin');
    const popup = await at.extension.open('supervision.html');
    await popup.getByRole('heading', { name: 'Latest checkpoints' }).waitFor();
    await popup.getByText('Live', { exact: true }).waitFor();

    const chat = await at.server.openChat();
    await at.server.say(chat, { text: '12345' });

    await popup
      .locator('.latest li')
      .first()
      .getByText('Recognised', { exact: true })
      .waitFor();
  });

  test('is there from the cache before the server has answered', async () => {
    await at.extension.signIn(at.server, 'admin');
    const first = await at.extension.open('supervision.html');
    await first.getByText('Live', { exact: true }).waitFor();
    await first.close();
    await at.extension.context.route('**/api/**', () => {}); // nothing is answered any more

    const popup = await at.extension.open('supervision.html');

    await popup.getByRole('heading', { name: 'Latest checkpoints' }).waitFor();
    expect(await popup.getByText('Live', { exact: true }).count()).toBe(0);
  });

  test('opens an interaction by one click, in a tab of its own', async () => {
    await at.extension.signIn(at.server, 'admin');
    const chat = await at.server.openChat();
    await at.server.say(chat, { text: '12345' });
    await expect.poll(latestOfAdmin).toBe(chat.interactionId);
    const popup = await at.extension.open('supervision.html');

    const tab = await opened(() => popup.locator('.latest button').first().click());

    await tab.locator('waypost-interaction').getByRole('heading').first().waitFor();
    expect(tab.url()).toContain(`/interactions.html#interaction=${chat.interactionId}`);
  });

  test('asks for a sign-in while nobody is signed in', async () => {
    const popup = await at.extension.open('supervision.html');

    await popup.getByText('does not know your organisation’s server yet').waitFor();
  });
});

describe('history', () => {
  test('shows the interactions behind a figure, and one of them, and goes back', async () => {
    await at.extension.signIn(at.server, 'admin');
    const page = await at.extension.open(
      'interactions.html#period=last-3-months&status=processed',
    );
    const row = page.locator('waypost-history-table').getByRole('row').nth(1);
    await row.waitFor();

    await row.getByRole('button', { name: /Open/ }).last().click();
    await page.locator('waypost-interaction').getByRole('heading').first().waitFor();
    await page.getByRole('button', { name: 'Back to the history' }).click();

    await row.waitFor();
    expect(page.url()).toContain('#period=last-3-months&status=processed');
  });
});

describe('toolbar-button', () => {
  test('opens what happens now for those who supervise, and the panel for others', async () => {
    await at.extension.signIn(at.server, 'manager');
    await expect.poll(popupOf).toContain('supervision.html');

    await at.extension.signIn(at.server, 'agent');

    await expect.poll(popupOf).toBe('');
    const behaviour = () => ask('chrome.sidePanel.getPanelBehavior()');
    await expect.poll(behaviour).toEqual({ openPanelOnActionClick: true });
  });

  test('tells how many interactions ring', async () => {
    await at.extension.signIn(at.server, 'agent');
    const badge = () => ask<string>('chrome.action.getBadgeText({})');
    expect(await badge()).toBe('');

    await ringAt('agent');

    await expect.poll(badge, { timeout: 20_000 }).toBe('1');
  });
});

describe('stay-connected', () => {
  test('wakes the background as long as somebody is signed in', async () => {
    const alarms = () =>
      ask<string[]>('chrome.alarms.getAll().then((all) => all.map(({ name }) => name))');
    await at.extension.signIn(at.server, 'agent');
    await expect.poll(alarms).toEqual(['stay-connected']);

    await ask('chrome.storage.session.clear()');

    await expect.poll(alarms).toEqual([]);
  });

  test('holds the connection while no page is open', async () => {
    await at.extension.signIn(at.server, 'admin');
    const first = await at.extension.open('supervision.html');
    await first.getByText('Live', { exact: true }).waitFor();
    await first.goto('about:blank');
    const connections = () => at.server.services.hub.size;

    await expect.poll(connections).toBe(1);
  });
});

describe('apply-policy', () => {
  test('leaves what a person chose where an administrator decided nothing', async () => {
    await at.extension.signIn(at.server, 'agent');
    const options = await at.extension.open('options.html');

    const field = options.getByLabel('Address of your organisation’s Waypost');

    await expect.poll(() => field.inputValue()).toBe(at.server.url);
    expect(await field.isEditable()).toBe(true);
    expect(await options.getByLabel('Français').isEnabled()).toBe(true);
  });
});

describe('context-menu', () => {
  test('is offered on a selection and on links that call or write', async () => {
    // a browser lists no items: it changes those that are there, and fails at others
    for (const item of ['show-interactions', 'show-interactions-of-link'])
      await ask(`chrome.contextMenus.update('${item}', {})`);
    await expect(ask(`chrome.contextMenus.update('another', {})`)).rejects.toThrow();
    // its clicks are the browser's own: what they lead to is told to the listener as it would be
    await ask(`chrome.contextMenus.onClicked.dispatch(
      { menuItemId: 'show-interactions', selectionText: ' +33 6 12 34 56 78 ' }, undefined)`);

    const { id } = await ask<{ id: number }>('chrome.windows.getCurrent()');
    const shown = async () => (await at.extension.stored('session'))[`contact-${id}`];
    await expect.poll(shown).toBe('+33612345678');
    await ask(`chrome.contextMenus.onClicked.dispatch(
      { menuItemId: 'show-interactions-of-link', linkUrl: 'mailto:Nadia@Mail.example?subject=x' }, undefined)`);
    await expect.poll(shown).toBe('nadia@mail.example');
  });
});

describe('key-commands', () => {
  test('open the history', async () => {
    const page = await opened(() => ask(`chrome.commands.onCommand.dispatch('open-history')`));

    await page.waitForURL(`${at.extension.origin}/interactions.html`);
    const keys = await ask<string[]>(
      'chrome.commands.getAll().then((all) => all.map(({ name }) => name))',
    );
    expect(keys).toEqual(expect.arrayContaining(['open-history', 'open-panel']));
  });
});

/** The interaction that has got the newest checkpoint of all. */
async function latestOfAdmin(): Promise<string | undefined> {
  const { accessToken: token } = await at.server.signIn('admin');
  const { body } = await at.server.call('readSupervision', { token });
  return (body as Supervision).latest[0]?.interactionId; // the contract's own tests look at its shape
}

/** Lets an interaction wait in a queue of theirs, until it rings. */
async function ringAt(username: string): Promise<void> {
  const [{ accessToken: token }, { accessToken: admin }] = [
    await at.server.signIn(username),
    await at.server.signIn('admin'),
  ];
  const draft = {
    name: 'To an advisor',
    reference: 'to-an-advisor',
    flow: 'messaging',
    kind: 'start',
  };
  const { body: routing } = await at.server.call('createRouting', {
    token: admin,
    body: draft,
  });
  const params = { id: (routing as { id: string }).id, number: 1 };
  const tree = treeOf({
    advisor: {
      type: 'distribution-queue',
      parameters: { target: { queue: { reference: 'orders' } } },
      branches: {},
    },
  });
  await at.server.call('saveVersion', {
    token: admin,
    params,
    body: { tree },
    headers: { 'if-match': '"1"' },
  });
  const body = { to: 'production' };
  const published = await at.server.call('publishVersion', { token: admin, params, body });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  await at.server.call('choosePresence', { token, body: { status: 'available' } });
  await at.server.openChat('to-an-advisor');
  await at.server.services.dispatcher.dispatch();
}
