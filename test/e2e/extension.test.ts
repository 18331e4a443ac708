import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { API_VERSION, SERVICE } from '../../api-client/contract/api-version.ts';
import { createWayOut } from '../../mock-server/effects/create-way-out.ts';
import { barriers } from '../helpers/browser-page.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';
import { sendJson, startHttpService } from '../helpers/http-service.ts';
import { startIdentityProvider, useProvider } from '../helpers/identity-provider.ts';

/*
 * The built extension in a real browser, against a real server. Nobody can click the browser's own question
 * whether the extension may call the server: its manifest, in a copy, gives that one permission beforehand.
 * The options page asks all the same, and the browser answers without a window.
 */

const at = extensionInBrowser({
  async startServer(origin) {
    const allowedHosts = ['127.0.0.1'];
    const { relyingParty } = createWayOut({ smtp: null, smsGateway: null, allowedHosts });
    const server = await DemoServer.start({ allowedOrigins: [origin], relyingParty });
    server.services.publicUrl = server.url;
    return server;
  },
});
let options: Page;
let sidePanel: Page;

beforeEach(async () => {
  sidePanel = await at.extension.open('sidepanel.html');
  options = await at.extension.open('options.html');
});

test('the manifest asks for as little as there is', async () => {
  const { permissions, optional_host_permissions: servers } = await options.evaluate<{
    permissions: string[];
    optional_host_permissions: string[];
  }>('chrome.runtime.getManifest()');

  expect(permissions.sort()).toEqual([
    'activeTab',
    'alarms',
    'contextMenus',
    'scripting',
    'sidePanel',
    'storage',
  ]);
  expect(servers).toEqual(['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']);
});

describe('sign-in', () => {
  test('says that the server does not answer, and the way on', async () => {
    const other = await startHttpService((_, response) => sendJson(response, GREETING));
    await chooseServer(other.url);
    await options.getByText('Waypost uses this server.').waitFor();
    await other.close();

    await options.getByRole('button', { name: 'Sign in' }).click();

    await options.getByText('The server cannot be reached. Check its address').waitFor();
  });

  test('says that it waits, and then that the page was closed', async () => {
    const page = await openSignIn();
    await options.getByText('this one waits for it').waitFor();

    await page.close();

    await options.getByText('You are not signed in: the page for it was closed.').waitFor();
    expect(await stored('session')).toEqual({ signInFailure: 'signInClosed' });
  });

  test('says that the sign-in was cancelled', async () => {
    const page = await openSignIn();

    await page.getByRole('link', { name: 'Cancel' }).click();

    await options.getByText('You are not signed in: the sign-in was cancelled').waitFor();
    await expect.poll(() => page.isClosed()).toBe(true);
  });

  test('says that the server does not know the extension', async () => {
    const other = await DemoServer.start({ interactions: 5 });
    await enter(await openSignIn(other.url), 'agent');

    await options.getByText('lets only extensions call that its operator has named').waitFor();

    expect(await stored('session')).toEqual({ signInFailure: 'signInForbidden' });
    await other.stop();
  });

  test('begins again, and the page that was open before is closed', async () => {
    const former = await openSignIn();

    const page = await at.extension.pageOpenedBy(() =>
      options.getByRole('button', { name: 'Begin again' }).click(),
    );
    await enter(page, 'agent');

    await signedInBy(page);
    await expect.poll(() => former.isClosed()).toBe(true);
  });
});

describe('sign-in-tab', () => {
  test('keeps its secrets in memory alone, for as long as it needs them', async () => {
    const page = await openSignIn();
    const { signingIn } = await stored('session');
    expect(signingIn).toMatchObject({
      server: at.server.url,
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(page.url()).not.toContain((signingIn as { verifier: string }).verifier);

    await enter(page, 'agent');

    await signedInBy(page);
    expect(Object.keys(await stored('session'))).toEqual(['session']);
    expect(await stored('local')).toEqual({ server: at.server.url });
  });

  test('a wrong password opens nothing, and the page asks again', async () => {
    const page = await openSignIn();

    await enter(page, 'agent', 'wrong');

    await page.getByText('The name or the password is not right.').waitFor();
    expect(await stored('session')).not.toHaveProperty('session');
  });

  test('goes on when the background ended in between', async () => {
    const page = await openSignIn();
    await at.extension.endBackground(options);

    await enter(page, 'agent');

    await signedInBy(page);
  });

  test('sees when it comes back that its tab is gone', async () => {
    await chooseServer();
    await options.getByText('Waypost uses this server.').waitFor();
    const signingIn = { server: at.server.url, state: 'a', verifier: 'b', tabId: 987_654 };
    await options.evaluate(`chrome.storage.session.set(${JSON.stringify({ signingIn })})`);
    await options.getByText('this one waits for it').waitFor();
    await at.extension.endBackground(options);

    await options.evaluate('chrome.runtime.sendMessage({}).catch(() => {})'); // wakes it

    await options.getByText('the page for it was closed').waitFor();
  });

  test('takes no answer that does not belong to the question', async () => {
    const page = await openSignIn();
    const strange = `${at.server.url}/auth/done?code=x&state=y`;
    const another = await at.extension.context.newPage();
    await another.goto(strange);
    await options.getByText('this one waits for it').waitFor();

    await page.goto(strange).catch(() => {}); // closed under its eyes

    await options.getByText('the answer did not belong to this sign-in').waitFor();
    expect(another.isClosed()).toBe(false);
  });

  test('goes the whole way by the organisation’s own provider', async () => {
    const provider = await startIdentityProvider(`${at.server.url}/auth/callback`);
    provider.people.set('lea', { email: 'agent@example.com', email_verified: true });
    await useProvider(at.server, provider);
    const page = await openSignIn();

    await page.getByRole('link', { name: 'Sign in with Verdier' }).click();
    await page.getByPlaceholder('Enter any login').fill('lea');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();

    await signedInBy(page);
    await options.getByText('Léa Perrin').waitFor();
    await provider.close();
  });
});

describe('session', () => {
  test('is not kept on the disk', async () => {
    await signInAs('agent');

    expect(await stored('local')).toEqual({ server: at.server.url });
    expect(await stored('session')).toHaveProperty('session.accessToken');
  });

  test('leaves nothing after a sign-out, here or at the server', async () => {
    await signInAs('agent');
    await look('+33612345678');
    await live();
    const token = await presentToken();
    expect(await databases()).not.toEqual([]);

    await options.bringToFront();
    await options.getByRole('button', { name: 'Sign out' }).click();

    await options.getByText('You are signed out, and this browser has kept nothing.').waitFor();
    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
    expect(await stored('session')).toEqual({});
    expect(await databases()).toEqual([]);
    expect((await at.server.call('readMe', { token })).status).toBe(401);
  });

  test('that the server ended asks to sign in again', async () => {
    await signInAs('agent');
    await live();

    await at.server.call('endSession', { token: await presentToken() });

    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
    await options.getByRole('button', { name: 'Sign in' }).waitFor();
  });
});

describe('choose-contact', () => {
  test('shows the interactions of the customer who is looked for, and then everyone’s', async () => {
    await signInAs('agent');
    const panel = sidePanel.locator('waypost-panel');

    await look('+33 6 12 34 56 78');
    await panel.getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' }).waitFor();
    await panel.locator('tbody').getByRole('button').first().click();
    await panel.getByRole('heading', { name: 'Nadia Achour' }).waitFor();
    await sidePanel.getByRole('button', { name: 'Everyone' }).click();

    await panel.getByRole('heading', { name: 'Interactions', exact: true }).waitFor();
  });

  test('is the choice of one window, and goes with it', async () => {
    await signInAs('agent');
    const [other] = await Promise.all([
      at.extension.context.waitForEvent('page'),
      at.extension.worker.evaluate(
        `chrome.windows.create({ url: '/sidepanel.html' }).then(() => {})`,
      ),
    ]);
    await other.getByRole('heading', { name: 'Interactions', exact: true }).waitFor();

    await other.getByRole('searchbox', { name: 'Phone number or e-mail' }).fill('+33612345678');
    await other.getByRole('button', { name: 'Show', exact: true }).click();
    await other.getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' }).waitFor();
    await look('nadia@mail.example');
    await sidePanel
      .getByRole('heading', { name: 'Interactions with nadia@mail.example' })
      .waitFor();

    await other.getByRole('heading', { name: 'Interactions with +33 6 12 34 56 78' }).waitFor();
    const chosen = async () =>
      Object.values(await stored('session')).filter((value) => value === '+33612345678');
    expect(await chosen()).toHaveLength(1);
    await other.close();
    await expect.poll(chosen).toEqual([]);
  });

  test('says that half a number is none', async () => {
    await signInAs('agent');

    await look('0612 Nadia');

    const field = sidePanel.locator('#choose-contact').getByRole('searchbox');
    const said = () => field.evaluate((element: HTMLInputElement) => element.validationMessage);
    await expect.poll(said).toBe('This is no whole phone number or e-mail address.');
    expect(Object.keys(await stored('session')).join()).not.toContain('contact');
  });
});

describe('panel', () => {
  test('shows by itself the checkpoint that a customer reaches', async () => {
    await signInAs('agent');
    const chat = await at.server.openChat();
    await look('+33612345678');
    await sidePanel.getByText('No checkpoint so far').first().waitFor();

    await at.server.say(chat, { text: '12345' });

    await sidePanel
      .locator('waypost-interaction .side waypost-checkpoint-chips')
      .getByText('Recognised', { exact: true })
      .waitFor();
  });
});

describe('choose-language', () => {
  test('holds for all pages, and for the elements', async () => {
    await signInAs('agent');
    await sidePanel
      .locator('waypost-panel')
      .getByRole('button', { name: 'Français' })
      .waitFor();

    await options.getByLabel('Français').check();

    await options.getByRole('button', { name: 'Se déconnecter' }).waitFor();
    await sidePanel.getByRole('button', { name: 'Afficher', exact: true }).waitFor();
    await sidePanel.locator('waypost-panel').getByRole('button', { name: 'English' }).waitFor();
    await expect.poll(() => sidePanel.getAttribute('html', 'lang')).toBe('fr');
  });
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('both pages are open to everybody, also at 320 px', async () => {
    await signInAs('agent');
    await live();
    for (const page of [options, sidePanel]) {
      await page.bringToFront();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 700 });

      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      expect(await barriers(page)).toEqual([]);
    }
  });

  test('so is the server’s page for signing in, also when the password was wrong', async () => {
    const page = await openSignIn();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await barriers(page)).toEqual([]);

    await enter(page, 'agent', 'wrong');

    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await barriers(page)).toEqual([]);
  });
});

/** What every Waypost answers to whoever asks who it is. */
const GREETING = { service: SERVICE, apiVersion: API_VERSION };

async function chooseServer(address = at.server.url): Promise<void> {
  await options.getByLabel('Address of your organisation’s Waypost').fill(address);
  await options.getByRole('button', { name: 'Use this server' }).click();
}

async function openSignIn(address = at.server.url): Promise<Page> {
  await chooseServer(address);
  return at.extension.pageOpenedBy(() =>
    options.getByRole('button', { name: 'Sign in' }).click(),
  );
}

async function enter(page: Page, username: string, password = 'waypost'): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** When the page of a sign-in is closed, too, no page comes by itself any more. */
async function signedInBy(page: Page): Promise<void> {
  await options.getByText('You are signed in:').waitFor();
  await expect.poll(() => page.isClosed()).toBe(true);
}

async function signInAs(username: string): Promise<void> {
  const page = await openSignIn();
  await enter(page, username);
  await signedInBy(page);
}

async function look(contact: string): Promise<void> {
  await sidePanel.bringToFront(); // a tab behind draws rarely, and every click waits for it
  await sidePanel.getByLabel('Phone number or e-mail address of a customer').fill(contact);
  await sidePanel.getByRole('button', { name: 'Show', exact: true }).click();
}

const stored = (area: 'local' | 'session') =>
  options.evaluate<Record<string, unknown>>(`chrome.storage.${area}.get()`);

const databases = () =>
  options.evaluate<string[]>(
    `navigator.storageBuckets.open('waypost').then((bucket) => bucket.indexedDB.databases())
      .then((all) => all.map(({ name }) => name))`,
  );

const live = () =>
  sidePanel.locator('waypost-panel').getByText('Live', { exact: true }).waitFor();

async function presentToken(): Promise<string> {
  const { session } = await stored('session');
  return (session as { accessToken: string }).accessToken; // somebody is signed in
}
