import type { Rights } from '../../api-client/contract/rights.ts';
import type { UserType } from '../../api-client/contract/user.ts';
import type { Db } from './database.ts';

export interface SessionUser {
  organisationId: string;
  userId: string;
  sessionId: string;
  name: string;
  type: UserType;
  rights: Rights;
  historyOpen: boolean;
}

/** The active user of a session that has not ended. One query: it runs on every call. */
export async function readSessionUser(
  db: Db,
  { organisationId, sessionId }: { organisationId: string; sessionId: string },
  now: Date,
): Promise<SessionUser | undefined> {
  return db
    .selectFrom('sessions as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organisation_id', '=', 's.organisation_id').onRef('u.id', '=', 's.user_id'),
    )
    .innerJoin('roles as r', (join) =>
      join.onRef('r.organisation_id', '=', 'u.organisation_id').onRef('r.id', '=', 'u.role_id'),
    )
    .innerJoin('profiles as p', (join) =>
      join
        .onRef('p.organisation_id', '=', 'u.organisation_id')
        .onRef('p.id', '=', 'u.active_profile_id'),
    )
    .select([
      's.organisation_id as organisationId',
      'u.id as userId',
      's.id as sessionId',
      'u.name',
      'u.type',
      'r.rights',
      'p.history_of_interactions as historyOpen',
    ])
    .where('s.organisation_id', '=', organisationId)
    .where('s.id', '=', sessionId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('u.active', '=', true)
    .executeTakeFirst();
}

export async function addSession(
  db: Db,
  session: { organisationId: string; id: string; userId: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      organisation_id: session.organisationId,
      id: session.id,
      user_id: session.userId,
      expires_at: session.expiresAt,
      ended_at: null,
    })
    .execute();
}

/** Ends a session; sockets that it holds hear of it through the feed. */
export async function endSession(
  db: Db,
  {
    organisationId,
    sessionId,
    userId,
  }: Pick<SessionUser, 'organisationId' | 'sessionId' | 'userId'>,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', sessionId)
      .execute();
    await recordAccessChange(tx, organisationId, userId);
  });
}

/** Says on the feed that what this user may see or do has changed. */
export async function recordAccessChange(
  tx: Db,
  organisationId: string,
  userId: string,
): Promise<void> {
  await tx
    .insertInto('changes')
    .values({
      organisation_id: organisationId,
      kind: 'access',
      interaction_id: null,
      entity_id: userId,
    })
    .execute();
}

/** Of these sessions, those that still stand. */
export async function listStandingSessions(
  db: Db,
  organisationId: string,
  sessionIds: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organisation_id', '=', 's.organisation_id').onRef('u.id', '=', 's.user_id'),
    )
    .select('s.id')
    .where('s.organisation_id', '=', organisationId)
    .where('s.id', 'in', [...sessionIds])
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('u.active', '=', true)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Sessions that are over are of no use to anybody. */
export async function dropOldSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
}
