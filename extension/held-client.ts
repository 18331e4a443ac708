import { createWaypost } from '../api-client/client.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { ask } from './messages.ts';
import { followAll, serverSetting, sessionSetting, type Followed } from './settings.ts';

/**
 * The client of whoever is signed in, and null while nobody is: one for each page and one in the background, which
 * share their socket and their cache.
 */
export const heldClient: Followed<Held> = {
  follow(listener, signal) {
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener));
    if (!isStarted) start();
    else if (held) listener(held);
  },
};

export interface Held {
  /** Waypost's server; null until one is chosen. */
  server: string | null;
  client: Waypost | null;
}

const listeners = new Set<(held: Held) => void>();
let isStarted = false;
let held: Held | undefined;
let token: string | undefined;

/** Lives as long as the page or the background's worker. */
function start(): void {
  isStarted = true;
  followAll(
    { server: serverSetting, session: sessionSetting },
    ({ server, session }) => {
      const present = session?.server === server ? session : null;
      const isSame = held !== undefined && held.server === server;
      if (isSame && present?.accessToken === token) return;
      held?.client?.close();
      token = present?.accessToken;
      held = { server, client: present && createClient(present.server) };
      for (const listener of listeners) listener(held);
    },
    new AbortController().signal,
  );
}

function createClient(url: string): Waypost {
  let given = '';
  return createWaypost({
    url,
    async getToken({ expired }) {
      given =
        (!expired && (await presentToken(url))) || (await askFor(url, expired ? given : ''));
      return given;
    },
  });
}

/** Without waking the background: a page that opens shows at once what this browser has kept. */
async function presentToken(server: string): Promise<string> {
  const session = await sessionSetting.read();
  const isGood = session?.server === server && Date.parse(session.expiresAt) > Date.now();
  return isGood ? session.accessToken : '';
}

const askFor = (server: string, refused: string) => ask('token', { server, refused });
