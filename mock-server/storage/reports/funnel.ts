import { sql } from 'kysely';
import type { Times } from '../../../api-client/contract/report.ts';
import type { Db } from '../database.ts';
import { ofInteraction, partsOf, seenIds, type Part, type Reporting } from './seen.ts';

/** For each step how many reached it, and the times from the step before; and those from the first to the last. */
export interface FunnelCounts {
  interactions: number;
  reached: number[];
  since: (Times | null)[];
  inAll: Times | null;
}

/**
 * Counts how many interactions have each checkpoint after all those before it. An interaction has a checkpoint once: a
 * step is one more join, and finds a row or none.
 */
export async function countFunnel(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  checkpointIds: readonly string[],
): Promise<FunnelCounts> {
  const step = (index: number) => sql.ref(`step${index}`);
  const joins = checkpointIds.map((id, index) => {
    const [here, former] = [step(index), step(index - 1)];
    const isIt = sql`${here}.checkpoint_id = ${id}::uuid`;
    if (index === 0)
      return sql`join interaction_checkpoints step0 on ${isIt} and ${ofInteraction('step0', reporting)}`;
    // by the step before rather than by the interaction: where that is missing, nothing is looked for
    const sameOne = ofInteraction(`step${index}`, reporting, `step${index - 1}.interaction_id`);
    return sql`left join interaction_checkpoints ${here} on ${isIt} and ${sameOne}
      and (${here}.attached_at, ${here}.sequence) > (${former}.attached_at, ${former}.sequence)`;
  });
  const at = (index: number) => sql.ref(`at${index}`);
  const times = (from: number, to: number) => sql`
    percentile_cont(array[0.5, 0.9]) within group (
      order by extract(epoch from ${at(to)} - ${at(from)})::float8 * 1000)`;
  const steps = checkpointIds.map((_, index) => index);
  const last = steps.length - 1;
  const counting = sql<{
    reached: number[];
    since: (number[] | null)[];
    inAll: number[] | null;
  }>`
    select jsonb_build_array(${sql.join(steps.map((index) => sql`count(${at(index)})`))}) as reached,
      jsonb_build_array(${sql.join(steps.slice(1).map((index) => times(index - 1, index)))}) as since,
      ${times(0, last)} as "inAll"
    from ${partsOf(parts)}, lateral (
      select ${sql.join(steps.map((index) => sql`${step(index)}.attached_at as ${at(index)}`))}
      from (${seenIds(reporting)}) i ${sql.join(joins, sql` `)}
    ) came
  `.execute(db);
  const [interactions, { rows }] = await Promise.all([
    countSeen(db, reporting, parts),
    counting,
  ]);
  const { reached, since, inAll } = rows[0]!; // of an aggregate there is one
  return {
    interactions,
    reached,
    since: [null, ...since.map(toTimes)],
    inAll: toTimes(inAll),
  };
}

/** All of them, on a connection of its own: most have not even the first step's checkpoint. */
async function countSeen(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select sum(seen.count)::float8 as count
    from ${partsOf(parts)}, lateral (select count(*) from (${seenIds(reporting)}) seen) seen
  `.execute(db);
  return rows[0]?.count ?? 0;
}

function toTimes(quantiles: number[] | null): Times | null {
  const [median, ninetieth] = quantiles ?? [];
  return median === undefined || ninetieth === undefined ? null : { median, ninetieth };
}
