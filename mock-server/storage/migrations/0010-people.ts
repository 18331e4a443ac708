import { sql, type Kysely } from 'kysely';

/*
 * Users, teams, roles and profiles are changed by the API: each knows its revision, and who changed it last. Whoever
 * could change all the rest of the configuration, secrets included, may change them as well; nobody else gets a right
 * that an administrator has not given.
 */
const statements = [
  ...['users', 'teams', 'roles', 'profiles'].map(
    (table) =>
      `alter table ${table}
        add column revision integer not null default 1,
        add column created_at timestamptz not null default now(),
        add column updated_at timestamptz not null default now(),
        add column updated_by text`,
  ),
  `update roles set rights = rights || '{"users": ["read", "create", "modify", "delete"]}'
    where rights @> '{"routings": ["read", "create", "modify", "delete"],
      "entities": ["read", "create", "modify", "delete"], "secrets": ["modify", "delete"]}'`,
  `create index users_role on users (organisation_id, role_id)`,
  `create index user_profiles_profile on user_profiles (organisation_id, profile_id)`,
];

export const people0010 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
