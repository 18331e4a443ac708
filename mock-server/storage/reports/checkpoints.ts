import { sql } from 'kysely';
import type { ReportGrouping } from '../../../api-client/contract/report.ts';
import type { Db } from '../database.ts';
import { ofInteraction, partsOf, seenIn, type Part, type Reporting } from './seen.ts';

/** Of one group, in the parts of one label: how many interactions, or how many of them have one checkpoint. */
export interface Tally {
  label: number;
  /** Null: all interactions. */
  checkpointId: string | null;
  key: string | null;
  version: number | null;
  interactions: number;
  hits: number;
}

/** What a group is told by: its key, and a version where there are several of it. */
const groups: Record<ReportGrouping, string> = {
  flow: 'i.flow as key, null::integer as version',
  queue: 'i.queue_id as key, null::integer as version',
  routing: 'i.routing_id as key, null::integer as version',
  version: 'i.routing_id as key, i.routing_version as version',
};

/** So many connections count at the same time: a database has more than one processor. */
const AT_ONCE = 2;

/** Counts every so-manieth part on a connection of its own. Tallies of the same come more than once. */
export async function countCheckpoints(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  groupBy: ReportGrouping | undefined,
): Promise<Tally[]> {
  const shares = Array.from({ length: AT_ONCE }, (_, share) =>
    parts.filter((_part, index) => index % AT_ONCE === share),
  );
  const tallies = await Promise.all(
    shares.map((share) => countParts(db, reporting, share, groupBy)),
  );
  return tallies.flat();
}

/**
 * Counts the interactions that started in each of the parts, and those of them that have each checkpoint. How often it
 * was hit is told by an index that has those alone which were hit more than once.
 */
async function countParts(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  groupBy: ReportGrouping | undefined,
): Promise<Tally[]> {
  const columns = groupBy ? sql`i.id, ${sql.raw(groups[groupBy])}` : sql`i.id`;
  // what is not told apart is not grouped by: it would be sorted by
  const by = groupBy ? sql`key, version` : sql`1`;
  const told = groupBy ? sql`key, version` : sql`null::text as key, null::integer as version`;
  const had = sql`join interaction_checkpoints had on ${ofInteraction('had', reporting)}`;
  const { rows } = await sql<Tally>`
    select part.label, counted.checkpoint_id as "checkpointId", counted.key, counted.version,
      sum(counted.interactions)::float8 as interactions, sum(counted.hits)::float8 as hits
    from ${partsOf(parts)}, lateral (
      with seen as materialized (${seenIn(reporting, columns)})
      select null::uuid as checkpoint_id, ${told}, count(*) as interactions, 0 as hits
      from seen group by 1, ${by}
      union all
      select had.checkpoint_id, ${told}, count(*), count(*) from seen i ${had} group by 1, ${by}
      union all
      select had.checkpoint_id, ${told}, 0, sum(had.hits - 1) from seen i ${had}
      where had.hits > 1 group by 1, ${by}
    ) counted
    group by 1, 2, 3, 4
  `.execute(db);
  return rows;
}
