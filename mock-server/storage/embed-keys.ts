import type { Db } from './database.ts';

export interface NewEmbedKey {
  organisationId: string;
  id: string;
  secret: string;
}

/** Keeps a key by which a site's server signs tokens. False when there is, or was, another with this id. */
export async function addEmbedKey(db: Db, key: NewEmbedKey): Promise<boolean> {
  const { organisationId, id, secret } = key;
  const added = await db
    .insertInto('embed_keys')
    .values({ organisation_id: organisationId, id, secret, ended_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** From now on no session is opened by this key. False when no such key is in use. */
export async function endEmbedKey(db: Db, id: string, now: Date): Promise<boolean> {
  const ended = await db
    .updateTable('embed_keys')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}
