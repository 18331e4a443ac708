/** Views of the history that users keep for themselves: nobody else sees them. */
export const viewStatements: string[] = [
  `create table history_views (
    organisation_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    name text not null,
    folded text not null,
    state jsonb not null,
    created_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references users on delete cascade
  )`,
  `create unique index history_views_name on history_views (organisation_id, user_id, folded)`,
];
