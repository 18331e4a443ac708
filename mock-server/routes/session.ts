import type { SessionRequest } from '../../api-client/contract/session.ts';
import { invalidField, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { checkPassword } from '../sign-in/check-password.ts';
import { closeSession, openSession } from '../sign-in/open-session.ts';
import { chooseProfile, findEmbedKey, findSignInUser, readMe } from '../storage/users.ts';
import { limitCalls } from './limits.ts';
import { route } from './route.ts';

export const sessionRoutes = [
  route('createSession', async ({ body, services, address }) => {
    await limitCalls('signIn', address);
    return openSession(services, await signIn(services, body, address));
  }),

  route('endSession', async ({ viewer, services }) => {
    await closeSession(services, viewer);
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

async function signIn(services: Services, request: SessionRequest, address: string) {
  if (!('embedToken' in request)) return checkPassword(services, request, address);
  const { db, tokens } = services;
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
