import { sql } from 'kysely';
import type { Me, Profile } from '../../api-client/contract/user.ts';
import type { Db } from './database.ts';
import { recordAccessChange } from './sessions.ts';

export interface SignInUser {
  organisationId: string;
  id: string;
  passwordHash: string | null;
}

/** Whoever has this username and is active. */
export async function findSignInUser(
  db: Db,
  username: string,
  organisationId?: string,
): Promise<SignInUser | undefined> {
  let query = db
    .selectFrom('users')
    .select(['organisation_id as organisationId', 'id', 'password_hash as passwordHash'])
    .where('username', '=', username)
    .where('active', '=', true);
  if (organisationId) query = query.where('organisation_id', '=', organisationId);
  return query.executeTakeFirst();
}

/** The user with this id, if active. */
export async function findActiveUser(
  db: Db,
  organisationId: string,
  id: string,
): Promise<Pick<SignInUser, 'organisationId' | 'id'> | undefined> {
  return db
    .selectFrom('users')
    .select(['organisation_id as organisationId', 'id'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
}

/** The embed key with this id, unless it was withdrawn. */
export async function findEmbedKey(
  db: Db,
  id: string,
): Promise<{ organisationId: string; secret: string } | undefined> {
  return db
    .selectFrom('embed_keys')
    .select(['organisation_id as organisationId', 'secret'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** A user with organisation, role and profiles: what a page needs to know. */
export async function readMe(db: Db, organisationId: string, userId: string): Promise<Me> {
  const user = await db
    .selectFrom('users as u')
    .innerJoin('organisations as o', 'o.id', 'u.organisation_id')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.organisation_id', '=', 'u.organisation_id').onRef('r.id', '=', 'u.role_id'),
    )
    .selectAll('o')
    .select([
      'u.id as user_id',
      'u.username',
      'u.name as user_name',
      'u.type',
      'u.language',
      'u.active_profile_id',
      'r.id as role_id',
      'r.name as role_name',
      'r.rights',
    ])
    .where('u.organisation_id', '=', organisationId)
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow();
  return {
    id: user.user_id,
    username: user.username,
    name: user.user_name,
    type: user.type,
    language: user.language,
    organisation: {
      id: user.id,
      name: user.name,
      timeZone: user.time_zone,
      region: user.region,
      currency: user.currency,
      languages: user.languages,
    },
    role: { id: user.role_id, name: user.role_name },
    rights: user.rights,
    profiles: await listProfiles(db, organisationId, userId),
    activeProfileId: user.active_profile_id,
  };
}

async function listProfiles(
  db: Db,
  organisationId: string,
  userId: string,
): Promise<Profile[]> {
  const { rows } = await sql<Profile>`
    select p.id, p.name, p.history_of_interactions as "historyOfInteractions", p.flows,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name) order by q.name)
        from profile_queues pq
        join queues q on q.organisation_id = pq.organisation_id and q.id = pq.queue_id
        where pq.organisation_id = p.organisation_id and pq.profile_id = p.id
      ), '[]') as queues
    from user_profiles up
    join profiles p on p.organisation_id = up.organisation_id and p.id = up.profile_id
    where up.organisation_id = ${organisationId} and up.user_id = ${userId}
    order by p.name, p.id
  `.execute(db);
  return rows;
}

/** Makes one of the user's own profiles the active one. False when it is none of theirs. */
export async function chooseProfile(
  db: Db,
  organisationId: string,
  userId: string,
  profileId: string,
): Promise<boolean> {
  return changeUser(db, organisationId, userId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('users')
      .set({ active_profile_id: profileId })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', userId)
      .where((where) =>
        where.exists(
          where
            .selectFrom('user_profiles')
            .select('profile_id')
            .where('organisation_id', '=', organisationId)
            .where('user_id', '=', userId)
            .where('profile_id', '=', profileId),
        ),
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** Gives a user another role. What the role opens and closes takes effect at once, open sockets included. */
export async function changeRole(
  db: Db,
  organisationId: string,
  userId: string,
  roleId: string,
): Promise<void> {
  await changeUser(db, organisationId, userId, (tx) =>
    tx
      .updateTable('users')
      .set({ role_id: roleId })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', userId)
      .execute(),
  );
}

/** Changes what a user may see or do, and says so on the feed, in one transaction. */
export async function changeUser<Answer>(
  db: Db,
  organisationId: string,
  userId: string,
  change: (tx: Db) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction().execute(async (tx) => {
    const answer = await change(tx);
    await recordAccessChange(tx, organisationId, userId);
    return answer;
  });
}

/** The profile that the user works with now. */
export async function readActiveProfile(
  db: Db,
  { organisationId, userId }: { organisationId: string; userId: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('users')
    .select('active_profile_id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.active_profile_id;
}
