import { describe, expect, test, vi } from 'vitest';
import { readDetails } from '../../api-client/cache-reading.ts';
import { CACHE_VERSION, createStores } from '../../api-client/cache-schema.ts';
import type { Opened } from '../../api-client/contract/channel.ts';
import { databaseName } from '../../api-client/remembered-users.ts';
import { openWithin } from '../../api-client/storage-guard.ts';
import type { WaypostPanel } from '../../widget/panel.ts';
import '../../widget/script.ts';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, expectAccessible, heard, one, show, text } from './page.ts';

const CONTACT = { name: 'Nadia Achour', phone: '+33612345678' };

const demo = inPageDemo();
const tokenOf = async (username: string): Promise<string> =>
  (await demo.signIn(username)).accessToken;

const shown = (properties: Partial<WaypostPanel>): Promise<WaypostPanel> =>
  show('waypost-panel', { contact: CONTACT.phone, timeZone: 'Europe/Paris', ...properties });

const foot = (): string =>
  text(all('status').find((status) => status.matches('.state')) ?? document.createElement('p'));
const becomes = (holds: () => void): Promise<void> =>
  vi.waitFor(holds, { timeout: 30_000, interval: 20 });
const chips = (): string[] =>
  [...new Set(all('listitem').map((item) => text(item)))].filter((words) => words !== '');

/** A customer at the server, on the other side of the page's network. */
async function openChat(contact: object = CONTACT) {
  const send = async (path: string, body: object, token = ''): Promise<Opened> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await demo.server.app.request(path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as Opened;
  };
  const path = '/api/channels/chat/interactions';
  const chat = await send(path, { contact, routingReference: 'welcome-orders' });
  return {
    id: chat.interactionId,
    say: (words: string) =>
      send(`${path}/${chat.interactionId}/messages`, { text: words }, chat.chatToken),
    leave: () =>
      demo.server.app.request(`${path}/${chat.interactionId}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${chat.chatToken}` },
      }),
  };
}

/** What is shown is kept a moment later. */
async function untilKept(interactionId: string, checkpoint: string): Promise<void> {
  const { user } = await demo.signIn('admin');
  const name = databaseName(demo.server.url, user);
  await vi.waitFor(async () => {
    const database = await openWithin(name, CACHE_VERSION, createStores, () => {});
    const kept = await readDetails(database, interactionId).finally(() => database.close());
    expect(JSON.stringify(kept?.interaction.checkpoints)).toContain(checkpoint);
  });
}

// The server works in this page, too: on a busy machine all of it takes its time.
describe('<waypost-panel> on a server', { timeout: 90_000 }, () => {
  test('signs in by the page’s token and lists everyone’s interactions', async () => {
    await shown({ url: demo.server.url, getToken: () => tokenOf('admin'), contact: '' });
    await becomes(() => expect(foot()).toBe('Live'));
    await becomes(() => one('button', 'Started: Today'));
    await click(one('button', 'Started: Today'));
    await click(one('button', 'Last 3 months'));
    await becomes(() => expect(all('row').length).toBeGreaterThan(3));
    one('columnheader', 'Contact');
    await expectAccessible();
  });

  test('asks to sign in when the page’s token is refused', async () => {
    const asked = heard('waypost-sign-in-needed');
    await shown({ url: demo.server.url, getToken: () => Promise.resolve('no token') });
    await asked;
    expect(text()).toContain('Sign in to see where this customer has been');
  });

  test('shows a customer who comes, and each checkpoint as it is set', async () => {
    const contact = { name: 'Live One', phone: '+33611110001' };
    await shown({ client: demo.clientOf('admin'), contact: contact.phone });
    await becomes(() => expect(text()).toContain('No interaction with this customer so far'));
    const chat = await openChat(contact);
    await becomes(() => one('heading', 'Live One'));
    expect(chips()).not.toContain('Recognised');
    await chat.say('4711');
    await becomes(() => expect(chips()).toContain('Recognised'));
    await becomes(() => expect(foot()).toBe('Live'));
  });

  test('offline, keeps what it had and says since when; back, catches up', async () => {
    const contact = { name: 'Cut Off', phone: '+33611110002' };
    const chat = await openChat(contact);
    await shown({ client: demo.clientOf('admin'), contact: contact.phone });
    await becomes(() => expect(foot()).toBe('Live'));
    demo.server.goOffline();
    await becomes(() => expect(foot()).toMatch(/^Offline since \d\d:\d\d: you see what/));
    one('heading', 'Cut Off');
    await chat.say('4711');
    expect(chips()).not.toContain('Recognised');
    await expectAccessible();

    demo.server.goOnline();
    await becomes(() => expect(chips()).toContain('Recognised'));
    await becomes(() => expect(foot()).toBe('Live'));
  });

  test('opens offline with what this browser kept', async () => {
    const contact = { name: 'Kept Here', phone: '+33611110003' };
    const chat = await openChat(contact);
    await chat.say('4711');
    await shown({ client: demo.clientOf('admin'), contact: contact.phone });
    await becomes(() => expect(chips()).toContain('Recognised'));
    await becomes(() => expect(foot()).toBe('Live'));
    await untilKept(chat.id, 'Recognised');
    document.body.replaceChildren();
    demo.closeClients();

    demo.server.goOffline();
    const token = await tokenOf('admin');
    const client = demo.clientOf('admin', { getToken: () => Promise.resolve(token) });
    await shown({ client, contact: contact.phone });
    await becomes(() => expect(chips()).toContain('Recognised'));
    await becomes(() => expect(foot()).toMatch(/^Offline/));
  });

  test('says that a profile does not open the history', async () => {
    await shown({ client: demo.clientOf('trainee') });
    await becomes(() =>
      expect(text()).toContain('Your profile does not include the history of interactions.'),
    );
  });

  test('another profile forgets what the former one showed', async () => {
    const client = demo.clientOf('keeper');
    const contact = { name: 'Of Orders', phone: '+33611110004' };
    await openChat(contact);
    await shown({ client, contact: contact.phone });
    await becomes(() => one('heading', 'Of Orders'));
    await becomes(() => expect(foot()).toBe('Live'));
    const before = await databases();
    const { user } = await demo.signIn('keeper');
    const delivery = user.profiles.find(({ name }) => name === 'Delivery');
    await client.chooseProfile(delivery?.id ?? '');
    await becomes(() => expect(all('heading', 'Of Orders')).toEqual([]));
    await vi.waitFor(async () => {
      const after = await databases();
      expect(before.filter((name) => after.includes(name))).not.toEqual(before);
    });
    await client.chooseProfile(user.activeProfileId);
  });

  test('an interaction that leaves the user’s sight is gone', async () => {
    const contact = { name: 'Soon Gone', phone: '+33611110005' };
    const chat = await openChat(contact);
    const { accessToken, user } = await demo.signIn('keeper');
    await shown({ client: demo.clientOf('keeper'), contact: '', interactionId: chat.id });
    await becomes(() => one('heading', 'Soon Gone'));
    await becomes(() => expect(foot()).toBe('Live'));
    const choose = (name: string) =>
      demo.server.app.request('/api/me/profile', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({ profileId: user.profiles.find((one) => one.name === name)?.id }),
      });
    await choose('Delivery');
    await becomes(() => expect(text()).toContain('It does not exist, or you may not see it.'));
    expect(text()).not.toContain('Soon Gone');
    await choose('Everything');
  });

  test('keeps showing an interaction that ends', async () => {
    const contact = { name: 'Comes Leaves', phone: '+33611110006' };
    const chat = await openChat(contact);
    await shown({ client: demo.clientOf('admin'), contact: contact.phone });
    await becomes(() => one('heading', 'Comes Leaves'));
    await chat.leave();
    await becomes(() => expect(text()).toContain('Aborted'));
    await click(one('button', /All interactions/));
    expect(all('row')).toHaveLength(2);
  });
});

const databases = async (): Promise<(string | undefined)[]> =>
  (await indexedDB.databases()).map(({ name }) => name);
