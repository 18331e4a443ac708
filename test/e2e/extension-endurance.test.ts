import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtExtension } from '../helpers/built-extension.ts';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';
import { extensionInBrowser } from '../helpers/extension-in-browser.ts';

/* What the extension outlives, and what it leaves behind. */

/** The digits of the customer who comes, as nobody else has them. */
const CANARY = '612345678';
const KILLS = 20;

const at = extensionInBrowser();

test(`the background is killed ${KILLS} times while customers come, and nobody notices`, async () => {
  const { extension, server } = at;
  await extension.signIn(server, 'admin');
  const popup = await extension.open('supervision.html');
  await popup.getByText('Live', { exact: true }).waitFor();

  const ask = `chrome.runtime.sendMessage({
    type: 'token', asked: { server: ${JSON.stringify(server.url)}, refused: '' },
  }).then((reply) => { if (!reply.answered) throw new Error(JSON.stringify(reply)); })`;
  for (let kill = 0; kill < KILLS; kill++) {
    await extension.worker.evaluate('globalThis.mark = true');
    await extension.endBackground(popup);
    const chat = await server.openChat();
    await server.say(chat, { text: '12345' });
    await popup.evaluate(ask); // it is there again, or this fails
    expect(await extension.worker.evaluate('globalThis.mark')).toBeUndefined(); // and it is another
  }

  const { accessToken } = await server.signIn('admin');
  const expected = async () => {
    const { body } = await server.call('readSupervision', { token: accessToken });
    return String((body as { interactions: { today: number } }).interactions.today);
  };
  const shown = () => popup.locator('section').nth(1).locator('tbody td').first().innerText();
  await expect.poll(shown, { timeout: 20_000 }).toBe(await expected());
});

test('after a sign-out the profile’s folder holds nothing of a customer', async () => {
  const { server } = at;
  const profile = await freshProfile();
  const extension = await ExtensionBrowser.launch(await builtExtension(), profile);
  await extension.signIn(server, 'agent');
  const chat = await server.openChat();
  await server.say(chat, { text: '12345' });
  const panel = await extension.open('sidepanel.html');
  await panel.getByText('Live', { exact: true }).first().waitFor();
  await panel.getByLabel('Phone number or e-mail address of a customer').fill('06 12 34 56 78');
  await panel.getByRole('button', { name: 'Show', exact: true }).click();
  await panel.getByRole('heading', { name: 'Interactions with' }).waitFor();
  const options = await extension.open('options.html');
  await expect.poll(() => filesWithCanary(profile)).not.toEqual([]); // or the search would prove nothing

  await options.getByRole('button', { name: 'Sign out' }).click();
  await options.getByText('You are signed out, and this browser has kept nothing.').waitFor();
  await extension.close();

  expect(await filesWithCanary(profile)).toEqual([]);
  expect(extension.complaints).toEqual([]);
});

/** The folder of a profile of the browser, which is there as long as the test. */
async function freshProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'waypost-profile-'));
  onTestFinished(() =>
    rm(profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }),
  );
  return profile;
}

/** Files of the profile in which the number stands, written in one byte or two a letter. */
async function filesWithCanary(profile: string): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.of());
    const isThere = ['latin1', 'utf16le'].some((encoding) =>
      bytes.includes(Buffer.from(CANARY, encoding as BufferEncoding)),
    );
    if (isThere) found.push(file.name);
  }
  return found;
}
