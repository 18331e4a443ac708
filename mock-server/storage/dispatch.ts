import { sql } from 'kysely';
import { isConnected } from './connected.ts';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';
import { firstMonthKept } from './partitions.ts';

/** An interaction that waits for an advisor, and at whom it does not ring. */
export interface WaitingEntry {
  interactionId: string;
  queueIds: string[];
  /** The one user who may take it; null for queues. */
  userId: string | null;
  enteredAt: Date;
  ringSeconds: number;
  /** Who let it ring, or refused, since it began anew with all of them. */
  passedOver: string[];
  passedAt: Date | null;
}

/** An advisor who has nothing and is rung at by nobody. */
export interface FreeAdvisor {
  userId: string;
  queueIds: string[];
}

export interface Ring {
  entry: WaitingEntry;
  userId: string;
  until: Date;
  /** All have passed it over: it begins anew. */
  anew: boolean;
}

/** The most entries that one pass looks at; those behind them have their turn when these are gone. */
const MOST_LOOKED_AT = 1000;

/** Organisations in which something waits for advisors. */
export async function listWaitingOrganisations(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('desk')
    .select('organisation_id')
    .distinct()
    .where('advisor_id', 'is', null)
    .execute();
  return rows.map((row) => row.organisation_id);
}

/** One dispatcher at a time for an organisation, until the transaction ends. */
export async function lockDispatch(tx: Db, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`dispatch ${organisationId}`}, 0))`.execute(
    tx,
  );
}

/** Ends rings that ran out, or whose user is not available any more. Gives whom it rang at. */
export async function endRings(tx: Db, organisationId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    update desk d set
      ringing_id = null, rings_until = null, passed_over = d.passed_over || d.ringing_id, passed_at = ${now}
    from (
      select interaction_id from desk r
      where r.organisation_id = ${organisationId} and r.ringing_id is not null
        and (r.rings_until <= ${now} or not exists (
          select 1 from presence p
          join users u on u.organisation_id = p.organisation_id and u.id = p.user_id and u.active
          where p.organisation_id = r.organisation_id and p.user_id = r.ringing_id
            and p.status = 'available' and ${isConnected(now)}))
      for update skip locked
    ) ended
    where d.organisation_id = ${organisationId} and d.interaction_id = ended.interaction_id
    returning d.passed_over[cardinality(d.passed_over)] as "userId"
  `.execute(tx);
  return rows.map(({ userId }) => userId);
}

/** Advisors whom something may ring at, longest free first. */
export async function listFreeAdvisors(
  tx: Db,
  organisationId: string,
  now: Date,
): Promise<FreeAdvisor[]> {
  const { rows } = await sql<FreeAdvisor>`
    select p.user_id as "userId", coalesce((
        select array_agg(s.queue_id) from profile_queues s
        where s.organisation_id = u.organisation_id and s.profile_id = u.active_profile_id
      ), '{}') as "queueIds"
    from presence p
    join users u on u.organisation_id = p.organisation_id and u.id = p.user_id and u.active
    where p.organisation_id = ${organisationId} and p.status = 'available' and ${isConnected(now)}
      and not exists (select 1 from desk d
        where d.organisation_id = p.organisation_id and d.advisor_id = p.user_id)
      and not exists (select 1 from desk d
        where d.organisation_id = p.organisation_id and d.ringing_id = p.user_id)
    order by p.free_since, p.user_id
  `.execute(tx);
  return rows;
}

/** What waits and any of these advisors may take: prioritised first, then first come. */
export async function listWaitingEntries(
  tx: Db,
  organisationId: string,
  advisors: readonly FreeAdvisor[],
): Promise<WaitingEntry[]> {
  if (advisors.length === 0) return [];
  const queues = [...new Set(advisors.flatMap(({ queueIds }) => queueIds))];
  const users = advisors.map(({ userId }) => userId);
  const { rows } = await sql<WaitingEntry>`
    select interaction_id as "interactionId", queue_ids as "queueIds", user_id as "userId",
      entered_at as "enteredAt", ring_seconds as "ringSeconds", passed_over as "passedOver",
      passed_at as "passedAt"
    from desk
    where organisation_id = ${organisationId} and advisor_id is null and ringing_id is null
      and (user_id = any(${users}::uuid[]) or (user_id is null and queue_ids && ${queues}::uuid[]))
    order by prioritised desc, entered_at, interaction_id
    limit ${MOST_LOOKED_AT}
  `.execute(tx);
  return rows;
}

/**
 * Rings, where the interaction still waits as it did when it was looked at: it may have left since, or begun to wait
 * anew. It rings by nobody else meanwhile, since one dispatches at a time. Gives whom it rings at.
 */
export async function beginRings(
  tx: Db,
  organisationId: string,
  rings: readonly Ring[],
): Promise<string[]> {
  if (rings.length === 0) return [];
  const { rows } = await sql<{ userId: string }>`
    update desk d set ringing_id = r.user_id, rings_until = r.until,
      passed_over = case when r.anew then '{}' else d.passed_over end
    from jsonb_to_recordset(${JSON.stringify(
      rings.map(({ entry, userId, until, anew }) => ({
        interaction_id: entry.interactionId,
        entered_at: entry.enteredAt,
        user_id: userId,
        until,
        anew,
      })),
    )}::jsonb) as r (interaction_id uuid, entered_at timestamptz, user_id uuid, until timestamptz, anew boolean)
    where d.organisation_id = ${organisationId} and d.interaction_id = r.interaction_id
      and date_trunc('milliseconds', d.entered_at) = r.entered_at
    returning d.ringing_id as "userId"
  `.execute(tx);
  return rows.map(({ userId }) => userId);
}

/** Says on the feed that what rings at these users, or is theirs, has changed. */
export async function recordOfferChanges(
  tx: Db,
  organisationId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await sql`
    insert into changes (organisation_id, kind, entity_id)
    select ${organisationId}, 'offer', one from unnest(${[...new Set(userIds)]}::uuid[]) as one
  `.execute(tx);
}

/** Interactions that wait where nobody will ever come, and why. */
export async function listOutOfReach(
  tx: Db,
  organisationId: string,
  now: Date,
): Promise<{ interactionId: string; enteredAt: Date; reason: string }[]> {
  const { rows } = await sql<{ interactionId: string; enteredAt: Date; reason: string }>`
    select d.interaction_id as "interactionId", d.entered_at as "enteredAt",
      case when d.user_id is null then 'The queue has been deleted.'
        else 'The user is not available any more.' end as reason
    from desk d
    where d.organisation_id = ${organisationId} and d.advisor_id is null and (
      (d.user_id is null and not exists (
        select 1 from queues q where q.organisation_id = d.organisation_id and q.id = any(d.queue_ids)))
      or (d.user_id is not null and not exists (
        select 1 from presence p
        join users u on u.organisation_id = p.organisation_id and u.id = p.user_id and u.active
        where p.organisation_id = d.organisation_id and p.user_id = d.user_id
          and p.status = 'available' and ${isConnected(now)})))
    limit ${MOST_LOOKED_AT}
  `.execute(tx);
  return rows;
}

/** When the next ring ends, if anything rings. */
export async function readNextRingEnd(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('desk')
    .select('rings_until')
    .where('rings_until', 'is not', null)
    .orderBy('rings_until')
    .limit(1)
    .executeTakeFirst();
  return row?.rings_until ?? undefined;
}

/** Frees the advisors who still had interactions of dropped months. */
export async function dropOldPlaces(db: Db, now: Date): Promise<void> {
  const oldest = firstIdAt(firstMonthKept(now));
  await db.deleteFrom('desk').where('interaction_id', '<', oldest).execute();
}
