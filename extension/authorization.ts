import { challengeOf, randomText } from '../api-client/pkce.ts';
import type { SignedIn, SignInFailure } from './settings.ts';
import { open, ShapeError, text } from './shape.ts';

/** A sign-in's secrets: what only whoever began it knows. */
export interface Question {
  server: string;
  /** By it, the answer is known to be that to this question. */
  state: string;
  /** It alone makes a session of the answer's code (PKCE, RFC 7636). */
  verifier: string;
}

/** How the server's page answered. */
export interface Answer {
  state: string;
  /** Null when there is none: the person, or the server, said no. */
  code: string | null;
}

const CLIENT_ID = 'extension';
/** Milliseconds for a call. */
const PATIENCE = 20_000;

export function newQuestion(server: string): Question {
  return { server, state: randomText(), verifier: randomText() };
}

/** The page on which the person signs in. */
export async function addressOf(question: Question, language: string): Promise<string> {
  const { server, state, verifier } = question;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: donePage(server),
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    state,
    ui_locales: language,
  });
  return `${server}/auth/authorize?${query}`;
}

/** The answer in the address of a page, when it is the one at which a sign-in at this server ends. */
export function readAnswer(server: string, address: string): Answer | null {
  const url = URL.parse(address);
  if (!url || url.origin + url.pathname !== donePage(server)) return null;
  return { state: url.searchParams.get('state') ?? '', code: url.searchParams.get('code') };
}

/** Makes a session of a code, or tells why there is none. */
export async function exchangeCode(
  { server, verifier }: Question,
  code: string,
): Promise<SignedIn | SignInFailure> {
  const response = await call(`${server}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      code,
      code_verifier: verifier,
      redirect_uri: donePage(server),
    }),
  });
  if (!response || response.status >= 500 || response.status === 429)
    return 'serverUnreachable';
  if (response.status === 403) return 'signInForbidden';
  if (!response.ok) return 'signInFailed';
  try {
    const { accessToken, expiresAt, user } = session(await response.json());
    return { server, accessToken, expiresAt, name: user.name };
  } catch (error) {
    if (error instanceof ShapeError || error instanceof SyntaxError) return 'signInFailed';
    return 'serverUnreachable'; // broken off in the middle
  }
}

const session = open({
  accessToken: text(10_000),
  expiresAt: text(40),
  user: open({ name: text(1000) }),
});

/** Undefined when there is no answer. */
function call(address: string, init: RequestInit = {}): Promise<Response | undefined> {
  return fetch(address, {
    ...init,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
}

function donePage(server: string): string {
  return `${server}/auth/done`;
}
