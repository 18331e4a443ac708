import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inPageDemo } from './in-page-demo.ts';
import { click, expectAccessible, heard, one, show, text } from './page.ts';
import { bench, editor, fill, newRouting, openEditor, questionTree } from './routing-page.ts';

const demo = inPageDemo();
const client = (user = 'admin') => demo.clientOf(user, { cache: false, realtime: false });

describe('<waypost-routing-editor>', () => {
  test('opens a routing from the list at the version one goes on with, and comes back', async () => {
    await page.viewport(1300, 800);
    await show('waypost-routing-editor', { client: client() }, 1280);
    await expect.poll(() => text()).toContain('Welcome, orders');
    const opened = heard('waypost-routing-chosen');
    await click(one('button', 'Welcome, orders'));
    expect((await opened).routingId).toBeTruthy();
    await expect.poll(() => bench()?.edited?.version.state).toBe('development');
    const left = heard('waypost-routing-chosen');
    await click(one('button', '‹ Routings'));
    expect((await left).routingId).toBeUndefined();
    await expect.poll(() => text()).toContain('Delivery follow-up');
  });

  test('what is typed when one leaves is saved first', async () => {
    const asked = client();
    const made = await newRouting(asked, 'leave', questionTree);
    await openEditor(asked, made);
    await bench()!.go('tea');
    await fill('[name=action-name]', 'Say it');
    const left = heard('waypost-routing-chosen');
    await click(one('button', '‹ Routings'));
    await left;
    const { tree } = await asked.routings.version(made.routingId, 1);
    expect(tree.actions['tea']?.name).toBe('Say it');
  });

  test('a routing that is not there, and a version that is not there, are told', async () => {
    const routingId = '01a00000-0000-7000-8000-000000000000';
    await show('waypost-routing-editor', { client: client(), routingId }, 900);
    await expect.poll(() => text()).toContain('There is no such routing any more');
    const made = await newRouting(client(), 'one');
    editor().routingId = made.routingId;
    editor().version = 7;
    await expect.poll(() => text()).toContain('This routing has no version 7.');
    await click(one('button', 'All routings'));
    await expect.poll(() => text()).toContain('Welcome, orders');
  });

  test('without the right there is a sentence, and nothing else', async () => {
    await show('waypost-routing-editor', { client: client('agent') }, 900);
    await expect.poll(() => text()).toContain('Your role does not include smart routings');
    await expectAccessible();
  });

  test('a server that is away is told, with a way on', async () => {
    demo.server.goOffline();
    await show('waypost-routing-editor', { client: client() }, 900);
    await expect.poll(() => text()).toMatch(/cannot be reached|could not say who you are/);
  });
});
