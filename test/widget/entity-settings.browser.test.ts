import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createWaypost } from '../../api-client/client.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import type { WaypostEntitySettings } from '../../widget/entity-settings.ts';
import '../../widget/entity-settings.ts';
import { entityKindWords } from '../../widget/shared/entity-words.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  press,
  show,
  text,
} from './page.ts';

let server: InPageServer;
const clients: Waypost[] = [];

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  document.documentElement.lang = 'en';
});

afterEach(() => {
  server.goOnline();
  document.body.replaceChildren();
  clients.splice(0).forEach((client) => client.close());
});

function clientOf(username: string): Waypost {
  const getToken = async () => {
    const response = await server.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'waypost' }),
    });
    return ((await response.json()) as Session).accessToken;
  };
  const client = createWaypost({ url: server.url, getToken, cache: false, realtime: false });
  clients.push(client);
  return client;
}

async function shown(
  kind: string,
  {
    username = 'admin',
    width = 900,
    ...properties
  }: Partial<WaypostEntitySettings> & {
    username?: string;
    width?: number;
  } = {},
): Promise<Waypost> {
  const client = clientOf(username);
  await show('waypost-entity-settings', { client, kind, ...properties }, width);
  return client;
}

const element = () => document.querySelector('waypost-entity-settings')!;
const deep = (selector: string): HTMLElement[] => [
  ...element().renderRoot.querySelectorAll<HTMLElement>(selector),
];
const dialog = (): HTMLElement => deep('dialog[open]')[0] ?? document.createElement('p');
const names = (): string[] => deep('tbody tr th button').map((button) => text(button));
const told = (): string => text(deep('.told')[0]);
const field = (name: string): HTMLInputElement =>
  deep(`dialog[open] [name='${name}']`)[0] as HTMLInputElement;
const form = () => dialog().querySelector('waypost-schema-form')!;
const inForm = (id: string): HTMLInputElement =>
  form().renderRoot.querySelector<HTMLInputElement>(`#${CSS.escape(`field-${id}`)}`)!;

async function fill(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    field(name).value = value;
    field(name).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

async function formThere(): Promise<void> {
  await expect.poll(form).toBeTruthy();
  await form().updateComplete;
}

describe('<waypost-entity-settings>', { timeout: 60_000 }, () => {
  test('makes, finds, changes, copies and deletes one', async () => {
    await shown('queues');
    await expect.poll(names).not.toEqual([]);
    await click(one('button', '+ New: Queue'));
    await formThere();
    await expectAccessible();
    await fill({ name: 'Night desk', reference: 'night-desk' });
    await userEvent.fill(inForm('ringSeconds'), '3');
    await click(one('button', 'Save'));
    await expect.poll(() => text(dialog())).toContain('From 5 to 300.');
    expect(focused()).toBe(inForm('ringSeconds'));
    await userEvent.fill(inForm('ringSeconds'), '40');
    await press('{Enter}');
    await expect.poll(told).toBe('“Night desk” was made.');

    await click(await found('button', 'Edit: Night desk'));
    await formThere();
    expect(inForm('ringSeconds').value).toBe('40');
    await userEvent.fill(inForm('averageHandlingSeconds'), '120');
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Night desk” was changed.');

    await click(await found('button', 'Duplicate: Night desk'));
    await formThere();
    await fill({ name: 'Day desk', reference: 'day-desk' });
    await click(one('button', 'Save'));
    await expect.poll(names).toContain('Day desk');
    const { items } = await clients[0]!.entities.list('queues', { search: 'day-desk' });
    const copy = await clients[0]!.entities.read('queues', items[0]!.id);
    expect(copy.definition).toMatchObject({ ringSeconds: 40, averageHandlingSeconds: 120 });

    await click(await found('button', 'Delete: Day desk'));
    await click(await found('button', 'Delete'));
    await expect.poll(told).toBe('“Day desk” was deleted.');
  });

  test('says what the server found wrong, beside its field', async () => {
    await shown('databases');
    await click(await found('button', '+ New: Database'));
    await formThere();
    await fill({ name: 'Parts', reference: 'parts' });
    await userEvent.fill(inForm('columns.0.name'), 'é');
    await click(one('button', 'Save'));
    await expect
      .poll(() => text(dialog()))
      .toContain('Use 1 to 64 letters without accents, digits and _, beginning with a letter.');
    await expect.poll(focused).toBe(inForm('columns.0.name'));
    await expectAccessible();
  });

  test('shows both when somebody else was faster, and keeps the one that is chosen', async () => {
    const client = await shown('queues');
    const queue = await client.entities.create('queues', { name: 'Twice', reference: 'twice' });
    await element().refresh();
    await click(await found('button', 'Edit: Twice'));
    await formThere();
    await client.entities.change('queues', queue.id, queue.revision, {
      definition: { ringSeconds: 50 },
    });
    await userEvent.fill(inForm('ringSeconds'), '60');
    await click(one('button', 'Save'));
    await expect.poll(() => text(dialog())).toMatch(/changed it .+ ago/);
    expect(text(dialog())).toContain('Ring time (seconds) 50 60');
    await expectAccessible();
    await click(one('button', 'Save mine over it'));
    await expect.poll(told).toBe('“Twice” was changed.');
    const now = await client.entities.read('queues', queue.id);
    expect(now.definition).toMatchObject({ ringSeconds: 60 });
  });

  test('keeps what was typed over a reload of the page', async () => {
    await shown('queues');
    await click(await found('button', '+ New: Queue'));
    await formThere();
    await userEvent.fill(inForm('ringSeconds'), '77');
    await shown('queues');
    await click(await found('button', 'Go on'));
    await formThere();
    expect(inForm('ringSeconds').value).toBe('77');
    await click(one('button', 'Cancel'));
    expect(text()).not.toContain('A new one is not saved yet.');
  });

  test('says where one is used, and what stands on it, before it is deleted', async () => {
    await shown('sms-templates');
    await expect.poll(names).not.toEqual([]);
    await click(all('button', /^Delete: /)[0]!);
    await expect
      .poll(() => text(dialog()))
      .toMatch(/No action uses it|would not find it any more/);
    await press('{Escape}');
    element().kind = 'queues';
    await expect.poll(names).toContain('After-sales');
    await click(one('button', 'Delete: After-sales'));
    await expect.poll(() => all('button', 'Delete')).toHaveLength(1);
    if (field('confirmed')) await click(field('confirmed'));
    await click(one('button', 'Delete'));
    await expect.poll(() => text(dialog())).toContain('cannot be deleted');
    expect(names()).toContain('After-sales');
  });

  test('who may only read sees nothing that cannot be done', async () => {
    await shown('queues', { username: 'manager' });
    await expect.poll(names).not.toEqual([]);
    expect(all('button', /New:|Edit|Duplicate|Delete/)).toEqual([]);
    await click(deep('tbody th button')[0]!);
    await formThere();
    expect(form().renderRoot.querySelector('input, select, textarea')).toBeNull();
    expect(all('button', 'Save')).toEqual([]);
    await expectAccessible();
  });

  test('opens by its id, and tells which one is open', async () => {
    const client = clientOf('admin');
    const { items } = await client.entities.list('queues');
    const opened = heard('waypost-entity-chosen');
    await shown('queues', { entityId: items[0]!.id });
    expect(await opened).toMatchObject({ kind: 'queues', entityId: items[0]!.id });
    await formThere();
    const closed = heard('waypost-entity-chosen');
    await press('{Escape}');
    expect((await closed).entityId).toBeUndefined();
  });

  test('without a kind, or with one that does not exist, says so', async () => {
    await shown('');
    await expect.poll(() => text()).toContain('This page has not said which settings to show.');
    await shown('dragons');
    await expect.poll(() => text()).toContain('There is no such kind of settings.');
  });

  test.each(['en', 'fr'])(
    'has no barriers in any kind, in a narrow place: %s',
    async (lang) => {
      document.documentElement.lang = lang;
      for (const { path } of entityKindWords()) {
        await shown(path, { width: 320 });
        await click(await found('button', /^\+ (New|Nouveau)/));
        await formThere();
        await expectAccessible();
        expect(dialog().scrollWidth).toBeLessThanOrEqual(dialog().clientWidth);
        await click(one('button', /Cancel|Abandonner/));
      }
    },
  );
});

async function found(role: string, name: string | RegExp): Promise<HTMLElement> {
  await expect.poll(() => all(role, name)).toHaveLength(1);
  return one(role, name);
}
