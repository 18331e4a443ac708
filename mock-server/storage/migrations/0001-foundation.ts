import { sql, type Kysely } from 'kysely';

/*
 * Every row belongs to an organisation: the first column of every key.
 *
 * What belongs to an interaction is partitioned by the interaction's id. An id is a UUID of version 7 and so
 * begins with the time of the interaction's start: a partition holds one month, and retention drops it.
 * These tables have no foreign keys among each other: dropping a month would otherwise scan the others.
 */
const statements = [
  `create table settings (name text primary key, value text not null)`,
  `insert into settings values ('database_id', gen_random_uuid()::text)`,

  `create table organisations (
    id uuid primary key,
    name text not null,
    time_zone text not null,
    region text not null,
    currency text not null,
    languages text[] not null
  )`,
  `create table roles (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    rights jsonb not null,
    primary key (organisation_id, id)
  )`,
  `create table queues (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    reference text not null,
    primary key (organisation_id, id)
  )`,
  `create unique index queues_reference on queues (organisation_id, lower(reference))`,
  `create table profiles (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    history_of_interactions boolean not null,
    flows text[] not null,
    primary key (organisation_id, id)
  )`,
  `create table profile_queues (
    organisation_id uuid not null,
    profile_id uuid not null,
    queue_id uuid not null,
    primary key (organisation_id, profile_id, queue_id),
    foreign key (organisation_id, profile_id) references profiles,
    foreign key (organisation_id, queue_id) references queues
  )`,
  `create table users (
    organisation_id uuid not null references organisations,
    id uuid not null,
    username text not null unique,
    name text not null,
    email text not null,
    type text not null check (type in ('collaborator', 'manager', 'administrator')),
    role_id uuid not null,
    active_profile_id uuid not null,
    language text not null,
    password_hash text,
    active boolean not null default true,
    primary key (organisation_id, id),
    foreign key (organisation_id, role_id) references roles,
    foreign key (organisation_id, active_profile_id) references profiles
  )`,
  `create table user_profiles (
    organisation_id uuid not null,
    user_id uuid not null,
    profile_id uuid not null,
    primary key (organisation_id, user_id, profile_id),
    foreign key (organisation_id, user_id) references users,
    foreign key (organisation_id, profile_id) references profiles
  )`,
  `create table teams (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    primary key (organisation_id, id)
  )`,
  ...['team_members', 'team_managers'].flatMap((table) => [
    `create table ${table} (
      organisation_id uuid not null,
      team_id uuid not null,
      user_id uuid not null,
      primary key (organisation_id, team_id, user_id),
      foreign key (organisation_id, team_id) references teams,
      foreign key (organisation_id, user_id) references users
    )`,
    `create index ${table}_user on ${table} (organisation_id, user_id, team_id)`,
  ]),
  `create table sessions (
    organisation_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, user_id) references users
  )`,
  `create index sessions_expiry on sessions (expires_at)`,
  `create table embed_keys (
    organisation_id uuid not null references organisations,
    id text not null unique,
    secret text not null,
    ended_at timestamptz,
    primary key (organisation_id, id)
  )`,
  `create table channels (
    organisation_id uuid not null references organisations,
    id text not null unique,
    name text not null,
    kind text not null check (kind in ('chat', 'internal')),
    flow text not null,
    routing_flow text not null,
    queue_id uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, queue_id) references queues
  )`,
  `create table contacts (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text,
    phone text,
    email text,
    advisor_id uuid,
    primary key (organisation_id, id),
    foreign key (organisation_id, advisor_id) references users
  )`,
  `create unique index contacts_phone on contacts (organisation_id, phone)`,
  `create unique index contacts_email on contacts (organisation_id, lower(email))`,

  `create table checkpoints (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    reference text not null,
    alias text,
    folded text not null,
    revision integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text,
    primary key (organisation_id, id)
  )`,
  `create unique index checkpoints_reference on checkpoints (organisation_id, lower(reference))`,
  `create index checkpoints_exact_reference on checkpoints (organisation_id, reference)`,
  `create table routings (
    organisation_id uuid not null references organisations,
    id uuid not null,
    name text not null,
    reference text not null,
    folded text not null,
    flow text not null check (flow in ('messaging', 'email', 'voice')),
    kind text not null check (kind in ('start', 'end')),
    end_routing_id uuid,
    revision integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, end_routing_id) references routings
  )`,
  `create unique index routings_reference on routings (organisation_id, lower(reference))`,
  `create index routings_exact_reference on routings (organisation_id, reference)`,
  `create table routing_versions (
    organisation_id uuid not null,
    routing_id uuid not null,
    number integer not null,
    state text not null check (state in ('development', 'testing', 'production', 'archived')),
    note text not null,
    tree jsonb not null,
    action_count integer not null,
    revision integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    primary key (organisation_id, routing_id, number),
    foreign key (organisation_id, routing_id) references routings on delete cascade
  )`,
  `create unique index routing_versions_production on routing_versions (organisation_id, routing_id)
    where state = 'production'`,
  `create table routing_uses (
    organisation_id uuid not null,
    routing_id uuid not null,
    number integer not null,
    action_id text not null,
    action_name text not null,
    entity text not null,
    entity_id uuid,
    reference text,
    foreign key (organisation_id, routing_id, number) references routing_versions on delete cascade
  )`,
  `create index routing_uses_version on routing_uses (organisation_id, routing_id, number)`,
  `create index routing_uses_entity on routing_uses (organisation_id, entity, entity_id)`,
  `create index routing_uses_reference on routing_uses (organisation_id, entity, reference)`,

  `create table interactions (
    organisation_id uuid not null,
    id uuid not null,
    revision integer not null,
    flow text not null,
    channel_id text not null,
    status text not null,
    status_reason text,
    direction text not null,
    original_routing text not null,
    current_routing text not null,
    routing_id uuid,
    queue_id uuid,
    advisor_id uuid,
    contact_id uuid,
    contact_name text,
    contact_phone text,
    contact_email text,
    contact_digits text,
    contact_folded_email text,
    voice_campaign text,
    tags text[] not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    primary key (organisation_id, id)
  ) partition by range (id)`,
  `create index interactions_queue on interactions (organisation_id, queue_id, id desc)`,
  `create index interactions_contact on interactions (organisation_id, contact_digits, id desc)
    where contact_digits is not null`,
  `create index interactions_email on interactions (organisation_id, contact_folded_email, id desc)
    where contact_folded_email is not null`,
  `create index interactions_direct on interactions (organisation_id, id desc) where current_routing = 'direct'`,
  `create table participants (
    organisation_id uuid not null,
    interaction_id uuid not null,
    user_id uuid not null,
    joined_at timestamptz not null,
    primary key (organisation_id, user_id, interaction_id)
  ) partition by range (interaction_id)`,
  `create index participants_interaction on participants (organisation_id, interaction_id)`,
  `create table messages (
    organisation_id uuid not null,
    interaction_id uuid not null,
    sequence integer not null,
    id uuid not null,
    author text not null,
    text text not null,
    choices jsonb not null,
    choice_id text,
    key uuid,
    sent_at timestamptz not null,
    primary key (organisation_id, interaction_id, sequence)
  ) partition by range (interaction_id)`,
  `create unique index messages_key on messages (organisation_id, interaction_id, key) where key is not null`,
  `create table interaction_checkpoints (
    organisation_id uuid not null,
    interaction_id uuid not null,
    checkpoint_id uuid not null,
    sequence integer not null,
    name text not null,
    reference text not null,
    alias text,
    attached_at timestamptz not null,
    routing_id uuid not null,
    routing_version integer not null,
    action_id text not null,
    action_name text not null,
    hits integer not null,
    primary key (organisation_id, interaction_id, checkpoint_id)
  ) partition by range (interaction_id)`,
  `create index interaction_checkpoints_checkpoint
    on interaction_checkpoints (organisation_id, checkpoint_id, interaction_id desc)`,
  `create table interaction_events (
    organisation_id uuid not null,
    interaction_id uuid not null,
    sequence integer not null,
    at timestamptz not null,
    kind text not null,
    routing_id uuid,
    routing_version integer,
    action_id text,
    action_type text,
    action_name text,
    branch text,
    duration_ms integer,
    reason text,
    primary key (organisation_id, interaction_id, sequence)
  ) partition by range (interaction_id)`,
  // state: everything that only the interpreter reads; what others ask for has a column of its own.
  `create table runs (
    organisation_id uuid not null,
    interaction_id uuid not null,
    step integer not null,
    due_at timestamptz,
    ended_at timestamptz,
    state jsonb not null,
    primary key (organisation_id, interaction_id)
  ) partition by range (interaction_id)`,
  `create index runs_due on runs (due_at) where due_at is not null`,
  `create table openings (
    organisation_id uuid not null,
    channel_id text not null,
    key uuid not null,
    interaction_id uuid not null,
    at timestamptz not null,
    primary key (organisation_id, channel_id, key)
  )`,
  `create index openings_at on openings (at)`,

  // A reader that follows (transaction, id) below the oldest running transaction misses no row that commits late.
  `create table changes (
    organisation_id uuid not null,
    transaction_id xid8 not null default pg_current_xact_id(),
    id bigint generated always as identity,
    at timestamptz not null default clock_timestamp(),
    kind text not null,
    interaction_id uuid,
    entity_id uuid,
    primary key (organisation_id, transaction_id, id)
  )`,
  `create index changes_position on changes (transaction_id, id)`,
];

export const foundation = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
