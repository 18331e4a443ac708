import type { Session } from '../../api-client/contract/session.ts';
import { ACCESS_TOKEN_SECONDS } from '../access/tokens.ts';
import type { Services } from '../services.ts';
import { addSession, endSession } from '../storage/sessions.ts';
import { readMe, type SignInUser } from '../storage/users.ts';

/** Begins a session of a user who has shown who they are. `began` is told its id in the same transaction, if any. */
export async function openSession(
  { db, clock, newId, tokens }: Pick<Services, 'db' | 'clock' | 'newId' | 'tokens'>,
  { organisationId, id: userId }: Pick<SignInUser, 'organisationId' | 'id'>,
  began: (sessionId: string) => Promise<void> = () => Promise.resolve(),
): Promise<Session> {
  const sessionId = newId(clock.now());
  const expiresAt = new Date(
    Math.floor(clock.now().getTime() / 1000 + ACCESS_TOKEN_SECONDS) * 1000,
  );
  await addSession(db, { organisationId, id: sessionId, userId, expiresAt });
  await began(sessionId);
  return {
    accessToken: await tokens.access({ organisationId, userId, sessionId }, expiresAt),
    expiresAt: expiresAt.toISOString(),
    user: await readMe(db, organisationId, userId),
  };
}

/** Ends a session; whoever holds it is signed out, and rings at nobody any more. */
export async function closeSession(
  { db, clock, presence, feed }: Pick<Services, 'db' | 'clock' | 'presence' | 'feed'>,
  session: { organisationId: string; userId: string; sessionId: string },
): Promise<void> {
  await endSession(db, session, clock.now());
  await presence.signedOut(session);
  feed.nudge();
}
