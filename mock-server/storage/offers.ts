import { sql } from 'kysely';
import type { Offer, Offers } from '../../api-client/contract/desk.ts';
import type { Db } from './database.ts';
import { recordOfferChanges } from './dispatch.ts';
import type { UserKey } from './presence.ts';

interface Row extends Omit<Offer, 'waitingSince' | 'ringsUntil' | 'acceptedAt'> {
  waitingSince: Date;
  ringsUntil: Date | null;
  acceptedAt: Date | null;
}

/** What rings at a user, and what they have, longest waiting first. */
export async function listOffers(
  db: Db,
  { organisationId, userId }: UserKey,
  now: Date,
): Promise<Offers> {
  const { rows } = await sql<Row>`
    select d.interaction_id as "interactionId", i.flow, i.contact_name as "contactName",
      case when d.user_id is null then (
        select jsonb_build_object('id', q.id, 'name', q.name) from queues q
        where q.organisation_id = d.organisation_id
          and q.id = case when d.advisor_id is null then ${servedQueue(userId)} else i.queue_id end
      ) end as queue,
      d.entered_at as "waitingSince", d.rings_until as "ringsUntil", d.accepted_at as "acceptedAt"
    from desk d
    join interactions i on i.organisation_id = d.organisation_id and i.id = d.interaction_id
    where d.organisation_id = ${organisationId}
      and (d.advisor_id = ${userId} or (d.ringing_id = ${userId} and d.rings_until > ${now}))
    order by d.entered_at, d.interaction_id
  `.execute(db);
  const offers = rows.map((row) => ({
    ...row,
    waitingSince: row.waitingSince.toISOString(),
    ringsUntil: row.ringsUntil?.toISOString() ?? null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
  }));
  return {
    ringing: offers.filter(({ acceptedAt }) => acceptedAt === null),
    mine: offers.filter(({ acceptedAt }) => acceptedAt !== null),
  };
}

/** The first queue of the place `d` that the user's active profile serves. */
function servedQueue(userId: string) {
  return sql`(
    select asked.id from unnest(d.queue_ids) with ordinality as asked (id, place)
    join users u on u.organisation_id = d.organisation_id and u.id = ${userId}
    join profile_queues s on s.organisation_id = u.organisation_id and s.profile_id = u.active_profile_id
      and s.queue_id = asked.id
    order by asked.place limit 1
  )`;
}

/** An interaction's place among advisors, as one of them finds it. */
export interface FoundPlace {
  /** Nobody has taken it yet. */
  waits: boolean;
  ringsHere: boolean;
  /** It rang at them before. */
  rangHere: boolean;
  /** The queue by which they would take it; null when it is given to them directly. */
  queueId: string | null;
}

/** The place of an interaction whose run this transaction holds. */
export async function readPlace(
  tx: Db,
  { organisationId, userId }: UserKey,
  interactionId: string,
  now: Date,
): Promise<FoundPlace | undefined> {
  const { rows } = await sql<FoundPlace>`
    select d.advisor_id is null as waits,
      coalesce(d.ringing_id = ${userId} and d.rings_until > ${now}, false) as "ringsHere",
      ${userId} = any(d.passed_over || d.ringing_id) is true as "rangHere",
      coalesce(${servedQueue(userId)}, d.queue_ids[1]) as "queueId"
    from desk d
    where d.organisation_id = ${organisationId} and d.interaction_id = ${interactionId}
  `.execute(tx);
  return rows[0];
}

/** The user lets it go to somebody else. */
export async function passOver(
  tx: Db,
  { organisationId, userId }: UserKey,
  interactionId: string,
  now: Date,
): Promise<void> {
  await sql`
    update desk set ringing_id = null, rings_until = null,
      passed_over = passed_over || ${userId}::uuid, passed_at = ${now}
    where organisation_id = ${organisationId} and interaction_id = ${interactionId}
  `.execute(tx);
  await recordOfferChanges(tx, organisationId, [userId]);
}
