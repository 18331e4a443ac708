/** What is to be done outside: put down in the transaction that decides it, taken away when it is done. */
export const effectStatements: string[] = [
  `create table effects (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    key text not null,
    kind text not null,
    request jsonb not null,
    awaited boolean not null,
    lane text,
    place bigint generated always as identity,
    attempts integer not null default 0,
    due_at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create index effects_due on effects (due_at)`,
  `create index effects_lane on effects (organisation_id, lane, place) where lane is not null`,
];
