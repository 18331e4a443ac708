import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InteractionFlow } from '../../../api-client/contract/flow.ts';
import type { Clock } from '../../../mock-server/clock.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { queueRow } from '../../helpers/queue-row.ts';
import { FLOWS, randomWorld, seenBy, type World, type WorldUser } from './oracle.ts';

/*
 * The rule of who sees what, written a second time in plain TypeScript (oracle.ts) and held against every way
 * in which the server tells of interactions.
 */

const seeds = process.env['SEED']
  ? [Number(process.env['SEED'])]
  : [1, 2, Date.now() % 1_000_000];
/** Where a day begins at another time than in UTC, and the window at the last day of a shorter month. */
const clock: Clock = { now: () => new Date('2026-05-31T22:30:00.000Z') };

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock });
});
afterAll(() => server.stop());

describe.each(seeds)('whoever may see what (SEED=%i)', (seed) => {
  let world: World;
  const tokens = new Map<string, string>();
  let cursor = '';

  beforeAll(async () => {
    world = randomWorld(seed, clock.now(), (at) => newId(at));
    await writeOrganisation(world);
    for (const user of world.users) tokens.set(user.id, await tokenOf(world, user));
    const first = await server.call('listChanges', { token: tokens.get(world.users[0]!.id)! });
    cursor = first.body.cursor as string;
    await writeInteractions(world);
  });

  const expected = (user: WorldUser) =>
    seenBy(user, world, clock.now())
      .map(({ id }) => id)
      .sort();

  it('has users who see nothing, a part and nearly all', () => {
    const counts = world.users.map((user) => expected(user).length);
    expect(Math.min(...counts)).toBe(0);
    expect(new Set(counts).size).toBeGreaterThan(4);
  });

  it('lists exactly that, page by page', async () => {
    for (const user of world.users) expect(await listed(user)).toEqual(expected(user));
  });

  it('lists no more with a search, a contact or a period', async () => {
    for (const user of world.users) {
      const queries = [
        { search: '0612' },
        { contact: world.phone },
        { from: '2026-03-10T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' },
      ];
      const seen = seenBy(user, world, clock.now());
      const inPeriod = seen.filter(
        ({ startedAt }) =>
          startedAt >= new Date('2026-03-10T00:00:00.000Z') &&
          startedAt < new Date('2026-06-01T00:00:00.000Z'),
      );
      expect(await listed(user, queries[0])).toEqual(expected(user));
      expect(await listed(user, queries[1])).toEqual(expected(user));
      expect(await listed(user, queries[2])).toEqual(inPeriod.map(({ id }) => id).sort());
    }
  });

  it('opens the details, trail, events and messages of exactly that', async () => {
    for (const [turn, user] of world.users.entries()) {
      const token = tokens.get(user.id)!;
      const seen = new Set(expected(user));
      const refused = user.profile.historyOpen ? 404 : 403;
      await inBatches(world.interactions, async ({ id }, index) => {
        const name = reads[(turn + index) % reads.length]!;
        const { status } = await server.call(name, { token, params: { id } });
        expect([name, id, status]).toEqual([name, id, seen.has(id) ? 200 : refused]);
      });
    }
  });

  it('tells the changes of exactly that', async () => {
    for (const user of world.users) {
      const query = { since: cursor };
      const { body } = await server.call('listChanges', { token: tokens.get(user.id)!, query });
      expect(body.reset).toBe(false);
      const items = body.items as { kind: string; interactionId: string }[];
      expect(new Set(items.map(({ kind }) => kind)).size).toBeLessThan(2);
      expect(items.map(({ interactionId }) => interactionId).sort()).toEqual(expected(user));
    }
  });

  async function listed(user: WorldUser, filter: Record<string, string> = {}) {
    const ids: string[] = [];
    let next: string | null = null;
    do {
      const query: Record<string, string> = { ...filter, limit: '17' };
      if (next !== null) query['cursor'] = next;
      const answer = await server.call('listInteractions', {
        token: tokens.get(user.id)!,
        query,
      });
      if (!user.profile.historyOpen) {
        expect(answer.body.type).toBe('urn:waypost:problem:history-off');
        return [];
      }
      expect(answer.status).toBe(200);
      ids.push(...(answer.body.items as { id: string }[]).map(({ id }) => id));
      next = answer.body.nextCursor as string | null;
    } while (next !== null);
    return ids.sort();
  }
});

const reads = [
  'readInteraction',
  'listInteractionCheckpoints',
  'listInteractionEvents',
  'listInteractionMessages',
] as const;

async function inBatches<One>(
  all: readonly One[],
  act: (one: One, index: number) => Promise<void>,
) {
  for (let from = 0; from < all.length; from += 10)
    await Promise.all(all.slice(from, from + 10).map((one, index) => act(one, from + index)));
}

async function tokenOf(world: World, user: WorldUser): Promise<string> {
  const { db, tokens } = server.services;
  const sessionId = randomUUID();
  const expiresAt = new Date(clock.now().getTime() + 3_600_000);
  await db
    .insertInto('sessions')
    .values({
      organisation_id: world.organisationId,
      id: sessionId,
      user_id: user.id,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute();
  const { organisationId } = world;
  return tokens.access({ organisationId, userId: user.id, sessionId }, expiresAt);
}

async function writeOrganisation(world: World): Promise<void> {
  const { db } = server.services;
  const organisation_id = world.organisationId;
  const roleId = randomUUID();
  await db
    .insertInto('organisations')
    .values({
      id: organisation_id,
      name: 'Random',
      time_zone: world.timeZone,
      region: 'FR',
      currency: 'EUR',
      languages: ['en'],
    })
    .execute();
  await db
    .insertInto('roles')
    .values({ organisation_id, id: roleId, name: 'Any', rights: '{}' })
    .execute();
  await db
    .insertInto('entities')
    .values(world.queues.map((id) => queueRow(organisation_id, id)))
    .execute();
  for (const profile of world.profiles) {
    await db
      .insertInto('profiles')
      .values({
        organisation_id,
        id: profile.id,
        name: profile.id,
        history_of_interactions: profile.historyOpen,
        flows: profile.flows,
      })
      .execute();
    if (profile.queues.length > 0)
      await db
        .insertInto('profile_queues')
        .values(
          profile.queues.map((queue_id) => ({
            organisation_id,
            profile_id: profile.id,
            queue_id,
          })),
        )
        .execute();
  }
  await db
    .insertInto('users')
    .values(
      world.users.map((user) => ({
        organisation_id,
        id: user.id,
        username: user.id,
        name: user.id,
        email: 'user@example.com',
        type: user.type,
        role_id: roleId,
        active_profile_id: user.profile.id,
        language: 'en' as const,
        password_hash: null,
      })),
    )
    .execute();
  for (const team of world.teams) {
    await db
      .insertInto('teams')
      .values({ organisation_id, id: team.id, name: team.id })
      .execute();
    const places = (ids: string[]) =>
      ids.map((user_id) => ({ organisation_id, team_id: team.id, user_id }));
    if (team.members.length > 0)
      await db.insertInto('team_members').values(places(team.members)).execute();
    if (team.managers.length > 0)
      await db.insertInto('team_managers').values(places(team.managers)).execute();
  }
}

async function writeInteractions(world: World): Promise<void> {
  const { db } = server.services;
  const organisation_id = world.organisationId;
  await db
    .insertInto('interactions')
    .values(
      world.interactions.map((one) => ({
        organisation_id,
        id: one.id,
        revision: 1,
        flow: one.flow,
        channel_id: 'chat',
        status: 'processed' as const,
        status_reason: null,
        direction: 'incoming' as const,
        original_routing: one.originalRouting,
        current_routing: one.currentRouting,
        routing_id: null,
        queue_id: one.queue,
        advisor_id: one.participants.at(-1) ?? null,
        contact_id: null,
        contact_name: null,
        contact_phone: world.phone,
        contact_email: null,
        contact_digits: world.phone.slice(1),
        contact_folded_email: null,
        voice_campaign: null,
        tags: [],
        started_at: one.startedAt,
        ended_at: one.startedAt,
      })),
    )
    .execute();
  await db
    .insertInto('participants')
    .values(
      world.interactions.flatMap(({ id, participants, startedAt }) =>
        participants.map((user_id) => ({
          organisation_id,
          interaction_id: id,
          user_id,
          joined_at: startedAt,
        })),
      ),
    )
    .execute();
  await db
    .insertInto('changes')
    .values(
      world.interactions.map(({ id }) => ({
        organisation_id,
        kind: 'interaction' as const,
        interaction_id: id,
        entity_id: null,
      })),
    )
    .execute();
}

it('knows every flow', () =>
  expect(FLOWS.toSorted()).toEqual(InteractionFlow.options.toSorted()));
