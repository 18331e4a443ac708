import { sql } from 'kysely';
import { SEEN_SECONDS } from './connected.ts';
import type { Db } from './database.ts';
import type { PresenceTable } from './desk-tables.ts';

export interface UserKey {
  organisationId: string;
  userId: string;
}

type Status = PresenceTable['status'];

/** What a user said last of being there; undefined when they never did. */
export async function readPresence(
  db: Db,
  { organisationId, userId }: UserKey,
): Promise<{ status: Status; since: Date } | undefined> {
  return db
    .selectFrom('presence')
    .select(['status', 'since'])
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** Whoever becomes available, or comes back after a while, is free from now on. */
export async function writePresence(
  db: Db,
  { organisationId, userId }: UserKey,
  status: Status,
  now: Date,
): Promise<void> {
  await sql`
    insert into presence as known (organisation_id, user_id, status, since, free_since, seen_at)
    values (${organisationId}, ${userId}, ${status}, ${now}, ${now}, ${now})
    on conflict (organisation_id, user_id) do update set
      status = excluded.status,
      since = case when known.status = excluded.status then known.since else excluded.since end,
      free_since = case
        when known.status = 'available' and known.seen_at > ${seenSince(now)} then known.free_since
        else excluded.free_since end,
      seen_at = excluded.seen_at
  `.execute(db);
}

/** These users are there at this moment. One statement for all of them. */
export async function markSeen(db: Db, users: readonly UserKey[], now: Date): Promise<void> {
  if (users.length === 0) return;
  await sql`
    update presence p set
      free_since = case when p.seen_at > ${seenSince(now)} then p.free_since else ${now} end,
      seen_at = greatest(p.seen_at, ${now})
    from unnest(${users.map(({ organisationId }) => organisationId)}::uuid[],
      ${users.map(({ userId }) => userId)}::uuid[]) as seen (organisation_id, user_id)
    where p.organisation_id = seen.organisation_id and p.user_id = seen.user_id
  `.execute(db);
}

/** The user is gone when no session of theirs stands any more. True when they were there. */
export async function endPresence(
  db: Db,
  { organisationId, userId }: UserKey,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update presence p set status = 'offline', since = ${now}
    where p.organisation_id = ${organisationId} and p.user_id = ${userId} and p.status <> 'offline'
      and not exists (
        select 1 from sessions s
        where s.organisation_id = p.organisation_id and s.user_id = p.user_id
          and s.ended_at is null and s.expires_at > ${now})
    returning 1
  `.execute(db);
  return rows.length > 0;
}

function seenSince(now: Date): Date {
  return new Date(now.getTime() - SEEN_SECONDS * 1000);
}
