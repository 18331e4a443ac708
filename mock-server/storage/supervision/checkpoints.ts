import { sql } from 'kysely';
import type { CheckpointCount } from '../../../api-client/contract/supervision.ts';
import type { Db } from '../database.ts';
import { bothDays, type Supervising } from './span.ts';

/** A checkpoint's counts, and where in the trails of today it usually stands. */
export interface CountedCheckpoint extends CheckpointCount {
  place: number;
}

/** How many interactions there are, and how many of them have each checkpoint, the most frequent first. */
export async function countCheckpoints(
  db: Db,
  asking: Supervising,
): Promise<{
  interactions: { today: number; before: number };
  checkpoints: CountedCheckpoint[];
}> {
  const { rows } = await sql<CountedCheckpoint & { checkpointId: string | null }>`
    with day as materialized (${bothDays(asking)})
    select null::uuid as "checkpointId", '' as name, null as alias, 0 as place,
      count(*) filter (where is_today)::integer as today,
      count(*) filter (where not is_today)::integer as before
    from day
    union all (
      select had.checkpoint_id, coalesce(c.name, max(had.name)),
        case when c.id is null then max(had.alias) else c.alias end,
        coalesce(avg(had.sequence) filter (where is_today), 0)::float8,
        count(*) filter (where is_today)::integer as today,
        count(*) filter (where not is_today)::integer as before
      from day
      join interaction_checkpoints had
        on had.organisation_id = day.organisation_id and had.interaction_id = day.id
      left join checkpoints c
        on c.organisation_id = had.organisation_id and c.id = had.checkpoint_id
      group by had.checkpoint_id, c.id, c.name, c.alias
      order by today desc, before desc, had.checkpoint_id
    )
  `.execute(db);
  const [all, ...checkpoints] = rows;
  return {
    interactions: { today: all?.today ?? 0, before: all?.before ?? 0 },
    checkpoints: checkpoints as CountedCheckpoint[], // the first row alone has no id
  };
}
