import type { Db } from './database.ts';

/** How long a repeated opening is known again: as long as the chat token of the first one lasts. */
export const OPENINGS_KEPT_DAYS = 7;

/** The interaction that an opening with this key made, when it was made before. */
export async function findOpening(
  db: Db,
  organisationId: string,
  channelId: string,
  key: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('openings')
    .select('interaction_id')
    .where('organisation_id', '=', organisationId)
    .where('channel_id', '=', channelId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.interaction_id;
}

/** Knows a call of a gateway again by its key, which is kept in the transaction that does what it asks for. */
export async function rememberKey(
  tx: Db,
  call: { organisationId: string; channelId: string; key: string; interactionId: string },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('openings')
    .values({
      organisation_id: call.organisationId,
      channel_id: call.channelId,
      key: call.key,
      interaction_id: call.interactionId,
      at,
    })
    .execute();
}

/** Forgets the keys that nobody repeats any more. */
export async function dropOldOpenings(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - OPENINGS_KEPT_DAYS * 86_400_000);
  await db.deleteFrom('openings').where('at', '<', before).execute();
}
