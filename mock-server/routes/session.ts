import type { SessionRequest } from '../../api-client/contract/session.ts';
import { passwordMatches } from '../access/passwords.ts';
import { ACCESS_TOKEN_SECONDS } from '../access/tokens.ts';
import { invalidField, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { addSession, endSession } from '../storage/sessions.ts';
import { chooseProfile, findEmbedKey, findSignInUser, readMe } from '../storage/users.ts';
import { countWrongPassword, limitCalls, limitGuesses } from './limits.ts';
import { route } from './route.ts';

export const sessionRoutes = [
  route('createSession', async ({ body, services, address }) => {
    await limitCalls('signIn', address);
    const { organisationId, id: userId } = await signIn(services, body, address);
    const { db, clock, newId, tokens } = services;
    const sessionId = newId(clock.now());
    const expiresAt = new Date(
      Math.floor(clock.now().getTime() / 1000 + ACCESS_TOKEN_SECONDS) * 1000,
    );
    await addSession(db, { organisationId, id: sessionId, userId, expiresAt });
    return {
      accessToken: await tokens.access({ organisationId, userId, sessionId }, expiresAt),
      expiresAt: expiresAt.toISOString(),
      user: await readMe(db, organisationId, userId),
    };
  }),

  route('endSession', async ({ viewer, services: { db, clock, feed, presence } }) => {
    await endSession(db, viewer, clock.now());
    await presence.signedOut(viewer);
    feed.nudge();
    return undefined;
  }),

  route('readMe', async ({ viewer, services: { db } }) =>
    readMe(db, viewer.organisationId, viewer.userId),
  ),

  route('chooseProfile', async ({ body, viewer, services: { db, feed } }) => {
    const { organisationId, userId } = viewer;
    if (!(await chooseProfile(db, organisationId, userId, body.profileId))) {
      throw invalidField('profileId', 'This is none of your profiles.');
    }
    feed.nudge();
    return readMe(db, organisationId, userId);
  }),
];

async function signIn({ db, tokens }: Services, request: SessionRequest, address: string) {
  if ('embedToken' in request) {
    let organisationId: string | undefined;
    const { username } = await tokens.readEmbed(request.embedToken, async (keyId) => {
      const key = await findEmbedKey(db, keyId);
      organisationId = key?.organisationId;
      return key?.secret;
    });
    const user = await findSignInUser(db, username, organisationId);
    if (!user) throw new Refusal('signed-out', 'The embed token names no active user.');
    return user;
  }
  await limitGuesses(request.username, address);
  const user = await findSignInUser(db, request.username);
  const matches = await passwordMatches(request.password, user?.passwordHash ?? NOBODY);
  if (!user || !matches) {
    await countWrongPassword(request.username, address);
    throw new Refusal('signed-out', 'The name or the password is not right.');
  }
  return user;
}

/** Compared with when there is no such user, so that the answer takes as long. */
const NOBODY = '00.00';
