import { SignJWT } from 'jose';
import { LONGEST_EMBED_TOKEN } from '../access/tokens.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { findEmbedKey, findSignInUser } from '../storage/users.ts';
import { CRM_KEY } from './page-data.ts';

/**
 * What the server of a host page does: it knows who is signed in there, and signs that with the key that it has
 * of Waypost. A real one keeps the key's secret in its own configuration.
 */
export async function mintEmbedToken(
  { db, clock }: Services,
  username: string,
): Promise<string> {
  const key = await findEmbedKey(db, CRM_KEY);
  if (!key) throw new Refusal('not-ready', 'The demo’s CRM has no key: start with demo data.');
  if (!(await findSignInUser(db, username, key.organisationId))) throw notFound('user');
  const now = Math.floor(clock.now().getTime() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', kid: CRM_KEY })
    .setAudience('waypost-embed')
    .setSubject(username)
    .setIssuedAt(now)
    .setExpirationTime(now + LONGEST_EMBED_TOKEN / 2)
    .sign(new TextEncoder().encode(key.secret));
}
