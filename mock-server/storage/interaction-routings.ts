import { sql } from 'kysely';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';

/** A version that an interaction came to. */
export interface PassedVersion {
  routingId: string;
  name: string;
  kind: 'start' | 'end';
  version: number;
  tree: RoutingTree;
}

/** The versions that the interaction's run went through, in the order in which it came to each first. */
export async function listPassedVersions(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
): Promise<PassedVersion[]> {
  const { rows } = await sql<PassedVersion>`
    with passed as (
      select routing_id, routing_version, min(sequence) as first from interaction_events
      where organisation_id = ${organisationId} and interaction_id = ${interactionId} and routing_id is not null
      group by routing_id, routing_version
    )
    select v.routing_id as "routingId", r.name, r.kind, v.number as version, v.tree
    from passed
    join routing_versions v on v.organisation_id = ${organisationId} and v.routing_id = passed.routing_id
      and v.number = passed.routing_version
    join routings r on r.organisation_id = v.organisation_id and r.id = v.routing_id
    order by passed.first
  `.execute(db);
  return rows;
}
