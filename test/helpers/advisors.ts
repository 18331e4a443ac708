import type { UserType } from '../../api-client/contract/user.ts';
import type { AdvisorNews } from '../../mock-server/routing/desk.ts';
import type { Services } from '../../mock-server/services.ts';
import type { EngineRun } from './engine-run.ts';

/** An organisation of a test, on whatever the test runs. */
export interface Place {
  readonly services: Services;
  readonly organisationId: string;
  readonly now: Date;
}

export type PresenceStatus = 'available' | 'away' | 'offline';

interface NewAdvisor {
  name?: string;
  type?: UserType;
  serves?: string[];
  /** Null: the user never told. */
  status?: PresenceStatus | null;
  active?: boolean;
}

let made = 0;

/** Adds a user who serves the queues and is available, unless said. Gives the user's id. */
export async function addAdvisor(place: Place, advisor: NewAdvisor = {}): Promise<string> {
  const {
    name = `Advisor ${++made}`,
    type = 'collaborator',
    serves = [],
    status = 'available',
  } = advisor;
  const { services, organisationId: organisation_id, now } = place;
  const { db } = services;
  const [id, profileId, roleId] = [1, 2, 3].map(() => services.newId(now)) as [
    string,
    string,
    string,
  ];
  await db
    .insertInto('roles')
    .values({ organisation_id, id: roleId, name: 'Role', rights: '{}' })
    .execute();
  const profile = { organisation_id, id: profileId, name: 'Profile', flows: [] };
  await db
    .insertInto('profiles')
    .values({ ...profile, history_of_interactions: true })
    .execute();
  if (serves.length > 0) {
    const queues = serves.map((queue_id) => ({
      organisation_id,
      profile_id: profileId,
      queue_id,
    }));
    await db.insertInto('profile_queues').values(queues).execute();
  }
  await db
    .insertInto('users')
    .values({
      organisation_id,
      id,
      username: id,
      name,
      email: `${id}@example.com`,
      type,
      role_id: roleId,
      active_profile_id: profileId,
      language: 'en',
      password_hash: null,
      active: advisor.active ?? true,
    })
    .execute();
  if (status !== null) await setPresence(place, id, status);
  return id;
}

/** Adds a queue and advisors who serve it, one for each of the statuses. */
export async function addServedQueue(
  engine: EngineRun,
  definition: object = {},
  statuses: readonly (PresenceStatus | null)[] = ['available'],
): Promise<{ id: string; reference: string; advisors: string[] }> {
  const reference = `SERVED-${++made}`;
  const id = await engine.addEntity('queue', reference, definition);
  const advisors: string[] = [];
  for (const status of statuses) {
    advisors.push(await addAdvisor(engine, { serves: [id], status }));
  }
  return { id, reference, advisors };
}

/** The user is seen now, with this presence. */
export async function setPresence(
  { services, organisationId, now }: Place,
  userId: string,
  status: PresenceStatus,
): Promise<void> {
  await services.db
    .insertInto('presence')
    .values({
      organisation_id: organisationId,
      user_id: userId,
      status,
      since: now,
      free_since: now,
      seen_at: now,
    })
    .onConflict((row) =>
      row.columns(['organisation_id', 'user_id']).doUpdateSet({ status, seen_at: now }),
    )
    .execute();
}

/** What an advisor did with an interaction reaches its run. */
export async function hear(
  { services, organisationId }: Place,
  interactionId: string,
  news: AdvisorNews,
): Promise<void> {
  await services.steps.take(organisationId, interactionId, () =>
    Promise.resolve({ answer: undefined, incident: { kind: 'advisor', news } }),
  );
}

/** The interaction's row. */
export function readRow({ services, organisationId }: Place, interactionId: string) {
  return services.db
    .selectFrom('interactions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interactionId)
    .executeTakeFirstOrThrow();
}

/** The interaction's place among advisors; undefined when it has none. */
export function readDesk({ services, organisationId }: Place, interactionId: string) {
  return services.db
    .selectFrom('desk')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .executeTakeFirst();
}

/** A session of the user: the token with which they call. */
export async function tokenOf(
  { services, organisationId, now }: Place,
  userId: string,
): Promise<string> {
  const { db, tokens } = services;
  const sessionId = services.newId(now);
  const expiresAt = new Date('2030-01-01T00:00:00.000Z');
  await db
    .insertInto('sessions')
    .values({
      organisation_id: organisationId,
      id: sessionId,
      user_id: userId,
      expires_at: expiresAt,
      ended_at: null,
    })
    .execute();
  return tokens.access({ organisationId, userId, sessionId }, expiresAt);
}
