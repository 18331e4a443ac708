import type { Generated } from 'kysely';

/** By what of the provider's a user of the organisation is known. */
export type UserClaim = 'email' | 'preferred_username' | 'sub';

export interface IdentityProvidersTable {
  organisation_id: string;
  /** What the button says. */
  name: string;
  issuer: string;
  client_id: string;
  /** The name of the organisation's secret that holds it. */
  client_secret: string;
  user_claim: Generated<UserClaim>;
}

export interface SignInCodesTable {
  organisation_id: string;
  code_hash: string;
  user_id: string;
  client_id: string;
  redirect_uri: string;
  challenge: string;
  expires_at: Date;
  used_at: Date | null;
  /** The session that it was exchanged for. */
  session_id: string | null;
}

/** What sign-in by a page of the server stands on. */
export interface SignInTables {
  identity_providers: IdentityProvidersTable;
  sign_in_codes: SignInCodesTable;
}
