import { sql, type Kysely } from 'kysely';

/*
 * Tries of an effect that failed are counted apart from those that were cut short. Cards and cases are found by a part
 * of what is in them. Buttons in the list never showed: they go to the toolbar.
 */
const statements = [
  `alter table effects add column failures integer not null default 0`,
  `create index cards_parts on cards using gin (lower(content::text) gin_trgm_ops)`,
  `create index cases_parts on cases using gin (lower(reference) gin_trgm_ops, lower(title) gin_trgm_ops)`,
  `update entities set definition = jsonb_set(definition, '{place}', '"toolbar"')
    where kind = 'custom-button' and definition ->> 'place' = 'list'`,
];

/** What cut-short tries cost no more, and what a search by hand is carried by. */
export const failuresAndSearches0006 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
