import { hashText } from '../access/hash-text.ts';
import type { Services } from '../services.ts';
import { newLinkToken } from '../storage/link-token.ts';
import { addCode } from '../storage/sign-in-codes.ts';
import type { SignInUser } from '../storage/users.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** A code that the extension exchanges for a session of this user. Only its hash stays here. */
export async function giveCode(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  { organisationId, id: userId }: Pick<SignInUser, 'organisationId' | 'id'>,
  { clientId, redirectUri, challenge }: AuthorizationRequest,
): Promise<string> {
  const code = newLinkToken();
  const given = { organisationId, userId, clientId, redirectUri, challenge };
  await addCode(db, await hashText(code), given, clock.now());
  return code;
}
