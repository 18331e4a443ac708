import { sql, type Kysely } from 'kysely';

/*
 * What is done to interactions by hand, and everything that one interaction shows: who did what, the invoices that it
 * found, what advisors say that it was about, and what undoes each act. Whoever had a role could already do all that a
 * role allowed: every role may work with the interactions that its users see, until an administrator takes it away.
 */
const statements = [
  `alter table interaction_events add column done_by text`,
  `create table interaction_invoices (
    organisation_id uuid not null references organisations,
    interaction_id uuid not null,
    invoice_id uuid not null,
    found_at timestamptz not null,
    primary key (organisation_id, interaction_id, invoice_id)
  )`,
  `create table interaction_qualifications (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    qualification_id uuid not null,
    name text not null,
    comment text not null,
    user_id uuid not null,
    user_name text not null,
    at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create index interaction_qualifications_interaction
    on interaction_qualifications (organisation_id, interaction_id)`,
  `create table manual_acts (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    user_id uuid not null,
    key text not null,
    done jsonb not null,
    answer jsonb,
    link_before jsonb,
    link_after jsonb,
    undone boolean not null default false,
    at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create unique index manual_acts_key on manual_acts (organisation_id, interaction_id, key)`,
  `create index interactions_card on interactions (organisation_id, (crm_card ->> 'id')) where crm_card is not null`,
  `update roles set rights = rights || '{"interactions": ["modify"]}'`,
];

/** What everything about one interaction stands on. */
export const records0005 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
