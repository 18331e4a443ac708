import { WaypostError } from '../../api-client/errors.ts';
import { defineFeature } from '../define-feature.ts';
import { answer, type Asked } from '../messages.ts';
import { sessionSetting } from '../settings.ts';
import { signOut } from '../sign-out.ts';

/** Signs out for all pages of the extension, and gives them the token for the server that it belongs to. */
export const session = defineFeature({
  id: 'session',
  runsIn: 'background',

  init(signal) {
    answer('sign-out', signOut, signal);
    answer('token', giveToken, signal);
  },
});

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
