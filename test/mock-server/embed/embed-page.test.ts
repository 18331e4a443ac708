import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { addEmbedPage } from '../../../mock-server/embed/add-embed-page.ts';

const CRM = 'https://crm.example';
const folder = mkdtempSync(join(tmpdir(), 'waypost-embed-'));
for (const name of ['waypost.js', 'embed-page.js', 'first-AbCdEf12.js'])
  writeFileSync(join(folder, name), `// ${name}`);
afterAll(() => rmSync(folder, { recursive: true }));

function server(allowed: string[], folders = [folder]): Hono {
  const app = new Hono();
  addEmbedPage(app, allowed, folders);
  return app;
}

async function get(app: Hono, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  const policy = response.headers.get('content-security-policy') ?? '';
  return { response, policy, body: await response.text() };
}

describe('the page for frames', () => {
  test('is for frames of the origins that are allowed, and speaks with the one that is named', async () => {
    const app = server([CRM, 'https://other.example']);

    const { response, policy, body } = await get(app, `/embed?origin=${CRM}`);

    expect(response.status).toBe(200);
    expect(policy).toContain(`frame-ancestors ${CRM} https://other.example;`);
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types lit-html");
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body).toContain(`data-host="${CRM}"`);
    expect(body).toContain('<script type="module" src="/embed/embed-page.js">');
  });

  test.each([
    [
      'of another origin',
      `?origin=https://stranger.example`,
      403,
      'WAYPOST_ORIGINS=https://str',
    ],
    ['of an origin that only begins alike', `?origin=${CRM}.evil.example`, 403, 'may not have'],
    ['of any origin', '?origin=*', 403, 'may not have'],
    ['of none', '', 400, '/embed?origin=https://crm.example.com'],
  ])(
    'for a frame %s says what to do, without script or frame',
    async (_, query, status, words) => {
      const { response, policy, body } = await get(server([CRM]), `/embed${query}`);

      expect(response.status).toBe(status);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(body).toContain(words);
      expect(body).not.toContain('<script');
    },
  );

  test('escapes what the address names', async () => {
    const { body } = await get(server([CRM]), '/embed?origin=%22%3E%3Cimg%20src=x%3E');

    expect(body).not.toContain('<img');
  });

  test('never lets in what a policy would take for many', async () => {
    const app = server([CRM, 'https://*.example', 'https://a;script-src']);

    const { policy } = await get(app, `/embed?origin=${CRM}`);
    const { response } = await get(app, '/embed?origin=https://*.example');

    expect(policy).toContain(`frame-ancestors ${CRM};`);
    expect(response.status).toBe(403);
  });

  test('speaks French where it is asked to', async () => {
    const { body } = await get(server([]), '/embed?lang=fr', { 'accept-language': 'en' });

    expect(body).toContain('<html lang="fr"');
    expect(body).toContain('Cette page ne peut pas afficher Waypost');
  });

  test('says so when its script is not built', async () => {
    const { response, body } = await get(server([CRM], []), `/embed?origin=${CRM}`);

    expect(response.status).toBe(503);
    expect(body).toContain('node tools/build.ts script');
  });

  test('has its scripts beside it: those with a hash in their names for ever', async () => {
    const app = server([CRM]);
    const cached = async (name: string) =>
      (await get(app, `/embed/${name}`)).response.headers.get('cache-control');

    expect(await cached('waypost.js')).toBe('no-cache');
    expect(await cached('embed-page.js')).toBe('no-cache');
    expect(await cached('first-AbCdEf12.js')).toContain('immutable');
    expect((await get(app, '/embed/..%2Fpackage.json')).response.status).toBe(404);
  });
});
