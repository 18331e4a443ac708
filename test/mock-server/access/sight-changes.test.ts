import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../mock-server/storage/ids.ts';
import { randomFrom } from '../../faults/customer.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { PATIENCE } from '../realtime/test-socket.ts';
import { Follower } from './follower.ts';
import { seenBy } from './oracle.ts';
import { Reader } from './reader.ts';
import { randomWorld, type World } from './world.ts';
import { worldChanges } from './world-changes.ts';
import { writeInteractions, writeOrganisation } from './write-world.ts';

/*
 * Everybody of a random organisation is connected while types, profiles, queues, teams and interactions change. After
 * each change everybody knows exactly what the rule (oracle.ts) lets them see, and heard of nobody else.
 */

const FIRST_SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const seeds = [0, 1, 2].map((index) => FIRST_SEED + index);
const CHANGES = 45;
const clock = { now: () => new Date('2026-05-31T22:30:00.000Z') };

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock });
});
afterAll(() => server.stop());

describe.each(seeds)('who is connected while sight changes (SEED=%i)', (seed) => {
  it('sees at once what they may see, and not one byte more', async () => {
    const size = { interactions: 40, firstPhone: (seed - FIRST_SEED) * 40 };
    const world = randomWorld(seed, clock.now(), (at) => newId(at), size);
    const { services } = server;
    await writeOrganisation(services, world);
    await writeInteractions(services, world);
    const followers = await Promise.all(
      world.users.map(async (user) => Follower.start(await Reader.signIn(server, world, user))),
    );
    const random = randomFrom(seed);
    try {
      for (let turn = 0; turn < CHANGES; turn++) {
        const change = worldChanges[turn % worldChanges.length]!;
        const what = await change({ services, world, random });
        const heard = new Map(followers.map((follower) => [follower, follower.offersHeard]));
        await markFeed(world);
        for (const follower of followers) {
          const seen = seenBy(follower.user, world, clock.now());
          const ids = seen.map(({ id }) => id).sort();
          await vi.waitFor(
            () => expect(follower.offersHeard).toBeGreaterThan(heard.get(follower)!),
            PATIENCE,
          );
          await vi.waitFor(
            () =>
              expect([what, follower.user.id, follower.known]).toEqual([
                what,
                follower.user.id,
                ids,
              ]),
            PATIENCE,
          );
          const phones = new Set(seen.map(({ phone }) => phone));
          const strange = follower.takePhones().filter((phone) => !phones.has(phone));
          expect([what, follower.user.id, strange]).toEqual([what, follower.user.id, []]);
        }
      }
    } finally {
      followers.forEach((follower) => follower.close());
    }
  }, 120_000);
});

/**
 * News for everybody, whatever they may see: whoever has heard it, has heard everything before it. Nothing else here
 * rings at anybody.
 */
async function markFeed({ organisationId, users }: World): Promise<void> {
  const { db, feed } = server.services;
  await db
    .insertInto('changes')
    .values(
      users.map(({ id }) => ({
        organisation_id: organisationId,
        kind: 'offer' as const,
        interaction_id: null,
        entity_id: id,
      })),
    )
    .execute();
  feed.nudge();
}
