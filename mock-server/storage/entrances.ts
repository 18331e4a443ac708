import { sql } from 'kysely';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { RoutingKind } from '../../api-client/contract/routing.ts';
import { toChannel, type Channel, type ChannelRow } from './channels.ts';
import type { Db } from './database.ts';

/** A channel, and the routing that a customer wants to start there, as it stands now. */
export interface Entrance {
  channel: Channel;
  routing: EntranceRouting | undefined;
}

export interface EntranceRouting {
  id: string;
  flow: RoutingFlow;
  kind: RoutingKind;
  production: number | null;
  end: { routingId: string; version: number } | undefined;
}

interface Row extends ChannelRow {
  routingId: string | null;
  flowOfRouting: RoutingFlow;
  kindOfRouting: RoutingKind;
  production: number | null;
  endRoutingId: string | null;
  endVersion: number | null;
}

/** Everything that an opening needs to know of the configuration, in one query. */
export async function readEntrance(
  db: Db,
  channelId: string,
  routingReference: string,
): Promise<Entrance | undefined> {
  const { rows } = await sql<Row>`
    select c.organisation_id as "organisationId", c.id, c.kind, c.flow, c.routing_flow as "routingFlow",
      c.queue_id as "queueId", o.time_zone, o.region, o.languages,
      r.id as "routingId", r.flow as "flowOfRouting", r.kind as "kindOfRouting", v.number as production,
      r.end_routing_id as "endRoutingId", e.number as "endVersion"
    from channels c
    join organisations o on o.id = c.organisation_id
    left join routings r on r.organisation_id = c.organisation_id and r.reference = ${routingReference}
    left join routing_versions v
      on v.organisation_id = r.organisation_id and v.routing_id = r.id and v.state = 'production'
    left join routing_versions e
      on e.organisation_id = r.organisation_id and e.routing_id = r.end_routing_id and e.state = 'production'
    where c.id = ${channelId}
  `.execute(db);
  const [row] = rows;
  return row && { channel: toChannel(row), routing: toRouting(row) };
}

function toRouting(row: Row): EntranceRouting | undefined {
  const { routingId, flowOfRouting, kindOfRouting, production, endRoutingId, endVersion } = row;
  if (routingId === null) return undefined;
  const end =
    endRoutingId !== null && endVersion !== null
      ? { routingId: endRoutingId, version: endVersion }
      : undefined;
  return { id: routingId, flow: flowOfRouting, kind: kindOfRouting, production, end };
}
