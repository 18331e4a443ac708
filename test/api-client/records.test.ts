import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { startWaypost } from '../../api-client/start.ts';
import type { Subscription, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { WaypostServer } from '../../mock-server/server.ts';
import { Hands, type Hand } from '../helpers/hands.ts';
import { takeNoPart } from '../helpers/take-part.ts';

let hands: Hands;
let server: WaypostServer;
let url: string;
let ada: Hand;
let bob: Hand;
let crmId: string;
let leaving: AbortController;
const clients: Waypost[] = [];
beforeAll(async () => {
  hands = await Hands.start();
  hands.engine.now = new Date(); // the client's clock is the machine's
  server = new WaypostServer();
  url = `http://127.0.0.1:${await server.listen(0)}`;
  server.serve(hands.engine.services);
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
  crmId = await hands.engine.addEntity('crm', 'directory', {
    kind: 'built-in',
    fields: [{ name: 'name', title: 'Name' }],
  });
});
afterAll(async () => {
  await server.close();
  await hands.stop();
});
beforeEach(async () => {
  leaving = new AbortController();
  await hands.open([ada, bob]);
});
afterEach(() => {
  leaving.abort();
  clients.splice(0).forEach((client) => client.close());
});

function clientOf({ token }: Hand, create = createWaypost): Waypost {
  const client = create({ url, getToken: () => Promise.resolve(token), cache: false });
  clients.push(client);
  return client;
}

/** Listens, and waits for a state in which something holds. */
function follow<Data>(subscription: Subscription<Data>) {
  subscription.subscribe(() => {}, { signal: leaving.signal });
  return (holds: (state: SubscriptionState<Data>) => unknown) =>
    vi.waitFor(
      () => {
        if (!holds(subscription.state)) throw new Error('not yet');
      },
      { timeout: 15_000, interval: 5 },
    );
}

test.each([
  ['the whole client', createWaypost],
  ['a page’s first script', startWaypost],
])('what one user does reaches another one who looks on: %s', async (_, create) => {
  const id = hands.interactionId;
  const hers = clientOf(ada, create);
  const until = follow(clientOf(bob, create).records.of(id));
  await until(({ status, data }) => status === 'live' && data?.card === null);

  const done = await hers.records.createCard(id, { crmId, values: { name: 'Nadia' } });
  await until(({ data }) => data?.card?.label === 'Nadia');
  await hers.records.undo(id, done.undo!);
  await until(({ data }) => data?.card === null);

  const events = await hers.records.events(id);
  const own = events.filter(({ by }) => by === 'Ada').map(({ kind }) => kind);
  expect(own).toEqual(['card-linked', 'card-unlinked']);
});

test('who loses sight of the interaction is told so, and keeps nothing of it', async () => {
  const id = hands.interactionId;
  const until = follow(clientOf(bob).records.of(id));
  await until(({ status }) => status === 'live');

  await takeNoPart(hands.engine.db, bob.id);
  await clientOf(ada).records.createCard(id, { crmId, values: { name: 'Nadia' } });

  await until(({ status, error }) => status === 'error' && error?.kind === 'not-found');
});

test('a refusal is an error with its sentence', async () => {
  const { records } = clientOf(ada);

  await expect(records.unassignCase(hands.interactionId)).rejects.toMatchObject({
    kind: 'conflict',
    message: 'The interaction is not linked to a case.',
  });
  expect(await records.routings(hands.interactionId)).toHaveLength(1);
  expect((await records.settings(hands.interactionId)).crms).toHaveLength(1);
  expect(await records.buttons(hands.interactionId)).toEqual([]);
});
