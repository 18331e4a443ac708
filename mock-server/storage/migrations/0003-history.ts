import { sql, type Kysely } from 'kysely';

const statements = [
  /* Which templates an interaction's e-mails and SMS were made from. */
  `alter table interactions add column template_ids uuid[] not null default '{}'`,
];

/** What the history of interactions stands on. */
export const history0003 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
