import { sql, type Kysely } from 'kysely';

/*
 * Which interactions have a card, to be combined with another index before a row is read. Two indexes that both begin
 * with the organisation are never combined: this one is asked for nothing but what it has entries of.
 */
const statements = [
  `create index interactions_carded on interactions (started_at) where crm_card is not null`,
];

export const linkedCards0012 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
