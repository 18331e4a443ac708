import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Rights } from '../../api-client/contract/rights.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/checkpoint-settings.ts';
import '../../widget/routing-editor.ts';
import '../../widget/secret-settings.ts';
import { found } from './entity-page.ts';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, expectAccessible, one, settled, show, text } from './page.ts';
import {
  bench,
  fill,
  newRouting,
  openEditor,
  questionTree,
  saved,
  tree,
} from './routing-page.ts';

/* Whoever configures, while their rights are taken away and given back. */

const LOST = 'This cannot be saved any more: your role does not allow it now.';
const demo = inPageDemo();
const plain = { cache: false, realtime: false } as const;
type Settings =
  'waypost-checkpoint-settings' | 'waypost-secret-settings' | 'waypost-routing-editor';

let admin: Waypost;
let client: Waypost;

beforeEach(async () => {
  admin = demo.clientOf('admin', plain);
  client = demo.clientOf('manager', plain);
});

/** What the manager may from now on; their page hears of it. */
async function may(rights: Rights): Promise<void> {
  const { role } = (await admin.people.list('users', { search: 'manager' })).items[0]!.user!;
  const { items } = await admin.people.list('roles', { search: role });
  const { id, revision } = items[0]!;
  await admin.people.change('roles', id, revision, { definition: { rights } });
  await client.me.refresh();
  await settled();
}

const field = (selector: string): HTMLInputElement => {
  const host = document.querySelector<HTMLElement>('main > *')!;
  const roots = [host, ...host.shadowRoot!.querySelectorAll('*')].flatMap(
    ({ shadowRoot }) => shadowRoot ?? [],
  );
  return roots.flatMap((root) => [...root.querySelectorAll<HTMLInputElement>(selector)])[0]!;
};

describe('rights that change while a page is open', { timeout: 60_000 }, () => {
  test('take buttons away and bring them', async () => {
    await may({ checkpoints: ['read'] });
    await show('waypost-checkpoint-settings', { client }, 900);
    await found('button', 'Customer recognised');
    expect(all('button', /^(\+ New|Edit|Duplicate|Delete)/)).toEqual([]);
    await may({ checkpoints: ['read', 'create', 'modify', 'delete'] });
    one('button', '+ New checkpoint');
    one('button', 'Edit: Customer recognised');
    one('button', 'Delete: Customer recognised');
    await may({ checkpoints: ['read', 'modify'] });
    expect(all('button', /^(\+ New|Duplicate|Delete)/)).toEqual([]);
    await may({});
    expect(text()).toContain('Ask your administrator for the right to read them.');
    expect(text()).not.toContain('Customer recognised');
    await may({ checkpoints: ['read'] });
    await found('button', 'Customer recognised');
  });

  test.each<{ tag: Settings; opens: string; rights: Rights }>([
    {
      tag: 'waypost-checkpoint-settings',
      opens: '+ New checkpoint',
      rights: { checkpoints: ['read', 'create'] },
    },
    {
      tag: 'waypost-secret-settings',
      opens: '+ New: secret',
      rights: { secrets: ['read', 'modify'] },
    },
    {
      tag: 'waypost-routing-editor',
      opens: '+ New routing',
      rights: { routings: ['read', 'create'] },
    },
  ])(
    'leave a form open that says why it cannot be saved: $tag',
    async ({ tag, opens, rights }) => {
      await may(rights);
      await show(tag, { client }, 900);
      await click(await found('button', opens));
      await userEvent.fill(field('dialog[open] [name=name]'), 'KEPT');
      await may({});
      expect(text()).toContain(LOST);
      expect(field('dialog[open] [name=name]').value).toBe('KEPT');
      expect(one('button', 'Save').ariaDisabled).toBe('true');
      await click(one('button', 'Save'));
      expect(text()).toContain(LOST);
      await expectAccessible();
      await may(rights);
      expect(text()).not.toContain(LOST);
      expect(one('button', 'Save').ariaDisabled).toBe('false');
      await click(one('button', 'Cancel'));
    },
  );

  test('leave a tree open, which is saved once it may be', async () => {
    await may({ routings: ['read', 'modify'] });
    const made = await newRouting(admin, 'taken', questionTree);
    await openEditor(client, made);
    await bench()!.go('tea');
    await may({});
    expect(text()).toContain('This version cannot be changed any more');
    expect(text()).toContain('All that you did is saved.');
    expect(all('button', 'Undo')).toEqual([]);
    await may({ routings: ['read', 'modify'] });
    expect(text()).not.toContain('This version cannot be changed any more');
    await fill('[name=action-name]', 'Say it');
    await saved();
    expect(tree().actions['tea']?.name).toBe('Say it');
    const { tree: kept } = await admin.routings.version(made.routingId, 1);
    expect(kept.actions['tea']?.name).toBe('Say it');
  });
});
