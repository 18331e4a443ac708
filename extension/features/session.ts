import { callEndpoint } from '../../api-client/request.ts';
import { WaypostError } from '../../api-client/errors.ts';
import { defineFeature } from '../define-feature.ts';
import { answer, type Asked } from '../messages.ts';
import { contactSetting, serverSetting, sessionSetting } from '../settings.ts';
import { wipeCache } from '../wipe-cache.ts';

/** Signs in and out for all pages of the extension, and gives them the token for the server that it belongs to. */
export const session = defineFeature({
  id: 'session',
  runsIn: 'background',

  init(signal) {
    answer('sign-in', signIn, signal);
    answer('sign-out', signOut, signal);
    answer('token', giveToken, signal);
  },
});

async function signIn(body: Asked<'sign-in'>): Promise<null> {
  const server = await serverSetting.read();
  if (server === null) throw new WaypostError('invalid-input', 'No server is chosen yet.');
  const { accessToken, expiresAt, user } = await callEndpoint(server, 'createSession', {
    body,
  });
  if ((await sessionSetting.read()) !== null) await signOut();
  await sessionSetting.write({ server, accessToken, expiresAt, name: user.name });
  return null;
}

/** Here everything is gone at once, whether or not the server can be told. */
async function signOut(): Promise<boolean> {
  const ended = await sessionSetting.read();
  await Promise.all([sessionSetting.clear(), contactSetting.clear()]);
  const [isTold] = await Promise.all([ended === null || tell(ended), wipeCache()]);
  return isTold;
}

async function tell({ server, accessToken }: { server: string; accessToken: string }) {
  try {
    await callEndpoint(server, 'endSession', {}, accessToken);
    return true;
  } catch (error) {
    return error instanceof WaypostError && error.kind === 'signed-out';
  }
}

async function giveToken({ server, refused }: Asked<'token'>): Promise<string> {
  const present = await sessionSetting.read();
  if (present?.server !== server) throw signedOut();
  const isOver = present.accessToken === refused || Date.parse(present.expiresAt) <= Date.now();
  if (!isOver) return present.accessToken;
  await sessionSetting.clear();
  throw signedOut();
}

function signedOut(): WaypostError {
  return new WaypostError('signed-out', 'Nobody is signed in: sign in on the options page.');
}
