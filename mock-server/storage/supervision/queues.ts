import { sql } from 'kysely';
import type { QueueCount } from '../../../api-client/contract/supervision.ts';
import type { Db } from '../database.ts';
import { seen, seenFrom, type Supervising } from './span.ts';

/** What waits and is in progress now, and what has ended today, by queue. */
export async function countByQueue(db: Db, asking: Supervising): Promise<QueueCount[]> {
  const { rows } = await sql<QueueCount>`
    select
      case when q.id is null then null else jsonb_build_object('id', q.id, 'name', q.name) end as queue,
      count(*) filter (where i.status = 'waiting')::integer as waiting,
      count(*) filter (where i.status = 'in-progress')::integer as "inProgress",
      count(*) filter (where i.ended_at >= ${asking.today.from})::integer as finished
    from (
      select i.organisation_id, i.queue_id, i.status, i.ended_at
      from ${seenFrom(asking)}
      where ${seen(asking)}
        and (i.status in ('waiting', 'in-progress') or i.ended_at >= ${asking.today.from})
    ) i
    left join queues q on q.organisation_id = i.organisation_id and q.id = i.queue_id
    group by q.id, q.name
    order by fold(q.name) nulls last, q.id
  `.execute(db);
  return rows;
}
