import { sql, type Kysely } from 'kysely';

/*
 * Sign-in by a page of the server: the provider of each organisation that has one, and the codes that a page gives
 * and that are exchanged for a session. A code is kept as its hash alone.
 */
const statements = [
  `create table identity_providers (
    organisation_id uuid primary key references organisations,
    name text not null,
    issuer text not null,
    client_id text not null,
    client_secret text not null,
    user_claim text not null default 'email' check (user_claim in ('email', 'preferred_username', 'sub'))
  )`,
  `create table sign_in_codes (
    organisation_id uuid not null,
    code_hash text not null unique,
    user_id uuid not null,
    client_id text not null,
    redirect_uri text not null,
    challenge text not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    session_id uuid,
    primary key (organisation_id, code_hash),
    foreign key (organisation_id, user_id) references users
  )`,
  `create index sign_in_codes_expiry on sign_in_codes (expires_at)`,
  `create index users_email on users (organisation_id, lower(email))`,
];

export const signIn0008 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
