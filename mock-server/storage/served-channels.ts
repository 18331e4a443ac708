import { sql } from 'kysely';
import { limitsByFlow, type ChannelLimits } from '../../api-client/contract/channel-limits.ts';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type { ServedChannel } from '../routing/choice-limits.ts';
import type { Db } from './database.ts';

interface Row {
  name: string;
  flow: InteractionFlow;
  limits: ChannelLimits | null;
}

/**
 * The channels whose conversations come to this routing: those that begin with it, and those that begin with one that
 * hands on to it, in production, over however many others.
 */
export async function readServedChannels(
  db: Db,
  organisationId: string,
  routingId: string,
): Promise<ServedChannel[]> {
  const { rows } = await sql<Row>`
    with recursive routings_to_here as (
      select ${routingId}::uuid as id
      union
      select u.routing_id from routings_to_here l
      join routings r on r.organisation_id = ${organisationId} and r.id = l.id
      join routing_uses u on u.organisation_id = r.organisation_id and u.entity = 'routing'
        and (u.entity_id = r.id or u.reference = r.reference)
      join routing_versions v on v.organisation_id = u.organisation_id and v.routing_id = u.routing_id
        and v.number = u.number and v.state = 'production'
    )
    select c.name, c.flow, c.limits from channels c
    join routings r on r.organisation_id = c.organisation_id and r.reference = c.routing_reference
    where c.organisation_id = ${organisationId} and r.id in (select id from routings_to_here)
    order by c.name, c.id
  `.execute(db);
  return rows.map(({ name, flow, limits }) => ({ name, limits: limits ?? limitsByFlow[flow] }));
}
