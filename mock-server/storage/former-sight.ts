import { sql } from 'kysely';
import { viewersOf, visible } from '../access/visible.ts';
import type { Db } from './database.ts';
import type { Window } from './interactions.ts';

/** An interaction that was seen by this queue before; by nothing but being a direct one, where that is null. */
export interface Move {
  interactionId: string;
  queueId: string | null;
}

/**
 * Which of the users would see the interactions if they were still where they were: by the one rule of who sees what,
 * asked of what the interaction was.
 */
export async function readFormerSight(
  db: Db,
  organisationId: string,
  userIds: readonly string[],
  moves: readonly Move[],
  { now }: Window,
): Promise<Map<string, Set<string>>> {
  const sight = new Map<string, Set<string>>();
  if (userIds.length === 0 || moves.length === 0) return sight;
  const { rows } = await sql<{ interactionId: string; userId: string }>`
    select i.id as "interactionId", v.user_id as "userId"
    from (
      select present.organisation_id, present.id, present.flow, present.original_routing,
        present.participant_ids,
        coalesce(moved.queue_id, present.queue_id) as queue_id,
        case when moved.queue_id is null then 'direct' else present.current_routing end as current_routing
      from interactions present
      join unnest(${moves.map(({ interactionId }) => interactionId)}::uuid[],
        ${moves.map(({ queueId }) => queueId)}::uuid[]) as moved (interaction_id, queue_id)
        on moved.interaction_id = present.id
      where present.organisation_id = ${organisationId}
        and present.id = any(${moves.map(({ interactionId }) => interactionId)}::uuid[])
    ) i, ${viewersOf(organisationId, userIds)} v
    where ${visible(organisationId, now)}
  `.execute(db);
  for (const { interactionId, userId } of rows) {
    sight.set(interactionId, (sight.get(interactionId) ?? new Set()).add(userId));
  }
  return sight;
}
