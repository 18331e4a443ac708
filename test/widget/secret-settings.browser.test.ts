import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Waypost } from '../../api-client/waypost.ts';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/secret-settings.ts';
import type { WaypostSecretSettings } from '../../widget/secret-settings.ts';
import { cleanPage, clientOf, found, leavePage } from './entity-page.ts';
import { all, click, expectAccessible, focused, one, press, show, text } from './page.ts';

let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(leavePage);

const element = (): WaypostSecretSettings => document.querySelector('waypost-secret-settings')!;
const deep = (selector: string): HTMLElement[] => [
  ...element().renderRoot.querySelectorAll<HTMLElement>(selector),
];
const names = (): string[] => deep('tbody th').map((cell) => text(cell));
const told = (): string => text(deep('.told')[0]);
const dialog = (): string => text(deep('dialog[open]')[0] ?? document.createElement('p'));
const field = (name: string): HTMLInputElement =>
  deep(`dialog[open] [name='${name}']`)[0] as HTMLInputElement;

async function showSecrets(username = 'admin', width = 900): Promise<Waypost> {
  const client = clientOf(server, username);
  const useUrl = '/maker/entities/{path}/{id}';
  await show('waypost-secret-settings', { client, useUrl }, width);
  return client;
}

describe('<waypost-secret-settings>', { timeout: 60_000 }, () => {
  test('keeps a new one, whose value nobody sees again, and replaces it', async () => {
    const client = await showSecrets();
    await click(await found('button', '+ New: secret'));
    await expectAccessible();
    await click(one('button', 'Save'));
    expect(dialog()).toContain('Fill this in.');
    expect(focused()).toBe(field('name'));
    await userEvent.fill(field('name'), 'not-a-name');
    await userEvent.fill(field('value'), 'hunter2-hunter2');
    await press('{Enter}');
    await expect.poll(dialog).toContain('Begin with a letter');
    await expectAccessible();
    await userEvent.fill(field('name'), 'SHOP_KEY_2');
    await press('{Enter}');
    await expect.poll(told).toBe('“SHOP_KEY_2” has a value.');
    await expect.poll(names).toContain('SHOP_KEY_2');
    expect(element().renderRoot.textContent).not.toContain('hunter2');
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('hunter2');
    await expectAccessible();

    await click(one('button', '+ New: secret'));
    await userEvent.fill(field('name'), 'SHOP_KEY_2');
    await userEvent.fill(field('value'), 'x');
    await press('{Enter}');
    await expect.poll(dialog).toContain('There is one of this name');
    await press('{Escape}');
    await click(one('button', 'Replace: SHOP_KEY_2'));
    expect(field('value').value).toBe('');
    expect(field('value').type).toBe('password');
    await userEvent.fill(field('value'), 'another');
    await press('{Enter}');
    await expect.poll(told).toBe('“SHOP_KEY_2” has another value.');

    await click(one('button', 'Delete: SHOP_KEY_2'));
    expect(dialog()).toContain('Nothing uses it.');
    await click(one('button', 'Delete'));
    await expect.poll(told).toBe('“SHOP_KEY_2” was deleted.');
    expect((await client.secrets.list()).items.map(({ name }) => name)).not.toContain(
      'SHOP_KEY_2',
    );
  });

  test('says what uses each, what is missing, and deletes what is used only when that is said', async () => {
    const client = clientOf(server);
    const { id } = await client.entities.create('web-services', {
      name: 'Stock',
      reference: 'stock-of-secrets',
      definition: { address: 'https://stock.example/?{{secret.STOCK_KEY}}' },
    });
    await showSecrets();
    await expect.poll(() => text(element())).toContain('Used, and not there');
    await click(await found('button', /^Give it a value\s?: STOCK_KEY$/));
    await userEvent.fill(field('value'), 'hunter2');
    await press('{Enter}');
    await expect.poll(names).toContain('STOCK_KEY');
    expect(
      deep(`a[href='/maker/entities/web-services/${id}']`).map((link) => text(link)),
    ).toEqual(['Stock']);

    await click(one('button', 'Delete: STOCK_KEY'));
    await expect.poll(dialog).toContain('These use it, and fail without it: Web service Stock');
    await expectAccessible();
    await click(one('button', 'Delete'));
    expect(focused()).toBe(field('confirmed'));
    await click(field('confirmed'));
    await click(one('button', 'Delete'));
    await expect.poll(told).toBe('“STOCK_KEY” was deleted.');
    await client.entities.delete('web-services', id);
  });

  test('something that began to use it meanwhile is not taken by surprise', async () => {
    const client = clientOf(server);
    await client.secrets.write('LATE_KEY', 'hunter2');
    await showSecrets();
    await click(await found('button', 'Delete: LATE_KEY'));
    const { id } = await client.entities.create('web-services', {
      name: 'Late',
      reference: 'late-user',
      definition: { address: 'https://late.example/?{{secret.LATE_KEY}}' },
    });
    await click(one('button', 'Delete'));
    await expect.poll(dialog).toContain('“LATE_KEY” is used by “Late”');
    expect((await client.secrets.list()).items.map(({ name }) => name)).toContain('LATE_KEY');
    await client.entities.delete('web-services', id);
    await client.secrets.delete('LATE_KEY');
  });

  test('who has no right to secrets sees none', async () => {
    await showSecrets('agent');
    await expect.poll(() => text(element())).toContain('Your role does not include secrets');
    expect(all('button', /./)).toEqual([]);
  });

  test('is usable in a narrow place, in French', async () => {
    document.documentElement.lang = 'fr';
    await showSecrets('admin', 320);
    await expect.poll(names).not.toEqual([]);
    expect(element().scrollWidth).toBeLessThanOrEqual(320);
    await expectAccessible();
  });
});
