/** Interactions that wait for advisors or are with one, and who of the advisors is there. */
export const deskStatements: string[] = [
  `create table desk (
    organisation_id uuid not null references organisations,
    interaction_id uuid not null,
    queue_ids uuid[] not null,
    user_id uuid,
    prioritised boolean not null,
    ring_seconds integer not null,
    entered_at timestamptz not null,
    advisor_id uuid,
    accepted_at timestamptz,
    ringing_id uuid,
    rings_until timestamptz,
    passed_over uuid[] not null default '{}',
    passed_at timestamptz,
    primary key (organisation_id, interaction_id)
  )`,
  `create index desk_waiting on desk (organisation_id, prioritised desc, entered_at) where advisor_id is null`,
  `create index desk_advisor on desk (organisation_id, advisor_id) where advisor_id is not null`,
  `create index desk_ringing on desk (rings_until) where rings_until is not null`,
  // whatever the dispatchers do: nobody's telephone rings for two
  `create unique index desk_ringing_at on desk (organisation_id, ringing_id) where ringing_id is not null`,
  `create table presence (
    organisation_id uuid not null,
    user_id uuid not null,
    status text not null check (status in ('available', 'away', 'offline')),
    since timestamptz not null,
    free_since timestamptz not null,
    seen_at timestamptz not null,
    primary key (organisation_id, user_id),
    foreign key (organisation_id, user_id) references users
  )`,
  // how long advisors had the last interactions of a queue, in seconds, oldest first
  `create table queue_handling (
    organisation_id uuid not null,
    queue_id uuid not null,
    recent integer[] not null,
    primary key (organisation_id, queue_id),
    foreign key (organisation_id, queue_id) references entities on delete cascade
  )`,
];
