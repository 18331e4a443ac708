import { sql } from 'kysely';
import type { ReportGrouping } from '../../../api-client/contract/report.ts';
import type { Db } from '../database.ts';
import {
  inShares,
  ofInteraction,
  partsOf,
  seenFrom,
  seenIn,
  type Part,
  type Reporting,
} from './seen.ts';

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

/** Where nothing is told apart. */
const noGroup = 'null::text as key, null::integer as version';

/** What a group is told by: its key, and a version where there are several of it. */
const groups: Record<ReportGrouping, string> = {
  flow: 'i.flow as key, null::integer as version',
  queue: 'i.queue_id as key, null::integer as version',
  routing: 'i.routing_id as key, null::integer as version',
  version: 'i.routing_id as key, i.routing_version as version',
};

/** Tallies of the same may come more than once. */
export function countCheckpoints(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  groupBy: ReportGrouping | undefined,
): Promise<Tally[]> {
  return inShares(parts, (share) => countParts(db, reporting, share, groupBy));
}

/**
 * Counts the interactions that started in each of the parts by the checkpoints that their rows name: many have the same
 * ones, and are counted together. How often these were hit is told by an index that has those alone which were hit more
 * than once.
 */
async function countParts(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  groupBy: ReportGrouping | undefined,
): Promise<Tally[]> {
  const group = sql.raw(groupBy ? groups[groupBy] : noGroup);
  // what is not told apart is not grouped by: it would be sorted by
  const by = groupBy ? sql`i.checkpoint_ids, key, version` : sql`i.checkpoint_ids`;
  const { rows } = await sql<Tally>`
    select part.label, counted.checkpoint_id as "checkpointId", counted.key, counted.version,
      sum(counted.interactions)::float8 as interactions, sum(counted.hits)::float8 as hits
    from ${partsOf(parts)}, lateral (
      with alike as materialized (
        select i.checkpoint_ids, ${group}, count(*) as interactions
        from ${seenFrom(reporting)} where ${seenIn(reporting)} group by ${by}
      )
      select null::uuid as checkpoint_id, key, version, interactions, 0 as hits from alike
      union all
      select checkpoint_id, key, version, interactions, interactions from alike, unnest(checkpoint_ids) checkpoint_id
      union all
      select again.checkpoint_id, ${group}, 0, again.hits - 1
      from interaction_checkpoints again, ${seenFrom(reporting)}
      where again.hits > 1 and ${ofInteraction('again', reporting)} and ${seenIn(reporting)}
    ) counted
    group by 1, 2, 3, 4
  `.execute(db);
  return rows;
}
