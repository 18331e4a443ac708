import { sql } from 'kysely';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { viewersOf, visible } from '../../access/visible.ts';
import type { Db } from '../database.ts';
import type { Window } from '../interactions.ts';
import { select, type Found, type Selection } from './selection.ts';

/** An interaction as a line of a file needs it. */
export interface ExportRow extends Pick<
  Interaction,
  | 'id'
  | 'flow'
  | 'status'
  | 'statusReason'
  | 'direction'
  | 'originalRouting'
  | 'currentRouting'
  | 'voiceCampaign'
  | 'tags'
> {
  startedAt: Date;
  endedAt: Date | null;
  routing: string | null;
  advisor: string | null;
  queue: string | null;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  card: string | null;
  checkpoints: string[] | null;
  checkpointTimes: Date[] | null;
}

/** Fixes what is found, and in which order, until the transaction ends. */
export async function openFound(tx: Db, selection: Selection): Promise<void> {
  await sql`set local cursor_tuple_fraction = 1`.execute(tx); // all of it is wanted, not the first rows soon
  await sql`declare found no scroll cursor for ${select(selection)}`.execute(tx);
}

/** The ids of the next rows of what was fixed. */
export async function fetchFound(tx: Db, count: number): Promise<string[]> {
  const { rows } = await sql<Found>`fetch ${sql.lit(count)} from found`.execute(tx);
  return rows.map(({ id }) => id);
}

/** These interactions as they are now, in this order: those that the user still sees. */
export async function readExportRows(
  tx: Db,
  { organisationId, userId }: Pick<Selection, 'organisationId' | 'userId'>,
  ids: readonly string[],
  { now }: Window,
): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select i.id, i.flow, i.status, i.status_reason as "statusReason", i.direction,
      i.original_routing as "originalRouting", i.current_routing as "currentRouting",
      i.voice_campaign as "voiceCampaign", i.tags, i.started_at as "startedAt", i.ended_at as "endedAt",
      r.name as routing, u.name as advisor, q.name as queue,
      i.contact_name as "contactName", i.contact_phone as "contactPhone", i.contact_email as "contactEmail",
      i.crm_card ->> 'label' as card, c.names as checkpoints, c.times as "checkpointTimes"
    from unnest(${[...ids]}::uuid[]) with ordinality as found (id, place)
    join interactions i on i.organisation_id = ${organisationId} and i.id = found.id
    cross join ${viewersOf(organisationId, [userId])} v
    left join routings r on r.organisation_id = i.organisation_id and r.id = i.routing_id
    left join users u on u.organisation_id = i.organisation_id and u.id = i.advisor_id
    left join queues q on q.organisation_id = i.organisation_id and q.id = i.queue_id
    left join lateral (
      select array_agg(a.name order by a.attached_at, a.sequence) as names,
        array_agg(a.attached_at order by a.attached_at, a.sequence) as times
      from interaction_checkpoints a
      where a.organisation_id = i.organisation_id and a.interaction_id = i.id
    ) c on true
    where ${visible(organisationId, now)}
    order by found.place
  `.execute(tx);
  return rows;
}
