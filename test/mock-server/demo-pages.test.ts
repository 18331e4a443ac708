import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../mock-server/app.ts';
import { addDemoPages } from '../../mock-server/demo/pages.ts';
import { welcome } from '../../mock-server/demo/welcome.ts';
import { words } from '../../mock-server/demo/words.ts';
import { DemoServer } from '../helpers/demo-server.ts';

const at = 'http://waypost.example:4000';
const pages = ['/', '/demo/crm', '/demo/chat', '/demo/phone', '/demo/mail', '/demo/sms'];
let server: DemoServer;
let folder: string;
let app: Hono;

beforeAll(async () => {
  server = await DemoServer.start({ interactions: 20 });
  folder = await mkdtemp(join(tmpdir(), 'waypost-script-'));
  app = createApp(server.services);
  addDemoPages(app, server.services, folder);
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(at + path, { headers });
const text = async (path: string, headers?: Record<string, string>) =>
  (await get(path, headers)).text();
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(at + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe.each(pages)('the page %s', (path) => {
  test('lets nothing run that is not a file of this server', async () => {
    const policy = (await get(path)).headers.get('content-security-policy');

    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("connect-src 'self' ws://waypost.example:4000");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
  });

  test('tells nobody where its visitor came from, and is not framed or sniffed', async () => {
    const { headers } = await get(path);

    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('has no script, style or handler of its own between its lines', async () => {
    const markup = await text(path);

    expect(markup).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(markup).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
  });

  test('loads only what is there', async () => {
    await writeFile(join(folder, 'waypost.js'), '');
    const markup = await text(path);
    const addresses = [...markup.matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g)];

    expect(addresses.length).toBeGreaterThan(1);
    for (const [, address] of addresses)
      expect([address, (await get(address!)).status]).toEqual([address, 200]);
    await rm(join(folder, 'waypost.js'));
  });

  test('speaks the language asked for, or else the browser’s', async () => {
    const french = { 'accept-language': 'fr-CA,en;q=0.5' };

    expect(await text(`${path}?lang=fr`)).toContain('<html lang="fr">');
    expect(await text(path, french)).toContain('<html lang="fr">');
    expect(await text(`${path}?lang=en`, french)).toContain('<html lang="en">');
    expect(await text(`${path}?lang=constructor`)).toContain('<html lang="en">');
  });
});

describe('the first page', () => {
  test('lists who one can be, with the password, and eight things to try', async () => {
    const markup = await text('/?lang=en');

    for (const name of ['Léa Perrin', 'Marc Delmas', 'Inès Caron', '<code>waypost</code>'])
      expect(markup).toContain(name);
    expect(markup.split('<ol')[1]?.match(/<li>/g)).toHaveLength(8);
  });
});

describe('the CRM', () => {
  test('holds the panel, told of the customer and of where its tokens come from', async () => {
    const markup = await text('/demo/crm?user=manager&lang=en');

    expect(markup).toMatch(/<script type="module" src="\/waypost.js">/);
    expect(markup).toContain(`url="${at}"`);
    expect(markup).toContain('token-url="/demo/crm/token?user=manager"');
    expect(markup).toContain('contact="+33612345678"');
  });

  test('offers several customers of the agent’s', async () => {
    const phones = [...(await text('/demo/crm')).matchAll(/data-contact="([^"]+)"/g)];

    expect(phones[0]?.[1]).toBe('+33612345678');
    expect(new Set(phones.map(([, phone]) => phone)).size).toBe(5);
  });

  test('writes what an address says as text', async () => {
    const markup = await text(`/demo/crm?user=${encodeURIComponent('"><img onerror=x>')}`);

    expect(markup).not.toContain('<img');
  });

  test.each([
    ['agent', 'collaborator'],
    ['manager', 'manager'],
    ['admin', 'administrator'],
  ])('gives a token by which %s is signed in', async (username, type) => {
    const answer = await post(`/demo/crm/token?user=${username}`, undefined, { origin: at });
    const { token } = (await answer.json()) as { token: string };
    const session = await post('/api/session', { embedToken: token });

    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(session.status).toBe(201);
    expect(await session.json()).toMatchObject({ user: { username, type } });
  });

  test('has no token for someone of another organisation', async () => {
    expect((await post('/demo/crm/token?user=northwind-agent', undefined)).status).toBe(404);
  });

  test('has no token for the page of another site', async () => {
    const origin = 'https://elsewhere.example';

    expect((await post('/demo/crm/token?user=agent', undefined, { origin })).status).toBe(403);
  });
});

describe('the chat', () => {
  test('offers the routings that customers can begin, and no other', async () => {
    const markup = await text('/demo/chat');
    const offered = [...markup.matchAll(/name="routing"\s+value="([^"]+)"/g)];

    expect(offered.map(([, reference]) => reference)).toEqual([
      'welcome-orders',
      'after-sales',
      'delivery',
    ]);
  });
});

describe('the files', () => {
  test('are not sent again to who has them', async () => {
    const etag = (await get('/demo/chat.js')).headers.get('etag')!;
    const again = await get('/demo/chat.js', { 'if-none-match': etag });

    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('are those of the pages alone', async () => {
    expect((await get('/demo/../pages.ts')).status).toBe(404);
    expect((await get('/demo/%2e%2e%2fpages.ts')).status).toBe(404);
    expect((await get('/constructor')).status).toBe(404);
  });

  test('say in the panel’s place that the script is not built', async () => {
    const unbuilt = createApp(server.services);
    addDemoPages(unbuilt, server.services, join(folder, 'nothing-there'));
    const answer = await unbuilt.request('/waypost.js');

    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('node tools/build.ts script');
  });

  test('of the built script’s parts are kept by the browser, the script itself is asked for', async () => {
    await writeFile(join(folder, 'waypost.js'), 'import "./part-AbCd1234.js";');
    await writeFile(join(folder, 'part-AbCd1234.js'), '1;');
    const built = createApp(server.services);
    addDemoPages(built, server.services, folder);
    const script = await built.request('/waypost.js');
    const part = await built.request('/part-AbCd1234.js');

    expect(script.headers.get('cache-control')).toBe('no-cache');
    expect(part.headers.get('cache-control')).toContain('immutable');
    expect(await part.text()).toBe('1;');
    expect((await built.request('/part-ZzZz9999.js')).status).toBe(404);
  });
});

describe('the welcome at the terminal', () => {
  test('says where everything is, and who one can be', async () => {
    const said = await welcome(server.services, 4321, { traffic: true });

    expect(said).toContain('http://localhost:4321/demo/crm');
    for (const page of ['chat', 'phone', 'mail', 'sms'])
      expect(said).toContain(`http://localhost:4321/demo/${page}`);
    expect(said).toMatch(/agent +Léa Perrin/);
    expect(said).toContain('waypost');
    expect(said.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('shows no demo users where there is no demo', async () => {
    const said = await welcome({ ...server.services, demo: false }, 4321, { traffic: true });

    expect(said).not.toMatch(/agent|password/);
    expect(said).toContain('http://localhost:4321/api');
  });
});

test('both languages have the same words', () => {
  const keysOf = (value: object): string[] =>
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === 'object' && inner !== null
        ? keysOf(inner as object).map((rest) => `${key}.${rest}`)
        : [key],
    );

  expect(keysOf(words.fr)).toEqual(keysOf(words.en));
});
