import { API_VERSION, SERVICE } from '../api-client/contract/api-version.ts';
import { oneOf, open, whole } from './shape.ts';

/** Why a server is of no use to this extension: the name of the sentence that says so. */
export const serverFault = oneOf(
  'serverUnreachable',
  'serverUntrusted',
  'serverStrange',
  'serverOlder',
  'serverNewer',
);
export type ServerFault = ReturnType<typeof serverFault>;

/** Milliseconds for an answer. */
const PATIENCE = 10_000;

const greeting = open({ service: oneOf(SERVICE), apiVersion: whole });

/** All that a Waypost said before it told its version. */
const FORMER_GREETING = JSON.stringify({ status: 'live' });

/** Asks who answers there. Null when it is a Waypost that this extension understands. */
export async function greetServer(server: string): Promise<ServerFault | null> {
  const response = await fetch(`${server}/health/live`, {
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => null);
  if (!response) return unanswered(server);
  if (response.status >= 500 || response.status === 429) return 'serverUnreachable';
  const text = await response.text().catch(() => null);
  return text === null ? unanswered(server) : judge(response.ok, text);
}

/** A browser tells nobody whether there was no answer, or one under a certificate that it does not trust. */
function unanswered(server: string): ServerFault {
  return server.startsWith('https:') ? 'serverUntrusted' : 'serverUnreachable';
}

function judge(isGood: boolean, text: string): ServerFault | null {
  if (!isGood) return 'serverStrange'; // also a redirect: a Waypost makes none here
  try {
    const said: unknown = JSON.parse(text);
    if (JSON.stringify(said) === FORMER_GREETING) return 'serverOlder';
    const { apiVersion } = greeting(said);
    if (apiVersion === API_VERSION) return null;
    return apiVersion < API_VERSION ? 'serverOlder' : 'serverNewer';
  } catch {
    return 'serverStrange';
  }
}
