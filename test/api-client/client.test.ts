import { describe, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { ProblemError } from '../../api-client/errors.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { clientOf, clients, follow, idsOf, isLive, server } from './client-fixture.ts';

describe('an interaction', () => {
  test('comes with its conversation and goes on live', async () => {
    const { id } = await server.open(60);
    await server.say(id, 1, 'Hello');
    const interaction = follow(clientOf('admin').interaction(id));
    const { data } = await interaction.until(isLive);
    expect(data?.messages.map(({ text }) => text)).toEqual(['Hello']);

    await server.say(id, 2, 'Anyone?');
    await interaction.until((state) => state.data?.messages[1]?.text === 'Anyone?');
    await server.tag(id, 'vip');
    await interaction.until((state) => state.data?.interaction.tags[0] === 'vip');
  });

  test('that does not exist is not found', async () => {
    const interaction = follow(clientOf('admin').interaction(server.organisationId));
    const state = await interaction.until(({ status }) => status === 'error');
    expect(state).toMatchObject({
      data: undefined,
      retryAt: null,
      error: { kind: 'not-found' },
    });
  });

  test('that goes out of sight is gone', async () => {
    const { id } = await server.open(60);
    const interaction = follow(clientOf('admin').interaction(id));
    await interaction.until(isLive);
    await server.takeAway(id);
    const state = await interaction.until(({ status }) => status === 'error');
    expect(state).toMatchObject({ data: undefined, error: { kind: 'not-found' } });
  });

  test('that another user holds is not found either', async () => {
    const { id } = await server.open(60);
    const interaction = follow(clientOf('other').interaction(id));
    const state = await interaction.until(({ status }) => status === 'error');
    expect(state).toMatchObject({ data: undefined, error: { kind: 'not-found' } });
  });
});

describe('a server that goes away', () => {
  test('leaves what was shown, says since when, and all is caught up when it is back', async () => {
    const { id } = await server.open(60);
    const client = clientOf('admin');
    const history = follow(client.history());
    const interaction = follow(client.interaction(id));
    const before = new Date().toISOString();
    await Promise.all([history.until(isLive), interaction.until(isLive)]);

    await server.down();
    const offline = await history.until(({ status }) => status === 'offline');
    expect(idsOf(offline)).toEqual([id]);
    expect(offline.since! >= before).toBe(true);

    await server.tag(id, 'meanwhile');
    await server.say(id, 1, 'Still there?');
    const newer = await server.open(5);
    await server.up();
    const state = await history.until((now) => isLive(now) && idsOf(now)[0] === newer.id);
    expect(state.data?.items[1]?.tags).toEqual(['meanwhile']);
    await interaction.until((now) => isLive(now) && now.data?.messages.length === 1);
  });

  test('that forgot the cursor has everything loaded anew', async () => {
    const first = await server.open(60);
    const second = await server.open(30);
    const history = follow(clientOf('admin').history());
    await history.until(isLive);

    await server.down();
    await server.takeAway(first.id);
    await server.tag(second.id, 'changed');
    await server.forgetChanges();
    await server.up();
    const state = await history.until(
      (now) => isLive(now) && now.data?.items[0]?.tags[0] === 'changed',
    );
    expect(idsOf(state)).toEqual([second.id]);
  });

  test('is waited for from the start', async () => {
    const { id } = await server.open(60);
    await server.down();
    const history = follow(clientOf('admin').history());
    const state = await history.until(({ status }) => status === 'offline');
    expect(state).toMatchObject({ data: undefined, error: { kind: 'network' } });
    expect(state.retryAt).not.toBeNull();
    await server.up();
    expect(idsOf(await history.until(isLive))).toEqual([id]);
  });
});

describe('tokens', () => {
  test('are asked for once by everything that starts together', async () => {
    const getToken = vi.fn(() => server.tokenOf('admin'));
    const client = createWaypost({ url: server.url, getToken });
    clients.push(client);
    await Promise.all([
      follow(client.history()).until(isLive),
      follow(client.me).until(isLive),
      client.checkpoints.list(),
    ]);
    expect(getToken.mock.calls).toEqual([[{ expired: false }]]);
  });

  test('that have ended are replaced, on calls and on the socket', async () => {
    let calls = 0;
    const getToken = vi.fn(() => server.tokenOf('admin', calls++ ? 3600 : -5));
    const client = createWaypost({ url: server.url, getToken });
    clients.push(client);
    await follow(client.history()).until(isLive);
    expect(getToken.mock.calls).toEqual([[{ expired: false }], [{ expired: true }]]);
  });

  test('that end soon are replaced on the open socket, which stays open', async () => {
    let calls = 0;
    const getToken = vi.fn(() => server.tokenOf('admin', calls++ ? 3600 : 61));
    const client = createWaypost({ url: server.url, getToken });
    clients.push(client);
    const history = follow(client.history());
    await history.until(isLive);
    const before = history.states.length;
    await vi.waitFor(() => expect(getToken).toHaveBeenCalledTimes(2), { timeout: 10_000 });
    expect(history.states.slice(before).every(isLive)).toBe(true);
    const { id } = await server.open(1);
    await history.until((state) => idsOf(state)[0] === id);
  });

  test('of another person show nothing of the one before', async () => {
    const { id } = await server.open(60);
    let person = 'admin';
    const client = createWaypost({ url: server.url, getToken: () => server.tokenOf(person) });
    clients.push(client);
    const me = follow(client.me);
    const history = follow(client.history());
    expect(idsOf(await history.until(isLive))).toEqual([id]);

    person = 'other';
    await server.db.updateTable('sessions').set({ ended_at: new Date() }).execute();
    await client.checkpoints.list();
    await me.until((state) => isLive(state) && state.data?.username === 'other');
    expect(idsOf(await history.until(isLive))).toEqual([]);
  });

  test('that a host’s server minted are exchanged, and again after one that came too late', async () => {
    let calls = 0;
    const getToken = vi.fn(() => server.embedTokenOf('admin', calls++ ? 300 : -100));
    const client = createWaypost({ url: server.url, getToken });
    clients.push(client);
    const { data } = await follow(client.me).until(isLive);
    expect(data?.username).toBe('admin');
    await follow(client.history()).until(isLive);
    expect(getToken.mock.calls).toEqual([[{ expired: false }], [{ expired: true }]]);
  });

  test('that the page cannot give are an error that says so', async () => {
    const getToken = () => Promise.reject(new Error('nobody is signed in'));
    const client = createWaypost({ url: server.url, getToken });
    clients.push(client);
    const state = await follow(client.me).until(({ status }) => status === 'error');
    expect(state.error?.message).toContain('nobody is signed in');
    expect(state.retryAt).not.toBeNull();
  });
});

describe('a user', () => {
  test('who signs out sees nothing any more, in no tab', async () => {
    await server.open(60);
    const token = await server.tokenOf('admin');
    const tabs = [0, 1].map(() =>
      createWaypost({ url: server.url, getToken: () => Promise.resolve(token) }),
    );
    clients.push(...tabs);
    const histories = tabs.map((tab) => follow(tab.history()));
    await Promise.all(histories.map((history) => history.until(isLive)));

    await tabs[0]!.signOut();
    for (const history of histories) {
      const state = await history.until(({ status }) => status === 'error');
      expect(state).toMatchObject({ data: undefined, error: { kind: 'signed-out' } });
    }
  });

  test('who chooses another profile sees what that profile sees', async () => {
    await server.open(60);
    const client = clientOf('admin');
    const history = follow(client.history());
    const me = follow(client.me);
    await history.until((state) => isLive(state) && idsOf(state).length === 1);

    const chosen = await client.chooseProfile(server.profiles[1]);
    expect(chosen.activeProfileId).toBe(server.profiles[1]);
    await history.until((state) => isLive(state) && idsOf(state).length === 0);
    expect((await me.until(isLive)).data?.activeProfileId).toBe(server.profiles[1]);
  });

  test('to whom the history is closed keeps nothing of it', async () => {
    await server.open(60);
    const history = follow(clientOf('admin').history());
    await history.until(isLive);
    await server.closeHistory('admin');
    const state = await history.until(({ status }) => status === 'error');
    expect(state).toMatchObject({ data: undefined, error: { kind: 'history-off' } });
  });

  test.each([
    ['from the start', async () => {}],
    [
      'once nothing else is followed any more',
      async (client: Waypost) => {
        const visit = new AbortController();
        await follow(client.history(), visit.signal).until(isLive);
        visit.abort();
      },
    ],
  ])('who follows nothing but themselves hears what they may do: %s', async (_when, before) => {
    const client = clientOf('admin');
    const me = follow(client.me);
    await me.until(isLive);
    await before(client);
    await server.closeHistory('admin');
    await me.until(({ data }) => data?.profiles.every((each) => !each.historyOfInteractions));
  });
});

describe('the tabs of one browser', () => {
  const connections = () => server.connections;

  test('share one socket, and the next tab takes over when the first closes', async () => {
    const { id } = await server.open(60);
    const tabs = [clientOf('admin'), clientOf('admin'), clientOf('admin')];
    const histories = tabs.map((tab) => follow(tab.history()));
    await Promise.all(histories.map((history) => history.until(isLive)));
    expect(connections()).toBe(1);

    await server.tag(id, 'one');
    for (const history of histories)
      await history.until(({ data }) => data?.items[0]?.tags[0] === 'one');

    tabs[0]!.close();
    await server.tag(id, 'two');
    for (const history of histories.slice(1))
      await history.until((state) => isLive(state) && state.data?.items[0]?.tags[0] === 'two');
    expect(connections()).toBe(1);
  });

  test('follow what only one of them shows', async () => {
    const { id } = await server.open(60);
    await follow(clientOf('admin').history()).until(isLive);
    const interaction = follow(clientOf('admin').interaction(id));
    await interaction.until(isLive);
    await server.say(id, 1, 'Hello');
    await interaction.until(({ data }) => data?.messages.length === 1);
  });
});

describe('checkpoints', () => {
  test('are made, changed by revision, and deleted', async () => {
    const { checkpoints } = clientOf('admin');
    const made = await checkpoints.create({ name: 'Paid', reference: 'paid' });
    const changed = await checkpoints.change(made.id, made.revision, { alias: 'P' });
    expect(changed).toMatchObject({ name: 'Paid', alias: 'P', revision: made.revision + 1 });

    const late = checkpoints.change(made.id, made.revision, { alias: 'Q' });
    await expect(late).rejects.toMatchObject({ kind: 'precondition-failed' });
    await checkpoints.delete(made.id);
    expect(await checkpoints.list()).toMatchObject({ items: [] });
  });

  test('refused input names its field', async () => {
    const { checkpoints } = clientOf('admin');
    const refused: unknown = await checkpoints
      .create({ name: 'Paid', reference: 'not so' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).fields[0]?.path).toBe('reference');
  });
});

test('a client that is closed says so', async () => {
  const client = clientOf('admin');
  client.close();
  await expect(client.checkpoints.list()).rejects.toMatchObject({ kind: 'closed' });
});
