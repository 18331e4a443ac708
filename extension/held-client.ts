import { createWaypost } from '../api-client/client.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { openPlace } from './cache-place.ts';
import { ask } from './messages.ts';
import {
  followAll,
  serverSetting,
  sessionSetting,
  type Followed,
  type SignedIn,
} from './settings.ts';

/**
 * The client of whoever is signed in, and null while nobody is: one for each page and one in the background, which
 * share their socket and their cache.
 */
export const heldClient: Followed<Held> = { follow: (...told) => followHeld(true, ...told) };

/**
 * The same for a page in a frame of a stranger's page, where some browsers keep another storage and some none: it
 * keeps nothing.
 */
export const framedClient: Followed<Held> = { follow: (...told) => followHeld(false, ...told) };

export interface Held {
  /** Waypost's server; null until one is chosen. */
  server: string | null;
  client: Waypost | null;
}

const listeners = new Set<(held: Held) => void>();
let isStarted = false;
let held: Held | undefined;
/** Whose client is held, or will be. */
let holding: string | undefined;

/** A page holds one client: the first to follow decides whether it keeps what it loads. */
function followHeld(cache: boolean, listener: (held: Held) => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  if (!isStarted) start(cache);
  else if (held) listener(held);
}

/** Lives as long as the page or the background's worker. */
function start(cache: boolean): void {
  isStarted = true;
  followAll(
    { server: serverSetting, session: sessionSetting },
    ({ server, session }) =>
      void hold(server, session?.server === server ? session : null, cache),
    new AbortController().signal,
  );
}

async function hold(
  server: string | null,
  session: SignedIn | null,
  cache: boolean,
): Promise<void> {
  const who = `${server} ${session?.accessToken}`;
  if (who === holding) return;
  holding = who;
  held?.client?.close();
  if (session && cache) await openPlace().catch(() => {}); // then the page's own place
  if (who !== holding) return; // somebody else has signed in meanwhile
  held = { server, client: session && createClient(session.server, cache) };
  for (const listener of listeners) listener(held);
}

function createClient(url: string, cache: boolean): Waypost {
  let given = '';
  return createWaypost({
    url,
    cache,
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
