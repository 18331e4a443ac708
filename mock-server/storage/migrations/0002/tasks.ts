/** Tasks that routings create for interactions. */
export const taskStatements: string[] = [
  `create table tasks (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    contact_id uuid,
    name text not null,
    category_id uuid not null,
    kind text not null check (kind in ('standard', 'salesforce')),
    salesforce_query_id text,
    starts_at timestamptz,
    ends_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create index tasks_interaction on tasks (organisation_id, interaction_id)`,
];
