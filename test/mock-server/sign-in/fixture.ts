import { createHash, randomBytes } from 'node:crypto';
import { createWayOut } from '../../../mock-server/effects/create-way-out.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { formOf, hiddenField, SmallBrowser } from '../../helpers/small-browser.ts';

export const CHROME_ID = 'abcdefghijklmnopabcdefghijklmnop';
export const FIREFOX_ID = '0123456789abcdef0123456789abcdef01234567';

/** What an extension keeps while its user signs in. */
export interface Asking {
  verifier: string;
  state: string;
  redirectUri: string;
  address: string;
}

export interface SignInServer {
  server: DemoServer;
  /** Moves the server's clock on. */
  pass(seconds: number): void;
  /** What the server's log was told. */
  logged: unknown[];
}

/** A server whose clock a test moves, and that may call the loopback address. */
export async function startSignIn(): Promise<SignInServer> {
  const logged: unknown[] = [];
  const note = (...line: unknown[]) => void logged.push(line);
  let ahead = 0;
  const { relyingParty } = createWayOut({
    smtp: null,
    smsGateway: null,
    allowedHosts: ['127.0.0.1'],
  });
  const server = await DemoServer.start({
    interactions: 5,
    clock: { now: () => new Date(Date.now() + ahead * 1000) },
    log: { info: note, warn: note, error: note },
    extensions: [CHROME_ID, FIREFOX_ID],
    relyingParty,
  });
  server.services.publicUrl = server.url;
  return { server, logged, pass: (seconds) => (ahead += seconds) };
}

/** The question of an extension; `changes` says what is different about it, null what is missing. */
export function ask(server: DemoServer, changes: Record<string, string | null> = {}): Asking {
  const verifier = randomBytes(32).toString('base64url');
  const fields: Record<string, string | null> = {
    response_type: 'code',
    client_id: 'extension',
    redirect_uri: `${server.url}/auth/done`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'a state with & and %26',
    ...changes,
  };
  return {
    verifier,
    state: fields['state'] ?? '',
    redirectUri: fields['redirect_uri'] ?? '',
    address: `${server.url}/auth/authorize?${new URLSearchParams(present(fields))}`,
  };
}

/** Fills in the page, and gives the answer to the form. */
export async function enter(
  asking: Asking,
  username = 'agent',
  password = 'waypost',
  browser = new SmallBrowser(),
): Promise<Response> {
  const page = await (await browser.call(asking.address)).text();
  const form = hiddenField(page, 'form');
  return browser.call(asking.address, formOf({ form, username, password }));
}

/** The address that an answer leads to. */
export function leadsTo(asking: Asking, response: Response): URL {
  return new URL(response.headers.get('location') ?? 'nowhere:', asking.address);
}

export async function codeFor(asking: Asking, username = 'agent'): Promise<string> {
  const code = leadsTo(asking, await enter(asking, username)).searchParams.get('code');
  if (code) return code;
  throw new Error(`There is no code for ${username}.`);
}

/** Exchanges a code; `changes` as above. */
export async function exchange(
  server: DemoServer,
  { verifier, redirectUri }: Asking,
  code: string,
  changes: Record<string, string | null> = {},
) {
  const fields: Record<string, string | null> = {
    grant_type: 'authorization_code',
    client_id: 'extension',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    ...changes,
  };
  const response = await fetch(`${server.url}/auth/token`, formOf(present(fields)));
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as TokenBody };
}

/** What the fields are is what a test looks at: it fails where they are not. */
interface TokenBody {
  accessToken: string;
  expiresAt: string;
  user: object;
  error?: string;
  error_description?: string;
}

function present(fields: Record<string, string | null>): Record<string, string> {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return Object.fromEntries(given);
}
