import type { Db } from './database.ts';

/** The country that an organisation's phone numbers belong to when they say none. */
export async function readRegion(db: Db, organisationId: string): Promise<string> {
  const row = await db
    .selectFrom('organisations')
    .select('region')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.region;
}
