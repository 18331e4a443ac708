import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOptions } from '../../mock-server/options.ts';
import { freePort } from '../helpers/server-process.ts';
import { root } from './built-package.ts';
import { hostInBrowser } from './host-in-browser.ts';
import { Snippets } from './snippets.ts';

/* Every snippet of docs/embedding.md and of the README's part on embedding, run as it stands there but for the addresses. */

const embedding = new Snippets('docs/embedding.md');
const start = embedding.take('npm start');
const makeKey = embedding.take('npm run build\nnpm run embed-key');
const page = embedding.take('public/index.html');
const runServer = embedding.take('node server.cjs');
const setContact = embedding.take("querySelector('waypost-panel').contact");
const changeKey = embedding.take('embed-key -- end my-crm');
const client = embedding.take('startWaypost');
const bundled = embedding.take("from 'waypost/client'");
for (const framed of ['<waypost-frame', 'frame.contentWindow']) embedding.take(framed); // frame.test.ts runs them
embedding.take("default-src 'none'"); // script-tag.test.ts shows pages under it
const servers = [
  { language: 'Node', file: 'server.cjs', program: process.execPath },
  { language: 'Python', file: 'server.py', program: 'python3' },
  { language: 'PHP', file: 'server.php', program: 'php' },
].map((server) => ({ ...server, code: embedding.take(server.file) }));

const readme = new Snippets('README.md');
const tag = readme.take('<waypost-panel');
const jose = readme.take("from 'jose'");

const port = await freePort();
const { allowedOrigins } = readOptions([], variables(withOwnPort(start)));
const host = hostInBrowser({ origins: allowedOrigins });
/** For what is built or imports packages: inside of ours, as an application that has it installed. */
const workshop = join(root, 'dist', 'documents');
let secret: string;

beforeAll(async () => {
  host.site.folder('/waypost/', join(root, 'dist/script'));
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
  const [made] = await embedKeys(makeKey);
  secret = made!.split('\n').at(-2)!;
  await host.waypost.openChat();
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

test('no snippet is left that no test runs', () => {
  expect(embedding.left).toEqual([]);
});

describe('ten minutes', () => {
  for (const { language, file, program, code } of servers) {
    const isThere = spawnSync(program, ['-v']).status === 0;
    const why = isThere ? '' : ` (skipped: there is no ${program} on this machine)`;
    test.skipIf(!isThere)(`lead to a panel with a server in ${language}${why}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'my-crm-'));
      mkdirSync(join(folder, 'public'));
      cpSync(join(root, 'dist/script'), join(folder, 'public/waypost'), { recursive: true });
      writeFileSync(join(folder, 'public/index.html'), addressed(page));
      writeFileSync(join(folder, 'public/favicon.ico'), ''); // which browsers ask for
      writeFileSync(join(folder, file), addressed(code));
      const server = await startServer(file, program, folder);

      try {
        const { page } = await host.newPage();
        await page.goto(`http://localhost:${port}`);
        await host.expectPanel(page);
        await page.evaluate("document.querySelector('waypost-panel').contact = ''");
        await page.evaluate(setContact);
        await host.expectPanel(page);
      } finally {
        await stop(server);
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

test('the script gives a client to another element', async () => {
  const { page } = await host.open({
    head: '<script type="module" src="/waypost/waypost.js"></script>',
    body: '<waypost-history></waypost-history>',
    end: `<script type="module">${addressed(client)}</script>`,
  });

  await page.locator('waypost-history').getByRole('row').nth(1).waitFor();
});

test('a page that is built shares a client, and agrees with the types', async () => {
  const folder = join(workshop, 'bundled');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.ts'), addressed(bundled));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><title>A CRM</title><script type="module" src="./main.ts"></script></html>',
  );
  const settings = { extends: '../../../tsconfig.json', include: ['.'], exclude: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await promisify(execFile)(process.execPath, ['node_modules/tsc7/bin/tsc', '-p', folder], {
    cwd: root,
  });
  await build({ root: folder, base: '/bundled/', configFile: false, logLevel: 'error' });
  host.site.folder('/bundled/', join(folder, 'dist'));
  const { page } = await host.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));

  await page.goto(`${host.site.url}/bundled/index.html`);

  await page.locator('waypost-panel').getByRole('row').nth(1).waitFor();
  await expect.poll(() => said.some((line) => /^live \d+$/.test(line))).toBe(true);
});

test('the README’s tags show the panel', async () => {
  const { page } = await host.open({ body: addressed(tag) });

  await host.expectPanel(page);
});

test('the README’s token opens a session', async () => {
  const { status } = await openSession(await readmeToken());

  expect(status).toBe(201);
});

test('a key that was changed for another opens no session', async () => {
  const token = await readmeToken();

  await embedKeys(changeKey);

  expect((await openSession(token)).status).toBe(401);
});

async function readmeToken(): Promise<string> {
  const file = join(workshop, 'token.js');
  writeFileSync(file, jose);
  const program = `
    import { answerToken } from '${pathToFileURL(file).href}';
    console.log((await answerToken('agent')).token);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { env: { ...process.env, WAYPOST_SECRET: secret } },
  );
  return stdout.trim();
}

/** The addresses that this run has, for those that the document names. */
function addressed(snippet: string): string {
  return withOwnPort(snippet)
    .replaceAll('http://localhost:4000', host.waypost.url)
    .replaceAll('https://waypost.example', host.waypost.url);
}

function withOwnPort(snippet: string): string {
  return snippet.replaceAll('8080', String(port));
}

/** What a command line sets before its program: `NAME=value npm start`. */
function variables(line: string): Record<string, string> {
  return Object.fromEntries(
    [...line.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Runs the commands of a snippet that begin with `npm run embed-key`. Gives what they print. */
async function embedKeys(snippet: string): Promise<string[]> {
  const outputs: string[] = [];
  for (const [, words = ''] of snippet.matchAll(/^npm run embed-key -- (.*)$/gm)) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['tools/embed-key.ts', ...words.split(' ')],
      { cwd: root, env: { ...process.env, DATABASE_URL: host.databaseUrl } },
    );
    outputs.push(stdout);
  }
  return outputs;
}

function openSession(embedToken: string) {
  return host.waypost.call('createSession', { body: { embedToken } });
}

/** By the line of the document that names its file. Resolves when it answers. */
async function startServer(file: string, program: string, cwd: string): Promise<ChildProcess> {
  const line = withOwnPort(runServer)
    .split('\n')
    .find((each) => each.includes(file));
  const words = line!.replace('WAYPOST_SECRET=<the secret> ', '').split(' ').slice(1);
  const server = spawn(program, words, {
    cwd,
    env: { ...process.env, WAYPOST_SECRET: secret },
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 600 && server.exitCode === null; tries++) {
    if (await fetch(`http://localhost:${port}/`).catch(() => null)) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop(server);
  throw new Error(`The server ‘${line}’ does not answer.`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.kill();
  await gone;
}
