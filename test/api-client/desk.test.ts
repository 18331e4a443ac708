import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { startWaypost } from '../../api-client/start.ts';
import type { Subscription, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { WaypostServer } from '../../mock-server/server.ts';
import { addAdvisor, readRow, tokenOf } from '../helpers/advisors.ts';
import { EngineRun } from '../helpers/engine-run.ts';

let engine: EngineRun;
let server: WaypostServer;
let url: string;
let queue: string;
let advisor: string;
let leaving: AbortController;
const clients: Waypost[] = [];

beforeAll(async () => {
  engine = await EngineRun.start({ checkAnswers: true });
  engine.now = new Date(); // the client's clock is the machine's
  server = new WaypostServer();
  url = `http://127.0.0.1:${await server.listen(0)}`;
  server.serve(engine.services);
});

afterAll(async () => {
  await server.close();
  expect(engine.faults).toEqual([]);
  await engine.stop();
});

beforeEach(async () => {
  leaving = new AbortController();
  queue = await engine.addEntity('queue', `Q-${crypto.randomUUID().slice(0, 8)}`);
  advisor = await addAdvisor(engine, { serves: [queue], status: 'available' });
});

afterEach(() => {
  leaving.abort();
  clients.splice(0).forEach((client) => client.close());
});

function clientOf(userId: string, create = createWaypost): Waypost {
  const client = create({ url, getToken: () => tokenOf(engine, userId), cache: false });
  clients.push(client);
  return client;
}

/** Listens, and waits for a state in which something holds. */
function follow<Data>(subscription: Subscription<Data>) {
  subscription.subscribe(() => {}, { signal: leaving.signal });
  return (holds: (state: SubscriptionState<Data>) => unknown) =>
    vi.waitFor(
      () => {
        const { state } = subscription;
        if (!holds(state)) throw new Error(`not yet: ${JSON.stringify(state)}`);
        return state.data;
      },
      { timeout: 15_000, interval: 5 },
    );
}

const isLive = ({ status }: SubscriptionState<unknown>) => status === 'live';

/** A customer waits in the queue, and it rings. */
async function ring(): Promise<string> {
  const contact = { name: 'Nadia Achour' };
  const target = { queue: { id: queue } };
  const { id } = await engine.runAction('distribution-queue', { target }, { contact });
  await engine.services.dispatcher.dispatch();
  return id;
}

describe('presence', () => {
  test('is what the user said last, and chosen', async () => {
    const { desk } = clientOf(advisor);
    const until = follow(desk.presence);
    expect(await until(isLive)).toMatchObject({ status: 'available' });

    expect(await desk.choosePresence('away')).toMatchObject({ status: 'away' });
    expect(desk.presence.state.data).toMatchObject({ status: 'away' });
  });

  test('that cannot be chosen stays as it is', async () => {
    const { desk } = clientOf(advisor);
    await follow(desk.presence)(isLive);

    // what the types forbid, a page's script can do all the same
    await expect(desk.choosePresence('asleep' as 'away')).rejects.toMatchObject({
      kind: 'invalid-input',
    });
    expect(desk.presence.state.data).toMatchObject({ status: 'available' });
  });
});

describe.each([
  ['the client', createWaypost],
  ['the client that comes late', startWaypost],
])('offers of %s', (_, create) => {
  test('come as they ring, and are taken, answered and finished', async () => {
    const { desk } = clientOf(advisor, create);
    const until = follow(desk.offers);
    expect(await until(isLive)).toEqual({ ringing: [], mine: [] });

    const id = await ring();
    const rung = await until(({ data }) => data?.ringing.length === 1);
    expect(rung?.ringing[0]).toMatchObject({ interactionId: id, contactName: 'Nadia Achour' });
    await desk.accept(id);
    const taken = await until(({ data }) => data?.mine.length === 1);
    expect(taken).toMatchObject({
      ringing: [],
      mine: [{ interactionId: id, ringsUntil: null }],
    });

    const key = crypto.randomUUID();
    const written = await desk.write(id, 'Good day', key);
    expect(await desk.write(id, 'Good day', key)).toEqual(written);
    const { sent } = await engine.read(id);
    expect(sent.filter((text) => text === 'Good day')).toHaveLength(1);

    await desk.finish(id);
    await until(({ data }) => data?.mine.length === 0);
    expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
  });
});

test('the desk of the client that comes late has what a desk has, and nothing else', () => {
  const { desk } = clientOf(advisor, startWaypost);
  expect(Object.keys(desk).sort()).toEqual(Object.keys(clientOf(advisor).desk).sort());
  // a template engine looks for marks of its own, a promise's consumer for `then`
  expect(Reflect.get(desk, '_$litDirective$')).toBeUndefined();
  expect(Reflect.get(desk, 'then')).toBeUndefined();
});

describe('what rings', () => {
  test('is refused', async () => {
    const { desk } = clientOf(advisor);
    const until = follow(desk.offers);
    const id = await ring();
    await until(({ data }) => data?.ringing.length === 1);

    await desk.refuse(id);

    await until(({ data }) => data?.ringing.length === 0);
    expect(await readRow(engine, id)).toMatchObject({ status: 'waiting' });
  });

  test('is turned away', async () => {
    const { desk } = clientOf(advisor);
    const until = follow(desk.offers);
    const id = await ring();
    await until(({ data }) => data?.ringing.length === 1);

    await desk.dissuade(id);

    await until(({ data }) => data?.ringing.length === 0);
    expect(await readRow(engine, id)).toMatchObject({ status: 'dissuaded' });
  });

  test('is too late to take when somebody took it, and goes from the desk', async () => {
    const { desk } = clientOf(advisor);
    const until = follow(desk.offers);
    const id = await ring();
    await until(({ data }) => data?.ringing.length === 1);
    const colleague = await addAdvisor(engine, { serves: [queue], status: 'available' });
    await desk.refuse(id);
    await engine.services.dispatcher.dispatch();
    await clientOf(colleague).desk.accept(id);

    await expect(desk.accept(id)).rejects.toMatchObject({ kind: 'conflict' });

    await until(({ data }) => data?.ringing.length === 0);
  });
});

test('a desk that nobody follows works all the same, and a closed one says so', async () => {
  const client = clientOf(advisor);
  const id = await ring();
  await client.desk.accept(id);
  client.close();
  await expect(client.desk.finish(id)).rejects.toMatchObject({ kind: 'closed' });
});
