/*
 * The cards of the built-in CRM, found as the rows of databases are, and the card of any CRM that an interaction has.
 */
export const cardStatements: string[] = [
  `create table cards (
    organisation_id uuid not null,
    crm_id uuid not null,
    id uuid not null,
    position bigint generated always as identity,
    content jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, crm_id) references entities on delete cascade
  )`,
  `create index cards_content on cards using gin (content jsonb_path_ops) with (fastupdate = off)`,
  `alter table interactions add column crm_card jsonb`,
];
