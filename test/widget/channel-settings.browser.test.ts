import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/entity-settings.ts';
import {
  cleanPage,
  deep,
  dialog,
  fill,
  formThere,
  found,
  inForm,
  leavePage,
  names,
  showSettings,
  told,
} from './entity-page.ts';
import { click, expectAccessible, one, text } from './page.ts';

/* Channels in <waypost-entity-settings>, with the whole server in the page. */

const SECRET = /[0-9a-f]{64}/;
let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(leavePage);

const secretTold = () => SECRET.exec(deep('waypost-channel-facts').map(text).join())?.[0];

describe('channels in <waypost-entity-settings>', { timeout: 90_000 }, () => {
  test('one is made for a gateway: its secret is told once, and another one takes its place', async () => {
    const client = await showSettings(server, 'channels');
    await click(await found('button', '+ New: Channel'));
    await formThere();
    await expectAccessible();
    fill({ name: 'WhatsApp shop' });
    await userEvent.selectOptions(inForm('flow'), 'WhatsApp messaging');
    await userEvent.fill(inForm('routingReference'), 'no-such-routing');
    await userEvent.fill(inForm('deliverTo'), 'https://gateway.example.com/waypost');
    await click(one('button', 'Save'));
    await expect
      .poll(() => text(dialog()))
      .toContain('No routing has the reference “no-such-routing”.');
    await userEvent.fill(inForm('routingReference'), 'welcome-orders');
    await click(one('button', 'Save'));
    await expect.poll(told).toContain('“WhatsApp shop” was made.');
    const first = SECRET.exec(told())?.[0];
    expect(first).toBeDefined();
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain(first);

    const made = (await client.channels.list()).find(({ name }) => name === 'WhatsApp shop');
    expect(made).toMatchObject({
      kind: 'webhook',
      flow: 'whatsapp-messaging',
      routingReference: 'welcome-orders',
      deliverTo: 'https://gateway.example.com/waypost',
    });

    await click(await found('button', 'Edit: WhatsApp shop'));
    await formThere();
    expect(told()).not.toMatch(SECRET);
    await expect.poll(() => deep('waypost-channel-facts').map(text).join()).toContain(made!.id);
    await expectAccessible();
    await click(await found('button', 'Another secret…'));
    await click(await found('button', 'Make another secret'));
    await expect.poll(secretTold).toBeDefined();
    expect(secretTold()).not.toBe(first);
  });

  test('one is renamed, copied and deleted; a chat has no gateway', async () => {
    const client = await showSettings(server, 'channels');
    const chat = (await client.channels.list()).find(({ kind }) => kind === 'chat')!;
    await expect.poll(names).toContain(chat.name);
    await click(await found('button', `Duplicate: ${chat.name}`));
    await formThere();
    fill({ name: 'Second chat' });
    await userEvent.fill(inForm('deliverTo'), 'https://gateway.example.com/waypost');
    await click(one('button', 'Save'));
    await expect.poll(() => text(dialog())).toContain('leave this out');
    await userEvent.clear(inForm('deliverTo'));
    await click(one('button', 'Save'));
    await expect.poll(told).toContain('“Second chat” was made.');
    expect(told()).not.toMatch(SECRET);

    await click(await found('button', 'Edit: Second chat'));
    await formThere();
    fill({ name: 'Other chat' });
    await click(one('button', 'Save'));
    await expect.poll(told).toContain('“Other chat” was changed.');
    await click(await found('button', 'Delete: Other chat'));
    await expect.poll(() => text(dialog())).toContain('Nobody comes in by it any more.');
    await click(one('button', 'Delete'));
    await expect.poll(told).toContain('“Other chat” was deleted.');
    expect((await client.channels.list()).map(({ name }) => name)).not.toContain('Other chat');
  });
});
