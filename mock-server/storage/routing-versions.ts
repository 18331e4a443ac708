import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { RoutingTree, VersionState } from '../../api-client/contract/routing.ts';
import type { Db } from './database.ts';

export interface VersionToRun {
  routingId: string;
  number: number;
  state: VersionState;
  flow: RoutingFlow;
  tree: RoutingTree;
}

/** A version with what the interpreter needs of its routing. */
export async function readVersionToRun(
  db: Db,
  organisationId: string,
  routingId: string,
  number: number,
): Promise<VersionToRun> {
  return db
    .selectFrom('routing_versions as v')
    .innerJoin('routings as r', (join) =>
      join
        .onRef('r.organisation_id', '=', 'v.organisation_id')
        .onRef('r.id', '=', 'v.routing_id'),
    )
    .select(['v.routing_id as routingId', 'v.number', 'v.state', 'r.flow', 'v.tree'])
    .where('v.organisation_id', '=', organisationId)
    .where('v.routing_id', '=', routingId)
    .where('v.number', '=', number)
    .executeTakeFirstOrThrow();
}

/** The end routing of a routing, when it has one in production. */
export async function findEndVersion(
  db: Db,
  organisationId: string,
  routingId: string,
): Promise<{ routingId: string; version: number } | undefined> {
  return db
    .selectFrom('routings as r')
    .innerJoin('routing_versions as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'r.organisation_id')
        .onRef('v.routing_id', '=', 'r.end_routing_id'),
    )
    .select(['v.routing_id as routingId', 'v.number as version'])
    .where('r.organisation_id', '=', organisationId)
    .where('r.id', '=', routingId)
    .where('v.state', '=', 'production')
    .executeTakeFirst();
}
