import { sql } from 'kysely';
import type { Db } from '../../mock-server/storage/database.ts';

/** Lets a user take part in an interaction from now on, without a word to whoever listens. */
export async function takePart(
  tx: Db,
  {
    organisationId: organisation_id,
    interactionId: interaction_id,
    userId: user_id,
    joinedAt: joined_at,
  }: { organisationId: string; interactionId: string; userId: string; joinedAt: Date },
): Promise<void> {
  await tx
    .insertInto('participants')
    .values({ organisation_id, interaction_id, user_id, joined_at })
    .execute();
  await tx
    .updateTable('interactions')
    .set({ participant_ids: sql<string[]>`array_append(participant_ids, ${user_id}::uuid)` })
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', interaction_id)
    .execute();
}

/** As if the user had never taken part in anything, without a word to whoever listens. */
export async function takeNoPart(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('participants').where('user_id', '=', userId).execute();
  await db
    .updateTable('interactions')
    .set({ participant_ids: sql<string[]>`array_remove(participant_ids, ${userId}::uuid)` })
    .execute();
}
