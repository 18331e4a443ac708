import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Handling times that a queue's average is taken of: the last ones. */
export const HANDLED_REMEMBERED = 20;

/** An advisor is done with an interaction, and free from then on. */
export async function noteHandled(
  tx: Db,
  organisationId: string,
  {
    userId,
    queueId,
    at,
    seconds,
  }: { userId: string; queueId: string | null; at: Date; seconds: number },
): Promise<void> {
  await tx
    .updateTable('presence')
    .set({ free_since: at })
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .execute();
  if (queueId === null) return;
  // a queue that has been deleted meanwhile has no average any more
  await sql`
    insert into queue_handling as known (organisation_id, queue_id, recent)
    select organisation_id, id, array[${seconds}::integer] from entities
    where organisation_id = ${organisationId} and id = ${queueId}
    on conflict (organisation_id, queue_id) do update set
      recent = (known.recent || excluded.recent)[greatest(cardinality(known.recent) + 2 - ${HANDLED_REMEMBERED}::integer, 1):]
  `.execute(tx);
}
