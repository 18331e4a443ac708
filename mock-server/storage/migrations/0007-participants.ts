import { sql, type Kysely } from 'kysely';

/* Who took part is told by the index alone: it is asked of each interaction that somebody may see for it. */
const statements = [
  `drop index participants_interaction`,
  `create index participants_interaction on participants (organisation_id, interaction_id) include (user_id)`,
];

export const participants0007 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
