import { randomUUID } from 'node:crypto';
import type { Services } from '../../../mock-server/services.ts';
import { queueRow } from '../../helpers/queue-row.ts';
import type { World, WorldUser } from './world.ts';

/** A session of the user, as a sign-in would begin it. */
export async function tokenOf(
  services: Services,
  world: World,
  user: WorldUser,
): Promise<string> {
  const { db, tokens, clock } = services;
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

/** The organisation with its queues, profiles, users and teams. */
export async function writeOrganisation({ db }: Services, world: World): Promise<void> {
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

/** The interactions, and the news of each. */
export async function writeInteractions({ db }: Services, world: World): Promise<void> {
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
        contact_phone: one.phone,
        contact_email: null,
        contact_digits: one.phone.slice(1),
        contact_folded_email: null,
        voice_campaign: null,
        tags: [],
        started_at: one.startedAt,
        ended_at: one.startedAt,
        participant_ids: one.participants,
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
