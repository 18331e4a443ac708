import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firefoxForExtension } from '../../tools/find-other-browsers.ts';
import { packedExtension } from '../helpers/built-extension.ts';
import { CrmSite } from '../helpers/crm-site.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { FirefoxWithExtension, ORIGIN } from '../helpers/firefox-extension.ts';

/*
 * The extension as it is built for Firefox, in a real one, against a real server: the way of an agent from the
 * installation to the sign-out. The browser's own questions are answered by a click on their buttons.
 */

const isThere = firefoxForExtension.look() !== null;

describe.skipIf(!isThere)(isThere ? 'in Firefox' : firefoxForExtension.missing, () => {
  let packed: string;
  let server: DemoServer;
  let crm: CrmSite;
  let browser: FirefoxWithExtension;

  beforeAll(async () => {
    [packed, server, crm, browser] = await Promise.all([
      packedExtension('firefox'),
      DemoServer.start({ allowedOrigins: [ORIGIN] }),
      CrmSite.start(),
      FirefoxWithExtension.launch(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    crm?.stop();
    await server?.stop();
  });
  beforeEach(() => browser.begin(join(packed, 'firefox')));
  afterEach(async () => {
    const complaints = await browser.evaluateInWindow<string[]>(COMPLAINTS);
    await browser.forget();
    expect(complaints).toEqual([]);
  });

  test('the browser asks whether the server may be called, and nothing is taken without a yes', async () => {
    await typeServer();
    await browser.answerQuestion('secondaryButton');
    await browser.waitFor(
      '[role=status]',
      'Your browser does not let Waypost call this server',
    );
    expect(await browser.stored('local')).not.toHaveProperty('server');

    await typeServer();
    await browser.answerQuestion('button');

    await browser.waitFor('[role=status]', 'Waypost uses this server.');
    expect(await browser.stored('local')).toMatchObject({ server: server.url });
  });

  test('a sign-in goes on in a tab of the server, also when the background ended meanwhile, and is in memory alone', async () => {
    await openSignIn();
    await browser.endBackground();

    await enter();

    await browser.waitFor('#sign-in', 'You are signed in: Léa Perrin');
    expect(await browser.stored('session')).toHaveProperty('session.accessToken');
    expect(JSON.stringify(await browser.stored('local'))).not.toContain('accessToken');
  });

  test('a wrong password opens nothing', async () => {
    await openSignIn();

    await enter('wrong');

    await browser.waitFor('[role=alert]', 'The name or the password is not right.');
  });

  test('a site is granted by a yes to the browser’s question, and the contact of its page is on show', async () => {
    const page = await browser.openTab(crm.address('nadia', 'localhost'));
    await browser.showTab(await lookAtOptions());
    await signIn();
    await browser.fill('#site', crm.address('nadia', 'localhost'));
    await browser.click('#site-list button', 'Show Waypost on this site');
    await browser.answerQuestion('button');
    await browser.waitFor('[role=status]', 'Waypost finds contacts on this site.');

    await browser.showTab(page);

    await lookAtOptions();
    await browser.waitForInSidebar('h2, h3', 'Interactions with +33 6 12 34 56 78');
  });

  test('the sidebar follows the page in front, as it changes without being loaded', async () => {
    const page = await browser.openTab(crm.address('nadia'));
    await browser.showTab(await lookAtOptions());
    await signIn();
    await browser.showTab(page);
    await lookAtOptions();
    await browser.clickInSidebar('button', 'Show Waypost on 127.0.0.1');
    await browser.waitForInSidebar('h2, h3', 'Interactions with +33 6 12 34 56 78');

    await browser.showTab(page);
    await browser.click('a', 'Luc');

    await lookAtOptions();
    await browser.waitForInSidebar('h2, h3', 'Interactions with +33 6 98 76 54 32');
  });

  test('the sidebar shows by itself the checkpoint that a customer reaches', async () => {
    await signIn();
    const chat = await server.openChat();
    await browser.clickInSidebar('tr, li', 'Nadia Achour');
    await browser.waitForInSidebar('h2, h3', 'Nadia Achour');

    await server.say(chat, { text: '12345' });

    await browser.waitForInSidebar('ol li', 'Customer recognised');
  });

  test('a sign-out leaves nothing, here or at the server', async () => {
    await signIn();
    await browser.waitForInSidebar('span', 'Live');
    const { session } = await browser.stored('session');
    const { accessToken } = session as { accessToken: string }; // somebody is signed in

    await browser.click('#sign-in button', 'Sign out');

    await browser.waitFor(
      '[role=status]',
      'You are signed out, and this browser has kept nothing.',
    );
    await browser.waitForInSidebar('main', 'Sign in to see where your customers have been');
    expect(await browser.stored('session')).toEqual({});
    expect(await browser.evaluate('return indexedDB.databases()')).toEqual([]);
    expect((await server.call('readMe', { token: accessToken })).status).toBe(401);
  });

  test('the button in the toolbar puts the sidebar away, and takes it out', async () => {
    const isOpen = () => browser.evaluateInWindow('return SidebarController.isOpen');
    await expect.poll(isOpen).toBe(true);

    await clickToolbarButton();
    await expect.poll(isOpen).toBe(false);
    await clickToolbarButton();

    await lookAtOptions();
    await browser.waitForInSidebar('main', 'does not know your organisation’s server yet');
  });

  const lookAtOptions = () => browser.tabAt(`${ORIGIN}/options.html`);

  async function typeServer(): Promise<void> {
    await browser.fill('#server', server.url);
    await browser.click('#choose-server button', 'Use this server');
  }

  async function openSignIn(): Promise<void> {
    await typeServer();
    await browser.answerQuestion('button');
    await browser.waitFor('[role=status]', 'Waypost uses this server.');
    await browser.click('#sign-in button', 'Sign in');
    await browser.showTab(await browser.tabAt(`${server.url}/auth/`));
  }

  /** With the right password the tab closes by itself, and the options come in front. */
  async function enter(password = 'waypost'): Promise<void> {
    const before = await browser.tabs();
    await browser.fill('[name=username]', 'agent');
    await browser.fill('[name=password]', password);
    await browser.click('button', 'Sign in');
    if (password !== 'waypost') return;
    await expect.poll(async () => (await browser.tabs()).length).toBe(before.length - 1);
    await lookAtOptions();
  }

  async function signIn(): Promise<void> {
    await openSignIn();
    await enter();
    await browser.waitFor('#sign-in', 'You are signed in:');
  }

  /** Of the list of extensions, which goes when something of it was clicked, and until then takes the next click. */
  async function clickToolbarButton(): Promise<void> {
    const panel = `const panel = document.getElementById('unified-extensions-panel');`;
    await browser.clickInWindow(`${panel}
      const isGone = !panel || panel.state === 'closed';
      return isGone ? document.getElementById('unified-extensions-button') : null;`);
    await browser.clickInWindow(`${panel}
      return panel?.state === 'open' && panel.hasAttribute('panelopen')
        ? panel.querySelector('[data-extensionid] .unified-extensions-item-action-button')
        : null;`);
  }
});

/** What Firefox itself wrote down of pages of the extension, as that they may not do a thing. */
const COMPLAINTS = `
  const messages = Services.console.getMessageArray();
  Services.console.reset();
  return messages
    .filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag))
    .filter(({ sourceName }) => sourceName.startsWith('${ORIGIN}'))
    // a page that was closed while it waited for an answer, which the browser notes: nothing is wrong
    .filter(({ errorMessage }) => errorMessage !== 'Promise resolved after context unloaded')
    .map(({ errorMessage, sourceName, lineNumber }) => errorMessage + ' (' + sourceName + ':' + lineNumber + ')');`;
