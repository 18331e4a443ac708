import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cache } from '../../api-client/cache.ts';
import { createWaypost } from '../../api-client/client.ts';
import { databaseName, recallUser } from '../../api-client/remembered-users.ts';
import { rememberUser } from '../../api-client/remembering-users.ts';
import { startWaypost } from '../../api-client/start.ts';
import { dropDatabase } from '../../api-client/drop-database.ts';
import { identityOf } from '../../api-client/token-payload.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { Subscription, SubscriptionState } from '../../api-client/waypost.ts';
import { phoneOf, rowOf } from './rows.ts';

/* What a page shows before, or without, an answer: nothing listens at this address. */

const url = 'http://127.0.0.1:9';
const leaving: AbortController[] = [];

function meOf(name: string, profile = 1): Me {
  const idOf = (number: number) => rowOf(number).id;
  return {
    id: idOf(name.length * 100),
    username: name,
    name,
    type: 'collaborator',
    language: 'en',
    organisation: {
      id: idOf(1),
      name: 'Acme',
      timeZone: 'Europe/Paris',
      region: 'FR',
      currency: 'EUR',
      languages: ['en'],
    },
    role: { id: idOf(2), name: 'Agent' },
    rights: {},
    profiles: [],
    activeProfileId: idOf(profile),
  };
}

/** A token that says this; signed by nobody. */
function tokenOf(payload: object): string {
  return `e30.${btoa(JSON.stringify(payload))}.x`;
}
const tokenFor = (name: string) =>
  tokenOf({ sub: name, exp: Math.random(), iat: Math.random() });

async function leaveCacheOf(name: string): Promise<void> {
  await rememberUser(url, identityOf(tokenFor(name)), meOf(name));
  const cache = new Cache(databaseName(url, meOf(name)), () => {});
  await cache.reset('a');
  await cache.writePage({ rows: [rowOf(1), rowOf(2)] });
  const interaction = {
    ...rowOf(1),
    participants: [],
    variables: {},
    run: null,
    case: null,
    card: null,
  };
  await cache.writeDetails({ interaction, messages: [] });
  cache.close();
}

function start(name: string, options = {}, create = createWaypost) {
  const client = create({
    url,
    getToken: () => Promise.resolve(tokenFor(name)),
    ...options,
  });
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => client.close());
  leaving.push(controller);
  return { client, signal: controller.signal };
}

async function settled<Data>(subscription: Subscription<Data>, signal: AbortSignal) {
  const states: SubscriptionState<Data>[] = [];
  subscription.subscribe((state) => states.push(state), { signal });
  await vi.waitFor(() => expect(subscription.state.status).toBe('offline'), { timeout: 5000 });
  return { states, state: subscription.state };
}

beforeEach(() => leaveCacheOf('anna'));

afterEach(async () => {
  leaving.splice(0).forEach((controller) => controller.abort());
  vi.restoreAllMocks();
  for (const { name } of await indexedDB.databases())
    if (name?.startsWith('waypost')) await dropDatabase(name);
});

describe('without a network', () => {
  test('a user sees what they had, and since when it is so', async () => {
    const { client, signal } = start('anna');
    const all = client.history();
    const history = await settled(all, signal);
    const after = new Date().toISOString();
    await expect.poll(() => all.state.data?.items).toEqual([rowOf(1), rowOf(2)]);
    expect(history.state).toMatchObject({ kept: true, error: { kind: 'network' } });
    // When the server was last heard; before that has been read, the first try that failed.
    expect(history.state.since).toMatch(/^20\d\d-/);
    expect(history.state.since! <= after).toBe(true);

    const interaction = client.interaction(rowOf(1).id);
    await settled(interaction, signal);
    await expect.poll(() => interaction.state.data?.interaction.id).toBe(rowOf(1).id);
    const contact = client.history({ contact: phoneOf(2) });
    await settled(contact, signal);
    await expect.poll(() => contact.state.data?.items).toEqual([rowOf(2)]);
    expect((await settled(client.me, signal)).state.data?.name).toBe('anna');
  });

  test('any filter and any sort go over what is kept, page by page, and say what may be missing', async () => {
    const cache = new Cache(databaseName(url, meOf('anna')), () => {});
    const rows = Array.from({ length: 120 }, (_, index) =>
      rowOf(index + 1, { revision: 2, status: index % 2 ? 'processed' : 'aborted' }),
    );
    await cache.writePage({ rows });
    cache.close();
    const { client, signal } = start('anna');
    const history = client.history({ status: ['processed'], sort: 'start' });
    await settled(history, signal);
    await expect.poll(() => history.state.data?.items.length).toBe(50);
    expect(history.state.data).toMatchObject({
      complete: false,
      total: { count: 60, isExact: false },
      kept: { since: null, isWhole: false },
    });
    await history.loadMore();
    const expected = rows.filter(({ status }) => status === 'processed').reverse();
    expect(history.state.data?.items).toEqual(expected);
    expect(history.state.data?.complete).toBe(true);

    const none = client.history({ tag: ['nothing has it'] });
    await settled(none, signal);
    await expect.poll(() => none.state.data?.items).toEqual([]);
    expect(none.state.data?.complete).toBe(true);
  });

  test('another user sees nothing of it', async () => {
    const { client, signal } = start('bertram');
    const { states } = await settled(client.history(), signal);
    expect(states.every(({ data }) => data === undefined)).toBe(true);
    expect((await settled(client.me, signal)).state.data).toBeUndefined();
  });

  test('a page that wants no cache shows none', async () => {
    const { client, signal } = start('anna', { cache: false });
    expect((await settled(client.history(), signal)).state.data).toBeUndefined();
  });
});

test('with broken storage the page works, and says that nothing is kept', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const { client, signal } = start('anna');
  expect((await settled(client.history(), signal)).state.data).toBeUndefined();
});

describe('a user who comes after another', () => {
  test('finds the other’s cache gone', async () => {
    await rememberUser(url, identityOf(tokenFor('bertram')), meOf('bertram'));
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain(databaseName(url, meOf('anna')));
    expect(await recallUser(url, identityOf(tokenFor('anna'))!)).toBeUndefined();
  });

  test('leaves it to a tab that still shows it', async () => {
    const { client, signal } = start('anna');
    await settled(client.history(), signal);
    await rememberUser(url, identityOf(tokenFor('bertram')), meOf('bertram'));
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).toContain(databaseName(url, meOf('anna')));
  });

  test('with another profile leaves nothing of the former one', async () => {
    await rememberUser(url, identityOf(tokenFor('anna')), meOf('anna', 7));
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain(databaseName(url, meOf('anna')));
  });
});

describe('while the client is on its way', () => {
  test('a user sees what they had, and then that the server is not there', async () => {
    const { client, signal } = start('anna', {}, startWaypost);
    const { states, state } = await settled(client.history(), signal);
    expect(states[0]).toMatchObject({ status: 'loading', data: undefined });
    await vi.waitFor(() => expect(states.some(({ data }) => data)).toBe(true), {
      timeout: 10_000,
    });
    const found = states.findIndex(({ data }) => data);
    expect(found).toBeGreaterThan(0);
    for (const { data } of states.slice(found))
      expect(data?.items).toEqual([rowOf(1), rowOf(2)]);
    expect(state.error?.kind).toBe('network');
  });

  test('everything else of the cache is there too', async () => {
    const { client, signal } = start('anna', {}, startWaypost);
    const seen: unknown[] = [];
    client
      .interaction(rowOf(1).id)
      .subscribe(({ data }) => data && seen.push(data.interaction.id), { signal });
    client
      .history({ contact: phoneOf(2) })
      .subscribe(({ data }) => data && seen.push(data.items.map(({ id }) => id)), { signal });
    client.me.subscribe(({ data }) => data && seen.push(data.name), { signal });
    await vi.waitFor(() => expect(seen).toContain('anna'), { timeout: 10_000 });
    await vi.waitFor(() => expect(seen).toContain(rowOf(1).id), { timeout: 10_000 });
    await vi.waitFor(() => expect(seen).toContainEqual([rowOf(2).id]), { timeout: 10_000 });
  });

  test('the page is asked for a token once', async () => {
    const getToken = vi.fn(() => Promise.resolve(tokenFor('anna')));
    const { client, signal } = start('anna', { getToken }, startWaypost);
    await settled(client.history(), signal);
    expect(getToken).toHaveBeenCalledOnce();
  });

  test('another user sees nothing of it', async () => {
    const { client, signal } = start('berta', {}, startWaypost);
    const { states } = await settled(client.history(), signal);
    expect(states.filter(({ data }) => data)).toEqual([]);
  });

  test('a page without a token hears why', async () => {
    const getToken = () => Promise.reject(new Error('Nobody is signed in.'));
    const { client, signal } = start('anna', { getToken }, startWaypost);
    const states: SubscriptionState<unknown>[] = [];
    client.history().subscribe((state) => states.push(state), { signal });
    await vi.waitFor(() => expect(states.at(-1)?.error?.kind).toBe('token'), {
      timeout: 10_000,
    });
  });

  test('what is called waits for it', async () => {
    const { client } = start('anna', {}, startWaypost);
    await expect(client.checkpoints.list()).rejects.toMatchObject({ kind: 'network' });
    await expect(client.chooseProfile(rowOf(7).id)).rejects.toMatchObject({ kind: 'network' });
  });
});
