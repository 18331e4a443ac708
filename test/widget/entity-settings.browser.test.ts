import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/entity-settings.ts';
import { entityKindWords } from '../../widget/shared/entity-words.ts';
import {
  cleanPage,
  clientOf,
  deep,
  dialog,
  element,
  field,
  fill,
  form,
  formThere,
  found,
  inForm,
  leavePage,
  names,
  showSettings,
  told,
} from './entity-page.ts';
import { all, click, expectAccessible, focused, heard, one, press, text } from './page.ts';

let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(() => {
  vi.restoreAllMocks();
  leavePage();
});

describe('<waypost-entity-settings>', { timeout: 60_000 }, () => {
  test('makes, finds, changes, copies and deletes one', async () => {
    const client = await showSettings(server, 'queues');
    await expect.poll(names).not.toEqual([]);
    await click(one('button', '+ New: Queue'));
    await formThere();
    await expectAccessible();
    fill({ name: 'Night desk', reference: 'night-desk' });
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
    fill({ name: 'Day desk', reference: 'day-desk' });
    await click(one('button', 'Save'));
    await expect.poll(names).toContain('Day desk');
    const { items } = await client.entities.list('queues', { search: 'day-desk' });
    const copy = await client.entities.read('queues', items[0]!.id);
    expect(copy.definition).toMatchObject({ ringSeconds: 40, averageHandlingSeconds: 120 });

    await click(await found('button', 'Delete: Day desk'));
    await click(await found('button', 'Delete'));
    await expect.poll(told).toBe('“Day desk” was deleted.');
  });

  test('makes another one over the form that is to pick it, and nothing of either is lost', async () => {
    const client = await showSettings(server, 'queues');
    await click(await found('button', '+ New: Queue'));
    await formThere();
    fill({ name: 'Nights', reference: 'nights' });
    await userEvent.fill(inForm('ringSeconds'), '41');
    await click(one('button', /^New… Mailbox/));
    const inner = () => element().renderRoot.querySelector('waypost-new-entity');
    const within = (selector: string) =>
      inner()!.renderRoot.querySelector<HTMLInputElement>(selector)!;
    await expect.poll(() => inner() && !!within('waypost-schema-form')).toBeTruthy();
    const schemaForm = inner()!.renderRoot.querySelector('waypost-schema-form')!;
    await schemaForm.updateComplete;
    await expectAccessible();
    await userEvent.fill(within("[name='name']"), 'Night post');
    await userEvent.fill(within("[name='reference']"), 'night-post');
    await userEvent.fill(
      schemaForm.renderRoot.querySelector<HTMLInputElement>('#field-address')!,
      'night@example.com',
    );
    await press('{Enter}');
    await expect.poll(inner).toBeNull();
    await expect.poll(() => inForm('mailboxId').value).toBe('Night post');
    expect(field('name').value).toBe('Nights');
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Nights” was made.');
    const { items } = await client.entities.list('queues', { search: 'nights' });
    const mailboxes = await client.entities.list('mailboxes', { search: 'night-post' });
    const queue = await client.entities.read('queues', items[0]!.id);
    expect(queue.definition).toMatchObject({
      ringSeconds: 41,
      mailboxId: mailboxes.items[0]!.id,
    });

    await click(await found('button', 'Edit: Nights'));
    await formThere();
    await click(one('button', /^New… Mailbox/));
    await expect.poll(() => inner() && !!within('dialog[open]')).toBeTruthy();
    await press('{Escape}');
    await expect.poll(inner).toBeNull();
    expect(inForm('mailboxId').value).toBe('Night post');
    expect(dialog().tagName).toBe('DIALOG');
    await click(one('button', 'Cancel'));
  });

  test('says what the server found wrong, beside its field', async () => {
    await showSettings(server, 'databases');
    await click(await found('button', '+ New: Database'));
    await formThere();
    fill({ name: 'Parts', reference: 'parts' });
    await userEvent.fill(inForm('columns.0.name'), 'é');
    await click(one('button', 'Save'));
    await expect
      .poll(() => text(dialog()))
      .toContain('Use 1 to 64 letters without accents, digits and _, beginning with a letter.');
    await expect.poll(focused).toBe(inForm('columns.0.name'));
    await expectAccessible();
  });

  test('shows both when somebody else was faster, and keeps the one that is chosen', async () => {
    const client = await showSettings(server, 'queues');
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
    await showSettings(server, 'queues');
    await click(await found('button', '+ New: Queue'));
    await formThere();
    await userEvent.fill(inForm('ringSeconds'), '77');
    await showSettings(server, 'queues');
    await click(await found('button', 'Go on'));
    await formThere();
    expect(inForm('ringSeconds').value).toBe('77');
    await click(one('button', 'Cancel'));
    expect(text()).not.toContain('A new one is not saved yet.');
  });

  test('what is too much for the tab to keep stays in the page, which is not left without a question', async () => {
    const isAsked = () =>
      !dispatchEvent(new Event('beforeunload', { cancelable: true }) as BeforeUnloadEvent);
    await showSettings(server, 'queues');
    await click(await found('button', '+ New: Queue'));
    await formThere();
    fill({ name: 'Small' });
    expect(text(dialog())).not.toContain('a reload would lose it');
    expect(isAsked()).toBe(false);

    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    fill({ name: 'Far too large' });
    await expect.poll(() => text(dialog())).toContain('a reload would lose it');
    await expectAccessible();
    expect(isAsked()).toBe(true);
    await press('{Escape}');
    expect(isAsked()).toBe(true);
    await click(await found('button', 'Go on'));
    expect(field('name').value).toBe('Far too large');
    await click(one('button', 'Cancel'));
    expect(isAsked()).toBe(false);
    expect(text()).not.toContain('A new one is not saved yet.');
  });

  test('says where one is used, and what stands on it, before it is deleted', async () => {
    await showSettings(server, 'sms-templates');
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
    await showSettings(server, 'queues', { username: 'manager' });
    await expect.poll(names).not.toEqual([]);
    expect(all('button', /New:|Edit|Duplicate|Delete/)).toEqual([]);
    await click(deep('tbody th button')[0]!);
    await formThere();
    expect(form().renderRoot.querySelector('input, select, textarea')).toBeNull();
    expect(all('button', 'Save')).toEqual([]);
    await expectAccessible();
  });

  test('opens by its id, and tells which one is open', async () => {
    const client = clientOf(server);
    const { items } = await client.entities.list('queues');
    const opened = heard('waypost-entity-chosen');
    await showSettings(server, 'queues', { entityId: items[0]!.id });
    expect(await opened).toMatchObject({ kind: 'queues', entityId: items[0]!.id });
    await formThere();
    const closed = heard('waypost-entity-chosen');
    await press('{Escape}');
    expect((await closed).entityId).toBeUndefined();
  });

  test('without a kind, or with one that does not exist, says so', async () => {
    await showSettings(server, '');
    await expect.poll(() => text()).toContain('This page has not said which settings to show.');
    await showSettings(server, 'dragons');
    await expect.poll(() => text()).toContain('There is no such kind of settings.');
  });

  test.each(['en', 'fr'])(
    'has no barriers in any kind, in a narrow place: %s',
    async (lang) => {
      document.documentElement.lang = lang;
      for (const { path } of entityKindWords()) {
        await showSettings(server, path, { width: 320 });
        await click(await found('button', /^\+ (New|Nouveau)/));
        await formThere();
        await expectAccessible();
        expect(dialog().scrollWidth).toBeLessThanOrEqual(dialog().clientWidth);
        await click(one('button', /Cancel|Abandonner/));
      }
    },
  );
});
