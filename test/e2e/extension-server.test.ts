import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { API_VERSION, SERVICE } from '../../api-client/contract/api-version.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';
import { sendJson, startHttpService } from '../helpers/http-service.ts';
import { UntrustedServer } from '../helpers/untrusted-server.ts';

/* The options page: the choice of the server, whatever may be at the address that a person gives, and of the colours. */

const at = extensionInBrowser();
let options: Page;

beforeEach(async () => {
  options = await at.extension.open('options.html');
});

describe('choose-server', () => {
  test('takes the server of any address there, and the panel asks for a sign-in', async () => {
    const sidePanel = await at.extension.open('sidepanel.html');
    await sidePanel.getByText('does not know your organisation’s server yet').waitFor();

    await chooseServer(`${at.server.url}/demo/crm?user=agent`);

    await options.getByText('Waypost uses this server.').waitFor();
    expect(await at.extension.stored('local')).toEqual({ server: at.server.url });
    await sidePanel.getByText('Sign in to see where your customers have been').waitFor();
  });

  test('ends the session when the server is another one', async () => {
    await at.extension.signIn(at.server, 'agent');
    await options.getByText('You are signed in:').waitFor();

    await chooseServer(await serviceThatAnswers({ service: SERVICE, apiVersion: API_VERSION }));

    await options.getByText('Waypost uses this server.').waitFor();
    expect(await at.extension.stored('session')).toEqual({});
  });

  test('keeps the server and the session when another one is of no use', async () => {
    await at.extension.signIn(at.server, 'agent');
    await options.getByText('You are signed in:').waitFor();

    await chooseServer(await serviceThatAnswers({ status: 'ok' }));

    await options.getByText('it is no Waypost').waitFor();
    expect(await at.extension.stored('local')).toEqual({ server: at.server.url });
    expect(await at.extension.stored('session')).toHaveProperty('session');
  });

  test.each([
    [
      'over which a password would travel in the open',
      () => 'http://waypost.example',
      'travel in the open',
      'circulerait en clair',
    ],
    [
      'that is none',
      () => 'two words',
      'This is no address of a server',
      'Ce n’est pas l’adresse d’un serveur',
    ],
    [
      'where nobody answers',
      addressOfNobody,
      'The server cannot be reached',
      'Le serveur est injoignable',
    ],
    [
      'with a certificate that nobody vouches for',
      untrusted,
      'does not trust its certificate',
      'ne fait pas confiance à son certificat',
    ],
    [
      'of some other site',
      () => serviceThatAnswers('<!doctype html><title>Welcome</title>'),
      'it is no Waypost',
      'ce n’est pas un Waypost',
    ],
    [
      'of an older Waypost',
      () => serviceThatAnswers({ service: SERVICE, apiVersion: API_VERSION - 1 }),
      'This server is older than the extension',
      'Ce serveur est plus ancien que l’extension',
    ],
    [
      'of a newer Waypost',
      () => serviceThatAnswers({ service: SERVICE, apiVersion: API_VERSION + 1 }),
      'This server is newer than the extension',
      'Ce serveur est plus récent que l’extension',
    ],
  ])('refuses an address %s, in both languages', async (_, address, english, french) => {
    await chooseServer(await address());

    await options.getByText(english).waitFor();
    expect(await at.extension.stored('local')).toEqual({});
    await options.getByLabel('Français').check();
    await options.getByText(french).waitFor();
  });

  test('says that what was chosen could not be kept, in both languages, and may be tried again', async () => {
    await options.evaluate(`{
      const { set } = chrome.storage.local;
      chrome.storage.local.set = (kept) => {
        chrome.storage.local.set = set;
        return Promise.reject(new Error('The disk is full.'));
      };
    }`);

    await chooseServer(at.server.url);

    await options.getByText('The server could not be taken into use').waitFor();
    await options.getByLabel('Français').check();
    await options.getByText('Ce serveur n’a pas pu être adopté').waitFor();
    await options.getByRole('button', { name: 'Utiliser ce serveur' }).click();
    await options.getByText('Waypost utilise ce serveur.').waitFor();
  });

  test('leads to the address where only a look at it says what is wrong', async () => {
    const address = await untrusted();
    await chooseServer(`${address}/some/page`);

    const link = options.getByRole('link', { name: 'Open the address' });

    expect(await link.getAttribute('href')).toBe(address);
  });
});

describe('sign-in', () => {
  test('says that the server has become another version, and keeps the server', async () => {
    const greeting = { service: SERVICE, apiVersion: API_VERSION };
    const server = await serviceThatAnswers(greeting);
    await chooseServer(server);
    await options.getByText('Waypost uses this server.').waitFor();
    greeting.apiVersion++;

    await options.getByRole('button', { name: 'Sign in' }).click();

    await options.getByText('This server is newer than the extension').waitFor();
    expect(await at.extension.stored('local')).toEqual({ server });
  });
});

describe('choose-appearance', () => {
  test('holds for all pages and the elements in them, whatever the browser has, until the browser’s is chosen', async () => {
    await at.extension.signIn(at.server, 'agent');
    const sidePanel = await at.extension.open('sidepanel.html');
    const pages = [options, sidePanel, await at.extension.open('interactions.html')];
    for (const page of pages) await page.emulateMedia({ colorScheme: 'light' });
    await sidePanel.locator('waypost-panel').waitFor();
    const grounds = () =>
      Promise.all(
        [options, sidePanel].map((page) =>
          page.evaluate(`getComputedStyle(document.body).backgroundColor`),
        ),
      );
    const schemes = () =>
      Promise.all(
        pages.map((page) =>
          page.evaluate(`getComputedStyle(document.querySelector('waypost-panel, waypost-history')
            ?.shadowRoot.querySelector('.root') ?? document.documentElement).colorScheme`),
        ),
      );
    const before = await grounds();

    await options.bringToFront();
    await options.getByLabel('Dark').check();

    await expect.poll(schemes).toEqual(['dark', 'dark', 'dark']);
    await expect.poll(grounds).not.toEqual(before);
    expect(await at.extension.stored('local')).toMatchObject({ colourScheme: 'dark' });
    await options.getByLabel('In the browser’s colours').check();
    await expect.poll(schemes).toEqual(Array(3).fill('light dark'));
    await expect.poll(grounds).toEqual(before);
  });
});

async function chooseServer(address: string): Promise<void> {
  await options.getByLabel('Address of your organisation’s Waypost').fill(address);
  await options.getByRole('button', { name: 'Use this server' }).click();
}

/** A service that has one answer to everything, for as long as the test. */
async function serviceThatAnswers(answer: object | string): Promise<string> {
  const service = await startHttpService((_, response) => {
    if (typeof answer === 'string') response.end(answer);
    else sendJson(response, answer);
  });
  onTestFinished(() => service.close());
  return service.url;
}

async function untrusted(): Promise<string> {
  const server = await UntrustedServer.start((_, response) =>
    response.end(JSON.stringify({ service: SERVICE, apiVersion: API_VERSION })),
  );
  onTestFinished(() => server.stop());
  return server.url;
}

async function addressOfNobody(): Promise<string> {
  const service = await startHttpService(() => {});
  await service.close();
  return service.url;
}
