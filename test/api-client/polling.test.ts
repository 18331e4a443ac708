import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type { Subscription, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { Gateway } from './gateway.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
let gateway: Gateway;
let client: Waypost;
let leaving: AbortController;

beforeEach(async () => {
  server = await RealServer.start();
  gateway = await Gateway.before(server.url);
  leaving = new AbortController();
  client = createWaypost({ url: gateway.url, getToken: () => server.tokenOf('admin') });
});

afterEach(async () => {
  leaving.abort();
  client.close();
  gateway.close();
  await server.stop();
});

function follow<Data>(subscription: Subscription<Data>) {
  const statuses: string[] = [];
  const { signal } = leaving;
  subscription.subscribe(({ status }) => statuses.push(status), { signal });
  const until = (holds: (state: SubscriptionState<Data>) => unknown) =>
    vi.waitFor(() => expect(holds(subscription.state)).toBeTruthy(), {
      timeout: 18_000,
      interval: 20,
    });
  return {
    statuses,
    until,
    get now() {
      return subscription.state;
    },
  };
}

const isLive = ({ status }: SubscriptionState<unknown>) => status === 'live';

test('where no socket is let through, a history becomes live and takes in what happens', async () => {
  const { id } = await server.open(60);
  const history = follow(client.history());
  await history.until(isLive);
  expect(gateway.refused).toBeGreaterThan(0);

  await server.tag(id, 'vip');
  await history.until(({ data }) => data?.items[0]?.tags[0] === 'vip');
  const newer = await server.open(30);
  await history.until(({ data }) => data?.items[0]?.id === newer.id);
  expect(server.connections).toBe(0);
});

test('an interaction shows the messages that come', async () => {
  const { id } = await server.open(60);
  const interaction = follow(client.interaction(id));
  await interaction.until(isLive);

  await server.say(id, 1, 'Hello?');
  await interaction.until(({ data }) => data?.messages[0]?.text === 'Hello?');
});

test('a socket takes over as soon as there is one, and nothing is missed', async () => {
  const { id } = await server.open(60);
  const history = follow(client.history());
  await history.until(isLive);
  gateway.letsSocketsThrough = true;
  await server.tag(id, 'one');
  await vi.waitFor(() => expect(server.connections).toBe(1), { timeout: 18_000 });
  await history.until(({ data }) => data?.items[0]?.tags[0] === 'one');

  await server.tag(id, 'two');
  await history.until(({ data }) => data?.items[0]?.tags[0] === 'two');
  await history.until(isLive);
});

test('what is no Waypost of this version and answers all the same counts as a server that is away', async () => {
  const { id } = await server.open(60);
  const history = follow(client.history());
  await history.until(isLive);

  gateway.ownAnswer = '{"items":[],"cursor":"of another version"}';
  await history.until(({ status }) => status === 'offline');
  expect(history.now.data?.items.map((item) => item.id)).toEqual([id]);
  gateway.ownAnswer = undefined;

  await history.until(isLive);
});

test('a server that goes away is missed, and caught up with when it is back', async () => {
  const { id } = await server.open(60);
  const history = follow(client.history());
  await history.until(isLive);
  await server.down();
  await history.until(({ status }) => status === 'offline');
  await server.tag(id, 'meanwhile');
  await server.up();
  await history.until(isLive);
  await history.until(({ data }) => data?.items[0]?.tags[0] === 'meanwhile');
});

test('what only the details have comes although a call for it is broken off', async () => {
  gateway.letsSocketsThrough = true;
  const { id } = await server.open(60);
  const interaction = follow(client.interaction(id));
  await interaction.until(isLive);
  await vi.waitFor(() => expect(server.connections).toBe(1), { timeout: 18_000 });

  gateway.breaks = 1;
  await server.join(id, 'other');
  await interaction.until(({ data }) => data?.interaction.participants[0]?.name === 'other');
  expect(gateway.breaks).toBe(0);
  await interaction.until(isLive);
});
