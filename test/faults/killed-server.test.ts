import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Run } from '../../mock-server/routing/conversation.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../helpers/database.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { ServerProcess } from '../helpers/server-process.ts';
import { PersistentCustomer, randomFrom } from './customer.ts';

const CONVERSATIONS = 200;
const AT_ONCE = 16;
const KILLS = 20;
const ROUTINGS = ['welcome-orders', 'delivery', 'after-sales'];
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

let server: ServerProcess;
let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  await (await DemoServer.on(database.url, {}, 0)).stop(); // the demo’s people and routings, and no interactions
  db = openPostgres(database.url, { connections: 4 });
  server = await ServerProcess.start({ databaseUrl: database.url });
});
afterAll(async () => {
  await server.kill();
  await db.destroy();
  await drop();
});

describe(`${CONVERSATIONS} conversations while the server is killed ${KILLS} times`, () => {
  let customers: PersistentCustomer[];

  beforeAll(async () => {
    console.log(`killed server: SEED=${seed}`);
    const random = randomFrom(seed);
    customers = Array.from(
      { length: CONVERSATIONS },
      (_, index) => new PersistentCustomer(server.url, `Customer ${index}`, seed + index),
    );
    const startedAt = performance.now();
    let kills = 0;
    let next = 0;
    /** Spread over all the kills: the last ones begin when few are left to come. */
    const mayBegin = () => next / CONVERSATIONS <= (kills + 2) / KILLS;
    const converse = async () => {
      while (next < CONVERSATIONS) {
        await vi.waitUntil(mayBegin, { timeout: 120_000, interval: 20 });
        const customer = customers[next];
        const routing = ROUTINGS[next++ % ROUTINGS.length]!;
        await customer?.converse(routing);
      }
    };
    const kill = async () => {
      for (; kills < KILLS; kills++) {
        await pause(random() * 1200); // the moment is the test’s input, nothing waits for it
        await server.kill('SIGKILL');
        await server.start();
      }
    };
    await Promise.all([kill(), ...Array.from({ length: AT_ONCE }, converse)]);
    const tries = customers.reduce((sum, customer) => sum + customer.tries, 0);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`killed server: ${kills} kills, ${tries} calls, ${seconds} s`);
    await vi.waitFor(async () => expect(await unended()).toBe(0), {
      timeout: 30_000,
      interval: 50,
    });
    await Promise.all(customers.map((customer) => customer.read()));
  }, 340_000); // an e-mail whose server was killed while it went out is taken up two minutes later

  const unended = async () =>
    (await db.selectFrom('runs').select('step').where('ended_at', 'is', null).execute()).length;

  it('ends every run, and makes each interaction once', async () => {
    const { rows } = await sql<{ id: string; state: Run }>`
      select i.id, r.state from interactions i
      join runs r on r.organisation_id = i.organisation_id and r.interaction_id = i.id
      where i.ended_at is not null and r.due_at is null
    `.execute(db);
    expect(rows.map(({ id }) => id).sort()).toEqual(
      customers.map(({ interactionId }) => interactionId).sort(),
    );
    expect(new Set(rows.map(({ state }) => state.state))).toEqual(new Set(['ended']));
    expect(new Set(rows.map(({ state }) => state.outcome))).toEqual(new Set(['completed']));
    expect(await countOf('interactions')).toBe(CONVERSATIONS);
    expect(await countOf('openings')).toBe(CONVERSATIONS);
  });

  it('has every acknowledged message exactly once, as the customer saw it', async () => {
    const stored = await db.selectFrom('messages').selectAll().orderBy('sequence').execute();
    const byInteraction = Map.groupBy(stored, (row) => row.interaction_id);
    for (const { interactionId, sent, conversation } of customers) {
      const messages = byInteraction.get(interactionId) ?? [];
      expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, at) => at + 1));
      expect(messages.map(({ id, text }) => [id, text])).toEqual(
        conversation.map(({ id, text }) => [id, text]),
      );
      const own = messages.filter(({ author }) => author === 'customer');
      expect(own.map(({ id, key }) => [id, key])).toEqual(sent.map(({ id, key }) => [id, key]));
      for (const [index, { text, choiceId }] of sent.entries()) {
        if (text !== undefined) expect(own[index]?.text).toBe(text);
        expect(own[index]?.choice_id).toBe(choiceId ?? null);
      }
    }
  });

  it('has each routing’s message once between the customer’s', () => {
    for (const { conversation } of customers) {
      const said = conversation.map(({ author, text }) => `${author}: ${text}`);
      const again = said.filter(
        (one, index) => one.startsWith('routing') && said.indexOf(one) < index,
      );
      expect(again).toEqual([]); // no customer here gives a wrong answer, so nothing is asked twice
    }
  });

  it('has every variable as it was answered', async () => {
    const runs = await db.selectFrom('runs').selectAll().execute();
    const states = new Map(runs.map((row) => [row.interaction_id, row.state as Run]));
    for (const { interactionId, kept } of customers)
      expect(states.get(interactionId)?.variables).toMatchObject(kept);
  });

  it('has each checkpoint once, with as many hits as its action ran', async () => {
    const { rows } = await sql<{ id: string; sequences: number[]; hits: number; ran: number }>`
      select i.id,
        (select array_agg(c.sequence order by c.sequence) from interaction_checkpoints c
          where c.interaction_id = i.id) as sequences,
        (select sum(c.hits)::int from interaction_checkpoints c where c.interaction_id = i.id) as hits,
        (select count(*)::int from interaction_events e where e.interaction_id = i.id
          and e.action_type = 'add-checkpoint' and e.branch = 'ok') as ran,
        (select count(*)::int from interaction_events e where e.interaction_id = i.id
          and e.action_type = 'add-checkpoint' and e.branch is distinct from 'ok') as elsewhere
      from interactions i
    `.execute(db);
    for (const { sequences, hits, ran } of rows) {
      expect(sequences).toEqual(sequences.map((_, at) => at + 1));
      expect(hits).toBeGreaterThanOrEqual(sequences.length);
      expect(hits).toBe(ran);
    }
    const ends = await db
      .selectFrom('interaction_checkpoints')
      .select(['interaction_id', 'hits'])
      .where('reference', '=', 'journey-end')
      .execute();
    expect(ends).toHaveLength(CONVERSATIONS); // the end routing ran once for each
    expect(new Set(ends.map(({ hits }) => hits))).toEqual(new Set([1]));
  });

  it('has tags, events, steps and changes that agree with each other', async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select i.id,
        i.revision = r.step as "revisionIsStep",
        (select coalesce(array_agg(distinct c.alias order by c.alias), '{}') from interaction_checkpoints c
          where c.interaction_id = i.id and c.alias is not null)
          = (select coalesce(array_agg(t order by t), '{}') from unnest(i.tags) t) as "tagsAreAliases",
        (select count(*) = max(e.sequence) and max(e.sequence) = (r.state ->> 'events')::int
          and count(*) filter (where e.kind = 'opened') = 1 and count(*) filter (where e.kind = 'ended') = 1
          from interaction_events e where e.interaction_id = i.id) as "eventsAreWhole",
        (select count(*) from changes c where c.interaction_id = i.id and c.kind = 'interaction')
          = r.step + (select count(*) from payments p where p.interaction_id = i.id and p.state not in ('created', 'pending'))
          as "changePerStepAndSettledPayment",
        (select count(*) from changes c where c.interaction_id = i.id and c.kind = 'message')
          = (r.state ->> 'messages')::int as "changePerMessage"
      from interactions i
      join runs r on r.organisation_id = i.organisation_id and r.interaction_id = i.id
    `.execute(db);
    expect(rows).toHaveLength(CONVERSATIONS);
    const wrong = rows.filter((row) => Object.values(row).includes(false));
    expect(wrong).toEqual([]);
  });

  it('met no fault in the server', () => {
    expect(server.output).not.toMatch(/"fault"|socket fault|could not be taken up/);
  });

  async function countOf(table: 'interactions' | 'openings'): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}
    `.execute(db);
    return rows[0]?.count ?? 0;
  }
});

describe('a wait that is over while no server runs', () => {
  it('is taken up when one starts', async () => {
    const customer = new PersistentCustomer(server.url, 'Nadia', seed + CONVERSATIONS);
    await customer.open('delivery');
    await customer.say({ text: '4711' }); // now the routing pauses for three seconds
    await server.kill('SIGKILL');
    const isDue = async () => {
      const { rows } = await sql<{ due: boolean }>`
        select due_at < clock_timestamp() as due from runs where interaction_id = ${customer.interactionId}
      `.execute(db);
      expect(rows).toEqual([{ due: true }]);
    };
    await vi.waitFor(isDue, { timeout: 15_000, interval: 50 });
    await server.start();
    await vi.waitFor(
      async () => expect((await customer.read()).at(-1)?.choices).toHaveLength(2),
      { timeout: 15_000, interval: 50 },
    );
    const trail = await db
      .selectFrom('interaction_checkpoints')
      .select(['reference', 'hits'])
      .where('interaction_id', '=', customer.interactionId)
      .orderBy('sequence')
      .execute();
    expect(trail.slice(0, 2)).toEqual([
      { reference: 'order-found', hits: 1 },
      { reference: 'delivery-tracked', hits: 1 },
    ]);
  });
});
