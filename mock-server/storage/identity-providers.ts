import { sql } from 'kysely';
import type { Db } from './database.ts';
import { readSecret } from './secrets.ts';
import type { UserClaim } from './sign-in-tables.ts';
import type { SignInUser } from './users.ts';

/** An organisation's own OpenID Connect provider, and this server as it knows it. */
export interface IdentityProvider {
  organisationId: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  userClaim: UserClaim;
}

/** What the sign-in page offers, by name. */
export async function listIdentityProviders(
  db: Db,
): Promise<{ organisationId: string; name: string }[]> {
  return db
    .selectFrom('identity_providers')
    .select(['organisation_id as organisationId', 'name'])
    .orderBy('name')
    .orderBy('organisation_id')
    .execute();
}

/** The provider of an organisation. A secret that was taken away counts as an empty one: the provider refuses it. */
export async function readIdentityProvider(
  db: Db,
  organisationId: string,
): Promise<IdentityProvider | undefined> {
  const row = await db
    .selectFrom('identity_providers')
    .selectAll()
    .where(sql`organisation_id::text`, '=', organisationId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    organisationId,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecret: (await readSecret(db, organisationId, row.client_secret)) ?? '',
    userClaim: row.user_claim,
  };
}

/**
 * The active user of the organisation whom the provider means: by e-mail address, whatever its case, or by username.
 * Two users with one address are nobody.
 */
export async function findProvidedUser(
  db: Db,
  { organisationId, userClaim }: Pick<IdentityProvider, 'organisationId' | 'userClaim'>,
  value: string,
): Promise<SignInUser | undefined> {
  const byClaim =
    userClaim === 'email'
      ? sql<boolean>`lower(email) = lower(${value})`
      : sql<boolean>`username = ${value}`;
  const found = await db
    .selectFrom('users')
    .select(['organisation_id as organisationId', 'id', 'password_hash as passwordHash'])
    .where('organisation_id', '=', organisationId)
    .where('active', '=', true)
    .where(byClaim)
    .limit(2)
    .execute();
  return found.length === 1 ? found[0] : undefined;
}
