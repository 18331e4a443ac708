import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DemoServer } from '../helpers/demo-server.ts';
import { ExtensionBrowser } from '../helpers/extension-browser.ts';

/* What the extension outlives, and what it leaves behind. */

/** The digits of the customer who comes, as nobody else has them. */
const CANARY = '612345678';
const KILLS = 20;

let built: Awaited<ReturnType<typeof ExtensionBrowser.build>>;
let server: DemoServer;
let extension: ExtensionBrowser;
let profile: string;

beforeAll(async () => {
  built = await ExtensionBrowser.build();
  // The server has to know the extension's origin, and only a browser knows it.
  const first = await ExtensionBrowser.launch(built.folder);
  await first.close();
  server = await DemoServer.start({ allowedOrigins: [first.origin] });
});

afterAll(async () => {
  await server?.stop();
  await built?.remove();
});

beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'waypost-profile-'));
  extension = await ExtensionBrowser.launch(built.folder, profile);
});

afterEach(async () => {
  await extension?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  expect(extension.complaints).toEqual([]);
});

async function signIn(username: string): Promise<void> {
  const { accessToken, expiresAt, user } = await server.signIn(username);
  const session = { server: server.url, accessToken, expiresAt, name: user.name };
  await extension.worker.evaluate(
    `Promise.all([chrome.storage.local.set({ server: ${JSON.stringify(server.url)} }),
      chrome.storage.session.set({ session: ${JSON.stringify(session)} })])`,
  );
}

test(`the background is killed ${KILLS} times while customers come, and nobody notices`, async () => {
  await signIn('admin');
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
  await signIn('agent');
  const chat = await server.openChat();
  await server.say(chat, { text: '12345' });
  const panel = await extension.open('sidepanel.html');
  await panel.getByText('Live', { exact: true }).first().waitFor();
  await panel.getByLabel('Phone number or e-mail address of a customer').fill('06 12 34 56 78');
  await panel.getByRole('button', { name: 'Show', exact: true }).click();
  await panel.getByRole('heading', { name: 'Interactions with' }).waitFor();
  const options = await extension.open('options.html');
  await expect.poll(holdsCanary).toBe(true); // or the search would prove nothing

  await options.getByRole('button', { name: 'Sign out' }).click();
  await options.getByText('You are signed out, and this browser has kept nothing.').waitFor();
  await extension.close();

  expect(await filesWithCanary()).toEqual([]);
});

const holdsCanary = async () => (await filesWithCanary()).length > 0;

/** Files of the profile in which the number stands, written in one byte or two a letter. */
async function filesWithCanary(): Promise<string[]> {
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
