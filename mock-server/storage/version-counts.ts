import { sql } from 'kysely';
import type { VersionCounts } from '../../api-client/contract/routing.ts';
import { viewersOf, visibleTo, type Asking } from '../access/visible.ts';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';
import type { VersionKey } from './version-rows.ts';

/** Which interactions are counted: those that the viewer sees and that started in [from, to). */
export interface Counting extends Asking {
  now: Date;
  from: Date;
  to: Date;
}

/** How many interactions left each action of a version by which branch. One that came by several times counts once. */
export async function countBranches(
  db: Db,
  counting: Counting,
  { organisationId, routingId, number }: VersionKey,
): Promise<VersionCounts> {
  const { userId, now, from, to } = counting;
  const bounds = sql`>= ${firstIdAt(from)}::uuid and interaction_id < ${firstIdAt(to)}::uuid`;
  const { rows } = await sql<{ actionId: string | null; branch: string | null; count: number }>`
    with passed as materialized (
      select distinct e.interaction_id, e.action_id, e.branch
      from interaction_events e
      where e.organisation_id = ${organisationId} and e.interaction_id ${bounds}
        and e.kind = 'action' and e.routing_id = ${routingId} and e.routing_version = ${number}
        and e.branch is not null
    ), seen as materialized (
      select i.id
      from ${viewersOf(organisationId, [userId])} v, interactions i
      where i.organisation_id = ${organisationId}
        and i.id in (select interaction_id from passed)
        and ${visibleTo(counting, now)}
    )
    select action_id as "actionId", branch, count(*)::integer as count
    from passed
    where interaction_id in (select id from seen)
    group by 1, 2
    union all
    select null, null, count(*)::integer from seen
  `.execute(db);
  const branches = rows.flatMap(({ actionId, branch, count }) =>
    actionId === null || branch === null ? [] : [{ actionId, branch, interactions: count }],
  );
  const all = rows.find(({ actionId }) => actionId === null);
  return { interactions: all?.count ?? 0, branches };
}
