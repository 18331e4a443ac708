import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import '../../widget/routing-list.ts';
import type { Me } from '../../api-client/contract/user.ts';
import { inPageDemo } from './in-page-demo.ts';
import {
  all,
  click,
  expectAccessible,
  heard,
  one,
  press,
  settled,
  show,
  text,
} from './page.ts';
import { questionTree } from './routing-page.ts';

const demo = inPageDemo();

async function shown(rights: Me['rights']['routings'], width = 1000) {
  await page.viewport(width + 20, 800);
  const client = demo.clientOf('admin', { cache: false, realtime: false });
  const me = { rights: { routings: rights } } as Me; // nothing else is looked at
  const list = await show('waypost-routing-list', { client, me }, width);
  await expect.poll(() => text()).toContain('Welcome, orders');
  return { list, client };
}

const every: Me['rights']['routings'] = ['read', 'create', 'modify', 'delete'];
const deep = <Found extends HTMLElement>(selector: string): Found =>
  document.querySelector('waypost-routing-list')!.renderRoot.querySelector<Found>(selector)!;

async function fill(name: string, value: string): Promise<void> {
  const field = deep<HTMLInputElement>(`[name=${name}]`);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await settled();
}

/** Once it is the only one of that name. */
async function clickFound(name: string | RegExp): Promise<void> {
  await expect.poll(() => all('button', name)).toHaveLength(1);
  await click(one('button', name));
}

function give(file: File): void {
  const input = deep<HTMLInputElement>('.file');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const unique = () => `r-${Math.random().toString(36).slice(2, 8)}`;

describe('<waypost-routing-list>', () => {
  beforeEach(() => sessionStorage.clear());

  test('lists each with reference, flow, kind and production version, and finds by name', async () => {
    await shown(every);
    expect(text()).toMatch(/Closing closing Messaging When an interaction ends Version 2/);
    const search = deep<HTMLInputElement>('input[type=search]');
    search.value = 'LIVRAISON';
    search.dispatchEvent(new Event('input'));
    await expect.poll(() => text()).toContain('No name or reference has “LIVRAISON” in it');
    await click(one('button', 'Show all'));
    await expect.poll(() => text()).toContain('Welcome, orders');
    search.value = 'délivery';
    search.dispatchEvent(new Event('input'));
    await expect.poll(() => all('button', /Welcome/)).toHaveLength(0);
    expect(text()).toContain('Delivery follow-up');
  });

  test('makes one: its reference follows the name until it is typed', async () => {
    const { client } = await shown(every);
    await click(one('button', '+ New routing'));
    const name = `Été ${unique()}`;
    await fill('name', name);
    expect(deep<HTMLInputElement>('[name=reference]').value).toMatch(/^ete-r-/);
    const chosen = heard('waypost-routing-chosen');
    deep<HTMLFormElement>('form').requestSubmit();
    const { routingId } = await chosen;
    expect(await client.routings.read(routingId!)).toMatchObject({ name, kind: 'start' });
  });

  test('a reference that another one has is refused at its field', async () => {
    await shown(every);
    await click(one('button', '+ New routing'));
    await fill('name', 'Twin');
    await fill('reference', 'CLOSING');
    deep<HTMLFormElement>('form').requestSubmit();
    await expect.poll(() => text(deep('dialog'))).toContain('closing');
    expect(deep('[name=reference]').ariaInvalid).toBe('true');
  });

  test('takes one from a file, and says why it takes another one not', async () => {
    const { client } = await shown(every);
    give(new File(['{'], 'broken.json'));
    await expect.poll(() => text()).toContain('“broken.json” is no JSON.');
    give(new File(['[1]'], 'other.json'));
    await expect.poll(() => text()).toContain('“other.json” holds no routing');
    give(new File([new Uint8Array(9 * 1024 * 1024)], 'huge.json'));
    await expect.poll(() => text()).toContain('“huge.json” is too large');
    const reference = unique();
    const content = { name: 'From a file', reference, flow: 'messaging', tree: questionTree };
    give(new File([JSON.stringify(content)], 'routing.json'));
    await expect.poll(() => deep('dialog')).not.toBeNull();
    const chosen = heard('waypost-routing-chosen');
    deep<HTMLFormElement>('form').requestSubmit();
    const { tree } = await client.routings.version((await chosen).routingId!, 1);
    expect(tree).toEqual(questionTree);
  });

  test('a hostile file stores no tree: what is wrong is named', async () => {
    const { client } = await shown(every);
    const reference = unique();
    const tree = {
      start: 'start',
      actions: {
        start: {
          type: 'start',
          name: '<img src=x onerror=alert(1)>',
          parameters: {},
          branches: { ok: '__proto__' },
        },
      },
    };
    const content = { name: '<b>Bold</b>', reference, flow: 'messaging', tree };
    give(new File([JSON.stringify(content)], 'hostile.json'));
    await expect.poll(() => deep('dialog')).not.toBeNull();
    deep<HTMLFormElement>('form').requestSubmit();
    await expect.poll(() => text(deep('dialog'))).toContain('which is not in the tree');
    expect(deep('dialog img')).toBeNull();
    expect((await client.routings.list({ search: reference })).items).toEqual([]);
  });

  test('what was typed is there again after a reload, until it is saved or discarded', async () => {
    const { client } = await shown(every);
    const reference = unique();
    const routing = await client.routings.create({
      name: 'Former',
      reference,
      flow: 'messaging',
    });
    await click(one('button', '+ New routing'));
    await fill('name', 'Half done');
    const content = {
      name: 'Filed',
      reference: 'filed',
      flow: 'messaging',
      tree: questionTree,
    };
    give(new File([JSON.stringify(content)], 'routing.json'));
    await expect.poll(() => text(deep('dialog'))).toContain('A routing from a file');
    await fill('reference', 'filed-again');

    await shown(every);
    expect(text()).toContain('A new routing is not saved yet.');
    expect(text()).toContain('A routing from a file is not saved yet.');
    await expectAccessible();
    await click(all('button', 'Go on')[0]!);
    expect(text(deep('dialog'))).toContain('What you wrote before is here again.');
    await fill('name', 'Half done yet');
    expect(deep<HTMLInputElement>('[name=reference]').value).toBe('half-done-yet');
    await click(one('button', 'Cancel'));
    await clickFound('Go on');
    expect(deep<HTMLInputElement>('[name=reference]').value).toBe('filed-again');
    await press('{Escape}');
    await clickFound('Discard');
    expect(text()).not.toContain('not saved yet');

    const search = deep<HTMLInputElement>('input[type=search]');
    search.value = reference;
    search.dispatchEvent(new Event('input'));
    await clickFound(/^Rename…/);
    await fill('name', 'Latter');
    await shown(every);
    expect(text()).toContain('What you wrote on “Former” is not saved yet.');
    await click(one('button', 'Go on'));
    deep<HTMLFormElement>('form').requestSubmit();
    await expect.poll(() => text()).toContain('“Latter” was changed.');
    expect((await client.routings.read(routing.id)).name).toBe('Latter');
    expect(text()).not.toContain('not saved yet');
  });

  test('one that never was in production is deleted, after a question', async () => {
    const { client } = await shown(every);
    const reference = unique();
    await client.routings.create({ name: `Gone ${reference}`, reference, flow: 'messaging' });
    const search = deep<HTMLInputElement>('input[type=search]');
    search.value = reference;
    search.dispatchEvent(new Event('input'));
    await expect.poll(() => all('button', /^Delete…/)).toHaveLength(1);
    await click(one('button', /^Delete…/));
    deep<HTMLFormElement>('form').requestSubmit();
    await expect.poll(() => text()).toContain(`“Gone ${reference}” was deleted.`);
    await expect.poll(() => text()).toContain(`No name or reference has “${reference}” in it`);
  });

  test('who may only read has nothing else to press', async () => {
    await shown(['read']);
    expect(all('button', /New routing|Rename|Delete|From a file…/)).toHaveLength(0);
  });

  test.each([
    ['light', 'en', 1000],
    ['dark', 'fr', 320],
  ])('has nothing that axe-core finds, %s, %s, %i px', async (theme, language, width) => {
    document.documentElement.lang = language;
    const { list } = await shown(every, width);
    list.setAttribute('theme', theme);
    await expectAccessible();
    await click(deep('.new'));
    await expectAccessible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  });
});
