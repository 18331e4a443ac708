import { sql, type Kysely } from 'kysely';

/** An effect's tries that failed are counted apart from those that were cut short: these use up no pause between tries. */
export const effectFailures0006 = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statement = 'alter table effects add column failures integer not null default 0';
    await sql.raw(statement).execute(db);
  },
};
