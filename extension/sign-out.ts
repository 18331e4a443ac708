import { WaypostError } from '../api-client/errors.ts';
import { callEndpoint } from '../api-client/request.ts';
import { sessionSetting, signingInSetting, signInFailureSetting } from './settings.ts';
import { wipePlace } from './cache-place.ts';
import { forgetChosenContacts } from './windows.ts';

/** Here everything is gone at once, whether or not the server can be told; answers whether it could. */
export async function signOut(): Promise<boolean> {
  const ended = await sessionSetting.read();
  await Promise.all([
    sessionSetting.clear(),
    forgetChosenContacts(),
    signingInSetting.clear(),
    signInFailureSetting.clear(),
  ]);
  const [isTold] = await Promise.all([ended === null || tell(ended), wipePlace()]);
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
