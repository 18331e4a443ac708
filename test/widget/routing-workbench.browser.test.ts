import { describe, expect, test } from 'vitest';
import type { Waypost } from '../../api-client/waypost.ts';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, expectAccessible, focused, one, press, settled, text } from './page.ts';
import {
  bench,
  clickPart,
  editor,
  fill,
  newRouting,
  openEditor,
  part,
  questionTree,
  saved,
  tree,
} from './routing-page.ts';

const demo = inPageDemo();

async function open(reference: string, content = questionTree): Promise<Waypost> {
  const client = demo.clientOf('admin', { cache: false, realtime: false });
  await openEditor(client, await newRouting(client, reference, content));
  return client;
}

const scheduleTree: typeof questionTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'hours' } },
    hours: {
      type: 'test-schedule',
      name: 'Open now?',
      parameters: { calendar: { reference: 'opening-hours' } },
      branches: {},
    },
  },
};

/** The dialog over the editor, with its form. */
async function dialogThere(): Promise<void> {
  await expect.poll(() => part('dialog[open] waypost-schema-form')).not.toBeNull();
  await settled();
}

/** The tree as the server has it. */
async function stored(client: Waypost) {
  const { routingId, number } = bench()!.edited!.version;
  return (await client.routings.version(routingId, number)).tree;
}

describe('<waypost-routing-workbench>', () => {
  test('an action is added behind a branch from the palette, named, and saved by itself', async () => {
    const client = await open('add');
    await bench()!.go('tea');
    await clickPart('.branches [data-branch=ok]');
    await fill('.tree-dialog input', 'checkpoint');
    await press('{Enter}');
    await settled();
    const id = tree().actions['tea']!.branches['ok']!;
    expect(tree().actions[id]).toMatchObject({ type: 'add-checkpoint' });
    await fill('[name=action-name]', 'Mark tea');
    await saved();
    expect(part('.saving')!.textContent).toContain('Not saved yet');
    expect(await stored(client)).toEqual(questionTree);
    part('[role=combobox]')!.focus();
    await fill('[role=combobox]', 'Customer recognised');
    await expect.poll(() => part('[role=option]')).not.toBeNull();
    await press('{ArrowDown}{Enter}');
    await saved();
    await expect.poll(() => part('.saving')!.textContent).toContain('Saved at');
    expect((await stored(client)).actions[id]).toMatchObject({ name: 'Mark tea' });
  });

  test('a tree that has nothing but its start says what to do first', async () => {
    const { actions } = questionTree;
    const start = { ...actions['start']!, branches: {} };
    await open('first', { start: 'start', actions: { start } });
    expect(text()).toContain('to say what comes first');
    await clickPart('.add');
    await fill('.tree-dialog input', 'Node');
    await press('{Enter}');
    expect(text()).not.toContain('to say what comes first');
  });

  test('a branch is led elsewhere, and undone and done again by keys', async () => {
    const client = await open('undo');
    await bench()!.go('ask');
    await clickPart('.branches [data-branch=link-1]');
    await clickPart('.offer[data-action=mark]');
    expect(tree().actions['ask']!.branches['link-1']).toBe('mark');
    bench()!.renderRoot.querySelector<HTMLElement>('[data-side=versions]')!.focus();
    await press('{Control>}z{/Control}');
    expect(tree()).toEqual(questionTree);
    await press('{Control>}y{/Control}');
    await saved();
    expect((await stored(client)).actions['ask']!.branches['link-1']).toBe('mark');
  });

  test('several actions are copied from one routing and put into another', async () => {
    const client = await open('from');
    await clickPart('.tools button[aria-pressed]');
    for (const box of editor()
      .renderRoot.querySelector('waypost-routing-workbench')!
      .renderRoot.querySelector('waypost-routing-outline')!
      .renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]'))
      await click(box);
    await click(one('button', 'Copy'));
    const other = await newRouting(client, 'to');
    editor().routingId = other.routingId;
    await expect.poll(() => bench()?.edited?.version.routingId).toBe(other.routingId);
    await click(one('button', 'Paste'));
    await saved();
    const pasted = Object.values((await stored(client)).actions).map(({ name }) => name);
    expect(pasted.sort()).toEqual(['Mark coffee', 'Say tea', 'Start', 'Tea or coffee?']);
    expect(tree().actions['message-with-choice-1']!.branches).toEqual({
      'link-1': 'simple-message-1',
      'link-2': 'add-checkpoint-1',
      error: 'add-checkpoint-1',
    });
  });

  test('what an action leads to leads on when it is deleted, and the start stays', async () => {
    await open('delete');
    await bench()!.go('ask');
    await click(one('button', 'Delete'));
    expect(Object.keys(tree().actions).sort()).toEqual(['mark', 'start', 'tea']);
    expect(tree().actions['start']!.branches).toEqual({});
    await bench()!.go('start');
    expect(all('button', 'Delete')).toHaveLength(0);
  });

  test('two who save the same version: both are shown, and one is kept', async () => {
    const client = await open('conflict');
    const { routingId, number, revision } = bench()!.edited!.version;
    const theirs = {
      ...questionTree,
      actions: {
        ...questionTree.actions,
        tea: { ...questionTree.actions['tea']!, name: 'Say it was tea' },
      },
    };
    await client.routings.save(routingId, number, revision, { tree: theirs });
    await bench()!.go('mark');
    await fill('[name=action-name]', 'Mark mine');
    await saved();
    expect(text(part('.banner')!)).toContain('Somebody else saved this version meanwhile.');
    expect(text(part('.banner')!)).toContain('Name: “Mark coffee” → “Mark mine”');
    await click(one('button', 'Save mine over it'));
    await saved();
    expect((await stored(client)).actions['mark']!.name).toBe('Mark mine');
    expect(part('.banner')).toBeNull();
  });

  test('is published with what validation finds in front, and read only from then on', async () => {
    const client = await open('publish');
    await click(one('button', 'Publish…'));
    await expect.poll(() => text(part('dialog')!)).toContain('Into production');
    expect(text(part('dialog')!)).toContain('the journey ends when it leaves here');
    await click(one('button', 'Publish'));
    await expect.poll(() => bench()?.edited?.isReadOnly).toBe(true);
    const { routingId } = bench()!.edited!.version;
    expect((await client.routings.read(routingId)).productionVersion).toBe(1);
    expect(all('button', '+ Add an action')).toHaveLength(0);
  });

  test('what somebody else saved while one looked at it does not go into production', async () => {
    const client = await open('unseen');
    await click(one('button', 'Publish…'));
    await expect.poll(() => text(part('dialog')!)).toContain('Into production');
    const { routingId, number, revision } = bench()!.edited!.version;
    const { tea } = questionTree.actions;
    const theirs = {
      ...questionTree,
      actions: { ...questionTree.actions, tea: { ...tea!, name: 'Unseen' } },
    };
    await client.routings.save(routingId, number, revision, { tree: theirs });
    await click(one('button', 'Publish'));
    await expect.poll(() => text(part('dialog')!)).toContain('Not published.');
    expect((await client.routings.read(routingId)).productionVersion).toBeNull();
    await click(one('button', 'Cancel'));
    expect(text(part('.banner')!)).toContain('Somebody else saved this version meanwhile.');
  });

  test('a checkpoint is made where it is picked, and is picked then', async () => {
    const client = await open('made');
    await bench()!.go('mark');
    await clickPart('input[type=radio]');
    await click(one('button', /^New/));
    await fill('dialog [name=name]', 'Made in the editor');
    const reference = `made-${Math.random().toString(36).slice(2, 8)}`;
    await fill('dialog [name=reference]', reference);
    (part('dialog form') as HTMLFormElement).requestSubmit();
    await expect
      .poll(() => tree().actions['mark']!.parameters['checkpoint'])
      .toEqual({ id: expect.any(String) as string });
    await saved();
    const { items } = await client.checkpoints.list({ search: reference });
    expect((await stored(client)).actions['mark']!.parameters).toEqual({
      checkpoint: { id: items[0]!.id },
    });
  });

  test('by keyboard: a calendar is made where it is picked, and giving it up leads back', async () => {
    const client = await open('hours', scheduleTree);
    await bench()!.go('hours');
    await clickPart('input[type=radio]');
    await expect.poll(() => part('[role=combobox]')).not.toBeNull();
    part('[role=combobox]')!.focus();
    await press('{Tab}');
    const button = one('button', /^New…/);
    expect(focused()).toBe(button);
    await press('{Enter}');
    await dialogThere();
    await expectAccessible();
    await press('a{Escape}');
    await expect.poll(() => part('waypost-new-entity')).toBeNull();
    expect(focused()).toBe(button);

    await press('{Enter}');
    await dialogThere();
    const reference = `hours-${Math.random().toString(36).slice(2, 8)}`;
    await press(`{Control>}a{/Control}Night hours{Tab}${reference}{Enter}`);
    await expect.poll(() => part('waypost-new-entity')).toBeNull();
    await expect
      .poll(() => (part('[role=combobox]') as HTMLInputElement).value)
      .toBe('Night hours');
    expect(focused()).toBe(button);
    await saved();
    const { items } = await client.entities.list('calendars', { search: reference });
    expect((await stored(client)).actions['hours']!.parameters).toEqual({
      calendar: { id: items[0]!.id },
    });
  });

  test('who may not make what is picked has no button for it', async () => {
    const client = await open('no-right', scheduleTree);
    client.me.state!.data!.rights.entities = ['read'];
    await bench()!.go('hours');
    await clickPart('input[type=radio]');
    await expect.poll(() => part('[role=combobox]')).not.toBeNull();
    expect(all('button', /^New…/)).toEqual([]);
  });

  test('what is put into a text that takes far less stays where it came from', async () => {
    await open('pasted');
    await bench()!.go('tea');
    const field = part('waypost-schema-form textarea') ?? part('textarea')!;
    const pasted = new InputEvent('beforeinput', {
      bubbles: true,
      cancelable: true,
      composed: true,
      inputType: 'insertFromPaste',
      data: 'x'.repeat(10 * 1024 * 1024),
    });
    field.dispatchEvent(pasted);
    await settled();
    expect(pasted.defaultPrevented).toBe(true);
    expect(text()).toContain('Nothing was put in: it has 10485760 characters');
  });

  test('a loop without a wait keeps it from being published, and leads to the action', async () => {
    await open('loop', {
      start: 'start',
      actions: {
        start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'a' } },
        a: { type: 'node', name: 'Round', parameters: {}, branches: { ok: 'b' } },
        b: { type: 'node', name: 'And round', parameters: {}, branches: { ok: 'a' } },
      },
    });
    await click(one('button', 'Publish…'));
    await expect.poll(() => text(part('dialog')!)).toContain('It cannot be published yet.');
    expect(all('button', 'Publish')).toHaveLength(0);
    await click(one('button', /^Go to “Round”/));
    await expect.poll(() => part('[name=action-name]')).not.toBeNull();
    expect((part('[name=action-name]') as HTMLInputElement).value).toBe('Round');
  });

  test('a published version is copied into development and compared with what was', async () => {
    const client = await open('versions');
    const { routingId } = bench()!.edited!.version;
    await client.routings.publish(routingId, 1, 'production');
    await clickPart('[data-side=versions]');
    await click(one('button', 'Copy into development: version 1'));
    await expect.poll(() => bench()?.edited?.version.number).toBe(2);
    await bench()!.go('tea');
    await fill('[name=action-name]', 'Say more');
    await clickPart('[data-side=versions]');
    await click(one('button', 'Compare: version 1'));
    await expect.poll(() => text(part('.compared')!)).toContain('“Say tea” → “Say more”');
    expect(text(part('.compared')!)).toContain('From version 1 to version 2');
  });

  test('what goes on in a version that was published meanwhile goes on in a new one', async () => {
    const client = await open('meanwhile');
    const { routingId } = bench()!.edited!.version;
    await client.routings.publish(routingId, 1, 'production');
    await bench()!.go('tea');
    await fill('[name=action-name]', 'Too late');
    await saved();
    expect(text(part('.banner')!)).toContain('not in development any more');
    await click(one('button', 'Go on in a new version'));
    await expect.poll(() => bench()?.edited?.version.number).toBe(2);
    expect(tree().actions['tea']!.name).toBe('Too late');
  });

  test('10 MB in a field are refused in words, and nothing of it is lost', async () => {
    const client = await open('large');
    const large = 'x'.repeat(10 * 1024 * 1024);
    const { edited } = bench()!;
    const { tea } = tree().actions;
    edited!.change({
      ...tree(),
      actions: { ...tree().actions, tea: { ...tea!, parameters: { message: large } } },
    });
    await saved();
    await expect.poll(() => part('.saving')!.textContent).toContain('Not saved');
    expect(part('.saving')!.textContent).toContain('a reload would lose it');
    expect(tree().actions['tea']!.parameters['message']).toHaveLength(large.length);
    expect(await stored(client)).toEqual(questionTree);
  });

  test.each([
    ['light', 'en'],
    ['dark', 'fr'],
  ])('has nothing that axe-core finds with each part open, %s, %s', async (theme, language) => {
    document.documentElement.lang = language;
    await open(`axe-${language}`);
    editor().setAttribute('theme', theme);
    editor().parentElement!.style.background = theme === 'dark' ? '#1b2022' : '#fff';
    await bench()!.go('ask');
    await expectAccessible();
    for (const side of ['findings', 'versions', 'trial', 'watch']) {
      await clickPart(`[data-side=${side}]`);
      await expectAccessible();
    }
    await clickPart('.add');
    await expectAccessible();
  });
});
