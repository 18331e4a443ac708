import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { ProblemError } from '../../api-client/errors.ts';
import type { Subscription, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
let leaving: AbortController;
const clients: Waypost[] = [];

beforeEach(async () => {
  server = await RealServer.start();
  leaving = new AbortController();
});

afterEach(async () => {
  leaving.abort();
  clients.splice(0).forEach((client) => client.close());
  await server.stop();
});

function clientOf(username: string, options: { realtime?: boolean } = {}): Waypost {
  const getToken = () => server.tokenOf(username);
  const client = createWaypost({ url: server.url, getToken, ...options });
  clients.push(client);
  return client;
}

/** Listens to a subscription, and waits for a state in which something holds. */
function follow<Data>(subscription: Subscription<Data>, signal = leaving.signal) {
  const states: SubscriptionState<Data>[] = [];
  subscription.subscribe((state) => states.push(state), { signal });
  return {
    states,
    until: (holds: (state: SubscriptionState<Data>) => unknown) =>
      vi.waitFor(
        () => {
          const { state } = subscription;
          if (!holds(state)) throw new Error(`not yet: ${JSON.stringify(state)}`);
          return state;
        },
        { timeout: 15_000, interval: 5 },
      ),
  };
}

const isLive = ({ status }: SubscriptionState<unknown>) => status === 'live';
const idsOf = ({ data }: SubscriptionState<{ items: { id: string }[] }>) =>
  data?.items.map(({ id }) => id) ?? [];

describe('a history', () => {
  test('is loaded, newest first, and then live', async () => {
    const older = await server.open(60);
    const newer = await server.open(30);
    const history = follow(clientOf('admin').history());

    expect(history.states[0]).toMatchObject({ status: 'loading', data: undefined });
    const state = await history.until(isLive);
    expect(idsOf(state)).toEqual([newer.id, older.id]);
    expect(state).toMatchObject({ data: { complete: true }, kept: false, since: undefined });
  });

  test('takes in what begins, and what changes', async () => {
    const { id } = await server.open(60);
    const history = follow(clientOf('admin').history());
    await history.until(isLive);

    await server.tag(id, 'vip');
    await history.until(({ data }) => data?.items[0]?.tags[0] === 'vip');
    const newer = await server.open(30);
    await history.until((state) => idsOf(state)[0] === newer.id);
  });

  test('of one contact leaves others’ interactions out', async () => {
    const { id } = await server.open(60, '+33611111111');
    const history = follow(clientOf('admin').history({ contact: '06 11 11 11 11' }));
    await history.until(isLive);

    await server.open(30, '+33622222222');
    const newer = await server.open(20, '+33611111111');
    const state = await history.until(({ data }) => data?.items.length === 2);
    expect(idsOf(state)).toEqual([newer.id, id]);
  });

  test('loads page by page, and misses nothing that moves meanwhile', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 120; number++) ids.push((await server.open(120 - number)).id);
    ids.reverse();
    const subscription = clientOf('admin').history();
    const history = follow(subscription);
    expect(idsOf(await history.until(isLive))).toEqual(ids.slice(0, 50));

    const loading = subscription.loadMore();
    await server.tag(ids[60]!, 'late');
    await loading;
    expect(idsOf(subscription.state)).toEqual(ids.slice(0, 100));
    await history.until(({ data }) => data?.items[60]?.tags[0] === 'late');

    await subscription.loadMore();
    expect(idsOf(subscription.state)).toEqual(ids);
    expect(subscription.state.data?.complete).toBe(true);
  });

  test('tells how many there are, however many are loaded, and as they come', async () => {
    for (let number = 0; number < 60; number++) await server.open(90 - number);
    const history = follow(clientOf('admin').history());
    const counts = (count: number) => history.until(({ data }) => data?.total?.count === count);
    expect((await counts(60)).data).toMatchObject({
      complete: false,
      total: { isExact: true },
    });
    await server.open(1);
    await counts(61);
  });

  test('takes in under a filter and a sort what changes to belong there, and lets the others go', async () => {
    const [one, other, third] = [
      await server.open(60),
      await server.open(30),
      await server.open(20),
    ];
    await server.tag(one.id, 'vip');
    const history = follow(clientOf('admin').history({ tag: ['vip'], sort: 'start' }));
    expect(idsOf(await history.until(isLive))).toEqual([one.id]);
    await server.tag(third.id, 'vip');
    await server.tag(other.id, 'late', 'vip');
    const state = await history.until(({ data }) => data?.items.length === 3);
    expect(idsOf(state)).toEqual([one.id, other.id, third.id]);
    await server.tag(one.id);
    await history.until((state) => idsOf(state)[0] === other.id);
  });

  test('without realtime is loaded, and loaded again when asked', async () => {
    const subscription = clientOf('admin', { realtime: false }).history();
    const history = follow(subscription);
    await history.until(isLive);
    const { id } = await server.open(1);
    await subscription.refresh();
    expect(idsOf(subscription.state)).toEqual([id]);
  });
});

test('views of the history are kept, renamed and deleted, and there is something to choose from', async () => {
  const client = clientOf('admin');
  const state = { period: { kind: 'today' as const }, filter: { tag: ['vip'] } };
  const view = await client.historyViews.create({ name: 'Mine', state });
  expect(await client.historyViews.list()).toEqual([view]);
  const changed = await client.historyViews.change(view.id, {
    name: 'Ours',
    state: view.state,
  });
  expect(await client.historyViews.list()).toEqual([changed]);
  await client.historyViews.delete(view.id);
  expect(await client.historyViews.list()).toEqual([]);
  expect((await client.historyChoices()).queues).toMatchObject([{ name: 'Sales' }]);
});

test('an export holds what the query finds', async () => {
  const { id } = await server.open(60);
  await server.open(30);
  await server.tag(id, 'vip');
  const told: [number, number][] = [];
  const onProgress = (rows: number, total: number) => void told.push([rows, total]);
  const query = { tag: ['vip'] };
  const file = await clientOf('admin').exportHistory(query, { language: 'en', onProgress });
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(id);
  expect(told.at(-1)).toEqual([1, 1]);
});

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
