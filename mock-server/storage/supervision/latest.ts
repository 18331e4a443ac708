import { sql } from 'kysely';
import {
  LATEST_CHECKPOINTS,
  type LatestCheckpoint,
} from '../../../api-client/contract/supervision.ts';
import type { Db } from '../database.ts';
import { seen, seenFrom, startedIn, type Supervising } from './span.ts';

/** The checkpoints that were attached last, of what started today or is live. */
export async function listLatestCheckpoints(
  db: Db,
  asking: Supervising,
): Promise<LatestCheckpoint[]> {
  const { rows } = await sql<Omit<LatestCheckpoint, 'attachedAt'> & { attachedAt: Date }>`
    select i.id as "interactionId", i.flow,
      jsonb_build_object('name', i.contact_name, 'phone', i.contact_phone, 'email', i.contact_email) as contact,
      had.checkpoint_id as "checkpointId", coalesce(c.name, had.name) as name,
      case when c.id is null then had.alias else c.alias end as alias, had.attached_at as "attachedAt"
    from (
      select i.* from ${seenFrom(asking)}
      where ${seen(asking)}
        and (${startedIn(asking.today)} or i.status in ('waiting', 'in-progress'))
    ) i
    join interaction_checkpoints had
      on had.organisation_id = i.organisation_id and had.interaction_id = i.id
    left join checkpoints c on c.organisation_id = i.organisation_id and c.id = had.checkpoint_id
    order by had.attached_at desc, had.sequence desc, had.interaction_id
    limit ${LATEST_CHECKPOINTS}
  `.execute(db);
  return rows.map((row) => ({ ...row, attachedAt: row.attachedAt.toISOString() }));
}
