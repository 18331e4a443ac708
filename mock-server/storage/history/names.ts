import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface Named {
  id: string;
  name: string;
}

/** All of one kind, in no order. */
export async function listNamed(
  db: Db,
  table: 'users' | 'queues' | 'routings',
  organisationId: string,
): Promise<Named[]> {
  return db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .execute();
}

/** The voice campaigns of all interactions: goes from one name to the next, however many interactions have it. */
export async function listVoiceCampaigns(db: Db, organisationId: string): Promise<string[]> {
  const next = sql`
    select voice_campaign from interactions
    where organisation_id = ${organisationId} and voice_campaign is not null`;
  const { rows } = await sql<{ name: string }>`
    with recursive campaigns (name) as (
      (${next} order by voice_campaign limit 1)
      union all
      select (${next} and voice_campaign > c.name order by voice_campaign limit 1)
      from campaigns c where c.name is not null
    )
    select name from campaigns where name is not null
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** How many checkpoints the interaction has that has the most. */
export async function readMostCheckpoints(db: Db, organisationId: string): Promise<number> {
  const row = await db
    .selectFrom('interactions')
    .select('checkpoint_count')
    .where('organisation_id', '=', organisationId)
    .where('checkpoint_count', 'is not', null)
    .orderBy('checkpoint_count', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.checkpoint_count ?? 0;
}
