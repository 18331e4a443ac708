import { sql } from 'kysely';
import 'socket.io-client'; // before the clock is taken over: the library's own timers stay real
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type {
  History,
  InteractionData,
  Subscription,
  Waypost,
} from '../../api-client/waypost.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { ByteProxy } from '../helpers/byte-proxy.ts';
import { freshDatabase } from '../helpers/database.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { ServerProcess } from '../helpers/server-process.ts';
import { PersistentCustomer, randomFrom } from './customer.ts';

/*
 * The real client, through a proxy that mistreats the bytes, against the server as a process. The client's clock
 * is the test's: thirty seconds and five minutes pass for the client at once, as they do for a sleeping laptop.
 */

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const PATIENCE = { timeout: 60_000, interval: 50 };

let server: ServerProcess;
let db: Db;
let drop: () => Promise<void>;
let session: Session;
beforeAll(async () => {
  console.log(`bad network: SEED=${seed}`);
  const database = await freshDatabase();
  drop = database.drop;
  await (await DemoServer.on(database.url, {}, 0)).stop();
  db = openPostgres(database.url, { connections: 2 });
  server = await ServerProcess.start({ databaseUrl: database.url });
  session = (await direct('POST', '/api/session', {
    username: 'admin',
    password: 'waypost',
  })) as Session;
});
afterAll(async () => {
  await server.kill();
  await db.destroy();
  await drop();
});

let proxy: ByteProxy;
let client: Waypost;
let history: History;
let interaction: Subscription<InteractionData>;
let followed: PersistentCustomer;
let people = 0;
const leaving: AbortController[] = [];
const nobody = () => new PersistentCustomer(server.url, 'Nadia', seed * 1000 + people++);

beforeEach(async () => {
  proxy = await ByteProxy.start(server.url, randomFrom(seed));
  followed = nobody();
  await followed.open('welcome-orders');
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'Date'],
    shouldAdvanceTime: true,
  });
  client = createWaypost({
    url: proxy.url,
    getToken: () => Promise.resolve(session.accessToken),
    cache: false,
  });
  const left = new AbortController();
  leaving.push(left);
  history = client.history();
  interaction = client.interaction(followed.interactionId);
  history.subscribe(() => {}, { signal: left.signal });
  interaction.subscribe(() => {}, { signal: left.signal });
  await isTrue();
});
afterEach(async () => {
  leaving.splice(0).forEach((left) => left.abort());
  client.close();
  vi.useRealTimers();
  await proxy.close();
});

/** What the API says, asked past the proxy. */
async function direct(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(session ? { authorization: `Bearer ${session.accessToken}` } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
  return response.json();
}

/** The client is live again, and what it shows is what the API says. */
async function isTrue(): Promise<void> {
  await vi.waitFor(async () => {
    const path = `/api/interactions/${followed.interactionId}`;
    const [list, details, messages] = (await Promise.all([
      direct('GET', '/api/interactions?limit=200'),
      direct('GET', path),
      direct('GET', `${path}/messages?limit=200`),
    ])) as [{ items: Interaction[] }, unknown, { items: unknown[] }];
    expect([history.state.status, interaction.state.status]).toEqual(['live', 'live']);
    const shown = history.state.data!;
    const count = shown.complete ? list.items.length : shown.items.length;
    expect(shown.items).toEqual(list.items.slice(0, count));
    expect(shown.items.length).toBeGreaterThan(Math.min(49, list.items.length - 1));
    expect(interaction.state.data).toEqual({ interaction: details, messages: messages.items });
  }, PATIENCE);
}

/** Conversations that begin and end, and one more answer in the one that is followed. */
async function goesOn(through = server.url): Promise<PersistentCustomer[]> {
  const routings = ['after-sales', 'delivery', 'after-sales', 'welcome-orders'];
  const customers = routings.map(
    (_, index) => new PersistentCustomer(through, `Customer ${index}`, seed * 1000 + people++),
  );
  await Promise.all([
    ...customers.map((customer, index) => customer.converse(routings[index]!)),
    followed.say({ text: `what ${people}?` }),
  ]);
  return customers;
}

describe('after a network that', () => {
  it('delays, the client shows what the API says', async () => {
    proxy.weather = { delay: 60 };
    await goesOn();
    await isTrue();
  });

  it('breaks connections at any byte, the client shows what the API says', async () => {
    proxy.weather = { delay: 10, breaksAfter: 6_000 };
    proxy.cut();
    proxy.restore();
    await goesOn();
    while (proxy.breaks < 4) await goesOn(); // a client to whom nothing happens sends too little to be cut
    proxy.weather = {};
    await isTrue();
  });

  it('keeps connections open and carries nothing, the client shows what the API says', async () => {
    proxy.stall();
    await goesOn();
    const before = history.state.data?.items.length;
    await vi.advanceTimersByTimeAsync(31_000); // longer than a socket may be silent
    await isTrue();
    expect(history.state.data?.items.length).not.toBe(before);
  });

  it('repeats requests and brings them out of order, nothing has happened twice', async () => {
    proxy.weather = { repeats: 5, delay: 10 };
    const customers = await goesOn(proxy.url);
    expect(proxy.repeated).toBeGreaterThan(10);
    proxy.weather = {};
    for (const customer of customers) {
      const messages = await customer.read();
      expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, at) => at + 1));
      const own = messages.filter(({ author }) => author === 'customer');
      expect(own.map(({ id }) => id)).toEqual(customer.sent.map(({ id }) => id));
    }
    const { rows } = await sql`
      select 1 from interactions group by organisation_id, contact_name, started_at having count(*) > 1
    `.execute(db);
    expect(rows).toEqual([]);
    await isTrue();
  });
});

describe('a network that is cut', () => {
  async function cutFor(seconds: number, meanwhile: () => Promise<unknown>): Promise<void> {
    const shown = history.state.data;
    const before = new Date().toISOString();
    proxy.cut();
    await vi.waitFor(() => expect(history.state.status).toBe('offline'), PATIENCE);
    expect(interaction.state.status).toBe('offline');
    await meanwhile();
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    expect(history.state).toMatchObject({ status: 'offline', data: shown });
    expect(history.state.since! <= new Date(Date.parse(before) + 2000).toISOString()).toBe(
      true,
    );
    proxy.restore();
    await isTrue();
  }

  it.each([1, 30, 300])(
    'for %i s leaves what was shown, and then all is caught up',
    async (seconds) => {
      await cutFor(seconds, () => goesOn());
    },
  );

  it('for longer than the feed is kept has everything loaded anew', async () => {
    await cutFor(300, async () => {
      await goesOn();
      await sql`
        insert into settings values ('changes_trimmed', pg_current_xact_id()::text)
        on conflict (name) do update set value = excluded.value
      `.execute(db);
      await sql`delete from changes`.execute(db);
    });
  });
});
