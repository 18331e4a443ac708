import { challengeOf, randomText } from '../../api-client/pkce.ts';
import { makerPath, serverUrl } from './own-address.ts';

/** What is kept of a session, in this tab alone. */
interface KeptSession {
  accessToken: string;
  expiresAt: string;
}

/** A sign-in that is under way: what only this tab knows of it, and where it is to go on. */
interface Question {
  state: string;
  verifier: string;
  from: string;
}

const SESSION = 'waypost session';
const QUESTION = 'waypost sign-in';

const PAGE = `${serverUrl}/maker`;

/** The token of whoever is signed in; undefined when nobody is, or not any more. */
export function keptToken(): string | undefined {
  const session = read<KeptSession>(SESSION);
  return session && Date.parse(session.expiresAt) > Date.now()
    ? session.accessToken
    : undefined;
}

export function forgetToken(): void {
  sessionStorage.removeItem(SESSION);
}

/** Goes to the server's sign-in, which comes back to this page. */
export async function goToSignIn(): Promise<void> {
  const from = location.pathname + location.hash;
  const question: Question = { state: randomText(), verifier: randomText(), from };
  sessionStorage.setItem(QUESTION, JSON.stringify(question));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'maker',
    redirect_uri: PAGE,
    code_challenge: await challengeOf(question.verifier),
    code_challenge_method: 'S256',
    state: question.state,
    ui_locales: document.documentElement.lang,
  });
  location.assign(`${serverUrl}/auth/authorize?${query}`);
}

/**
 * Takes what the sign-in answered out of the address. `none`: the address has no answer to a question of this tab;
 * `refused`: there is no session to be had by it.
 */
export async function comeFromSignIn(): Promise<'none' | 'done' | 'refused' | 'unreachable'> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) return 'none';
  const question = read<Question>(QUESTION);
  sessionStorage.removeItem(QUESTION);
  const isOurs = question !== undefined && answer.get('state') === question.state;
  history.replaceState(null, '', isOurs ? question.from : makerPath);
  if (!isOurs) return 'none';
  const code = answer.get('code');
  return code === null ? 'refused' : exchange(code, question);
}

async function exchange(
  code: string,
  { verifier }: Question,
): Promise<'done' | 'refused' | 'unreachable'> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'maker',
    code,
    code_verifier: verifier,
    redirect_uri: PAGE,
  });
  try {
    const response = await fetch(`${serverUrl}/auth/token`, {
      method: 'POST',
      body,
      cache: 'no-store',
    });
    if (response.status >= 500 || response.status === 429) return 'unreachable';
    if (!response.ok) return 'refused';
    const { accessToken, expiresAt } = (await response.json()) as KeptSession; // by the contract
    sessionStorage.setItem(SESSION, JSON.stringify({ accessToken, expiresAt }));
    return 'done';
  } catch {
    return 'unreachable';
  }
}

function read<Kept>(key: string): Kept | undefined {
  const kept = sessionStorage.getItem(key);
  return kept === null ? undefined : (JSON.parse(kept) as Kept); // as this file wrote it
}
