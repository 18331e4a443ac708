import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyColumns } from '../../../api-client/contract/history-columns.ts';
import { NONE } from '../../../api-client/contract/history.ts';
import { InteractionFlow } from '../../../api-client/contract/flow.ts';
import type { Clock } from '../../../mock-server/clock.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { knownTo, seenBy } from './oracle.ts';
import { Reader, reads, type Query } from './reader.ts';
import { FLOWS, randomWorld, type World, type WorldUser } from './world.ts';
import { writeInteractions, writeOrganisation } from './write-world.ts';

/*
 * The rule of who sees what, written a second time in plain TypeScript (oracle.ts) and held against every way
 * in which the server tells of interactions: 2,000 of them in random organisations, or as many as INTERACTIONS says.
 */

const INTERACTIONS = Number(process.env['INTERACTIONS'] ?? 2000);
const FIRST_SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const IN_A_WORLD = 100;
const seeds = Array.from(
  { length: Math.ceil(INTERACTIONS / IN_A_WORLD) },
  (_, index) => FIRST_SEED + index,
);
/** Where a day begins at another time than in UTC, and the window at the last day of a shorter month. */
const clock: Clock = { now: () => new Date('2026-05-31T22:30:00.000Z') };

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock });
});
afterAll(() => server.stop());

describe.each(seeds)('whoever may see what (SEED=%i)', (seed) => {
  let world: World;
  let readers: Reader[];
  let cursor = '';

  beforeAll(async () => {
    const size = { interactions: IN_A_WORLD, firstPhone: (seed - FIRST_SEED) * IN_A_WORLD };
    world = randomWorld(seed, clock.now(), (at) => newId(at), size);
    await writeOrganisation(server.services, world);
    readers = await Promise.all(world.users.map((user) => Reader.signIn(server, world, user)));
    cursor = await readers[0]!.cursor();
    await writeInteractions(server.services, world);
  });

  afterAll(() => readers.forEach((reader) => reader.close()));

  const seen = (user: WorldUser) => seenBy(user, world, clock.now());
  const expected = (user: WorldUser) => idsOf(seen(user));

  it('has users who see nothing, and users who see more and less', () => {
    const counts = world.users.map((user) => expected(user).length);
    expect(Math.min(...counts)).toBe(0);
    expect(new Set(counts).size).toBeGreaterThan(1);
  });

  it('lists exactly that, page by page', async () => {
    for (const reader of readers)
      expect((await reader.list()).toSorted()).toEqual(expected(reader.user));
  });

  it('lists that in every order, counts it and exports it', async () => {
    for (const [turn, reader] of readers.entries()) {
      const mine = expected(reader.user);
      const column = historyColumns[(seed + turn) % historyColumns.length]!;
      const sort = turn % 2 === 0 ? column : `-${column}`;
      expect([sort, (await reader.list({ sort })).toSorted()]).toEqual([sort, mine]);
      expect(await reader.count()).toBe(mine.length);
      expect([sort, (await reader.export({ sort })).toSorted()]).toEqual([sort, mine]);
    }
  });

  it('lists that of some queues by whether it is with a routing now, page by page, in this order', async () => {
    for (const [turn, reader] of readers.entries()) {
      const queues = [...world.queues, null].filter((_, index) => (index + turn) % 3 === 0);
      const mine = seen(reader.user).filter(({ queue }) => queues.includes(queue));
      const [smart, direct] = (['smart', 'direct'] as const).map((routing) =>
        idsOf(mine.filter(({ currentRouting }) => currentRouting === routing)).toReversed(),
      ) as [string[], string[]];
      const asked = { queue: queues.map((queue) => queue ?? NONE), limit: '9' };
      const list = (more: Query) => reader.list({ ...asked, ...more });
      expect(await list({ sort: 'current-routing' })).toEqual([...smart, ...direct]);
      expect(await list({ sort: '-current-routing' })).toEqual([...direct, ...smart]);
      expect(await list({ currentRouting: 'smart' })).toEqual(smart);
      const upwards = await list({ currentRouting: 'smart', sort: 'start' });
      expect(upwards).toEqual(smart.toReversed());
    }
  });

  it('lists no more with a search, a contact or a period, and reports no more', async () => {
    const from = new Date('2026-03-10T00:00:00.000Z');
    const to = new Date('2026-06-01T00:00:00.000Z');
    for (const [turn, reader] of readers.entries()) {
      const mine = seen(reader.user);
      const one = world.interactions[turn * 7]!;
      const inPeriod = mine.filter(({ startedAt }) => startedAt >= from && startedAt < to);
      const called = mine.filter(({ phone }) => phone === one.phone);
      const period = { from: from.toISOString(), to: to.toISOString() };
      expect((await reader.list({ search: '061' })).toSorted()).toEqual(idsOf(mine));
      expect(await reader.list({ contact: one.phone })).toEqual(idsOf(called));
      expect((await reader.list(period)).toSorted()).toEqual(idsOf(inPeriod));
      expect(await reader.report(period)).toEqual([inPeriod.length, inPeriod.length]);
    }
  });

  it('offers nobody and no queue to filter by that the user does not know of', async () => {
    for (const reader of readers)
      expect(await reader.choices()).toEqual(knownTo(reader.user, world, clock.now()));
  });

  it('opens the details, trail, events, messages and surveys of exactly that', async () => {
    for (const [turn, reader] of readers.entries()) {
      const mine = new Set(expected(reader.user));
      await inBatches(world.interactions, async ({ id }, index) => {
        const name = reads[(turn + index) % reads.length]!;
        expect([name, id, await reader.sees(name, id)]).toEqual([name, id, mine.has(id)]);
      });
    }
  });

  it('tells the changes of exactly that, afterwards and live', async () => {
    for (const reader of readers) {
      const items = await reader.changes(cursor);
      expect(items.filter(({ kind }) => kind !== 'interaction')).toEqual([]);
      expect(items.map((item) => 'interactionId' in item && item.interactionId).sort()).toEqual(
        expected(reader.user),
      );
    }
  });

  it('sends no user one byte of a customer whom they do not see', () => {
    for (const reader of readers) {
      const phones = seen(reader.user).map(({ phone }) => phone);
      expect(reader.takePhones()).toEqual(phones.sort());
    }
  });
});

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

async function inBatches<One>(
  all: readonly One[],
  act: (one: One, index: number) => Promise<void>,
) {
  for (let from = 0; from < all.length; from += 10)
    await Promise.all(all.slice(from, from + 10).map((one, index) => act(one, from + index)));
}

it('knows every flow', () =>
  expect(FLOWS.toSorted()).toEqual(InteractionFlow.options.toSorted()));
