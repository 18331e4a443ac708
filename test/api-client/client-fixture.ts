import { afterEach, beforeEach, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type { Subscription, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { RealServer } from './real-server.ts';

export let server: RealServer;
export let leaving: AbortController;
export const clients: Waypost[] = [];

beforeEach(async () => {
  server = await RealServer.start();
  leaving = new AbortController();
});

afterEach(async () => {
  leaving.abort();
  clients.splice(0).forEach((client) => client.close());
  await server.stop();
});

export function clientOf(username: string, options: { realtime?: boolean } = {}): Waypost {
  const getToken = () => server.tokenOf(username);
  const client = createWaypost({ url: server.url, getToken, ...options });
  clients.push(client);
  return client;
}

/** Listens to a subscription, and waits for a state in which something holds. */
export function follow<Data>(subscription: Subscription<Data>, signal = leaving.signal) {
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

export const isLive = ({ status }: SubscriptionState<unknown>) => status === 'live';
export const idsOf = ({ data }: SubscriptionState<{ items: { id: string }[] }>) =>
  data?.items.map(({ id }) => id) ?? [];
