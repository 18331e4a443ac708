/*
 * Cases, and which one an interaction belongs to. `linked` grows with every link to an interaction: a customer's last
 * cases are those with the greatest.
 */
export const caseStatements: string[] = [
  `create sequence case_links`,
  `create table cases (
    organisation_id uuid not null references organisations,
    id uuid not null,
    reference text not null,
    title text not null,
    type_id uuid not null,
    contact_id uuid,
    status text not null,
    fields jsonb not null,
    linked bigint not null default nextval('case_links'),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create unique index cases_reference on cases (organisation_id, reference)`,
  `create index cases_contact on cases (organisation_id, contact_id, linked desc) where contact_id is not null`,
  `create table case_counters (
    organisation_id uuid primary key references organisations,
    last bigint not null
  )`,
  `alter table interactions add column case_id uuid`,
];
