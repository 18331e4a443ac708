import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { build, type PluginOption } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './built-package.ts';
import { hostInBrowser } from './host-in-browser.ts';

/* A small application of each kind, built from its own packages and from ours as it is given out. */

const apps = resolve(import.meta.dirname, 'apps');
const frameworks: { name: string; folder: string; plugins: PluginOption[] }[] = [
  { name: 'plain HTML', folder: 'plain', plugins: [] },
  { name: 'React', folder: 'react', plugins: [] },
  { name: 'Vue', folder: 'vue', plugins: [vueWithOurElements()] },
  { name: 'Angular', folder: 'angular', plugins: [] },
  {
    name: 'Svelte',
    folder: 'svelte',
    plugins: [svelte({ configFile: false, prebundleSvelteLibraries: false })],
  },
];

const host = hostInBrowser();
let built: string;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'waypost-apps-'));
});
afterAll(() => rm(built, { recursive: true, force: true }));

test.each(frameworks)(
  'an application in $name shows the panel, sets its properties and hears its events',
  async ({ folder, plugins }) => {
    await buildApp(folder, plugins);
    const { interactionId } = await host.waypost.openChat();
    const { page } = await host.newPage();
    const [first, second] = host.contacts;

    await page.goto(addressOf(folder));
    const panel = page.locator('waypost-panel');
    await panel.getByRole('heading', { name: first!.name }).waitFor();
    await expect.poll(() => page.locator('output').textContent()).toBe(interactionId);

    await page.getByRole('button', { name: 'Next customer' }).click();
    const contact = () => page.evaluate("document.querySelector('waypost-panel').contact");
    await expect.poll(contact).toBe(second!.phone);
    await panel.getByRole('heading', { name: first!.name }).waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('output').textContent()).not.toBe(interactionId);
  },
);

test('a class that is taken unregistered works under another name', async () => {
  await buildApp('own-name', []);
  await host.waypost.openChat();
  const { page } = await host.newPage();

  await page.goto(addressOf('own-name'));

  const panel = page.locator('crm-panel');
  await panel.getByRole('heading', { name: host.contacts[0]!.name }).waitFor();
  await panel.getByRole('tab', { name: 'Data', selected: true }).waitFor();
  await panel.getByText('No checkpoint so far').first().waitFor();
  expect(await page.evaluate("customElements.get('waypost-panel') === undefined")).toBe(true);
});

test.each([
  ['TypeScript, JSX and Vue', 'vue-tsc/bin/vue-tsc.js', ['--noEmit', '-p', '.']],
  [
    'Svelte',
    'svelte-check/bin/svelte-check',
    ['--tsconfig', 'tsconfig.json', '--output', 'machine'],
  ],
])('the applications in %s agree with the types of the package', async (_, program, args) => {
  const checking = promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules', program), ...args],
    { cwd: apps },
  );

  // What a checker finds is what it says before it fails.
  await checking.catch(({ stdout }: { stdout: string }) => expect.fail(stdout));
});

function vueWithOurElements(): PluginOption {
  return vue({
    template: {
      compilerOptions: { isCustomElement: (tag) => tag.startsWith('waypost-') },
    },
  });
}

async function buildApp(folder: string, plugins: PluginOption[]): Promise<void> {
  await build({
    root: join(apps, folder),
    base: `/${folder}/`,
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: { outDir: join(built, folder), emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  host.site.folder(`/${folder}/`, join(built, folder));
}

function addressOf(folder: string): string {
  const query = new URLSearchParams([
    ['server', host.waypost.url],
    ...host.contacts.map(({ phone }) => ['customer', phone]),
  ]);
  return `${host.site.url}/${folder}/index.html?${query}`;
}
