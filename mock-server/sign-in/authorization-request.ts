import type { Context } from 'hono';
import type { Services } from '../services.ts';
import { clientIds, endPages, isAllowedRedirect, type ClientId } from './redirect-addresses.ts';

/** What a client asks for, when all of it is right. Clients are public, so that PKCE stands for a secret. */
export interface AuthorizationRequest {
  clientId: ClientId;
  redirectUri: string;
  challenge: string;
  /** Given back as it came: by it, the client knows its own question. */
  state: string;
  /** The language that the client has; '' when it did not say. */
  language: string;
}

export type ReadRequest =
  | { is: 'right'; request: AuthorizationRequest }
  /** The client or its address is not known: nobody is told but the person. */
  | { is: 'strange' }
  | { is: 'wrong'; redirectUri: string; answer: Record<string, string> };

/** Reads the question of an authorization request (RFC 6749, 4.1.1, with RFC 7636). */
export function readAuthorizationRequest(context: Context, services: Services): ReadRequest {
  const asked = new URL(context.req.url).searchParams;
  const redirectUri = only(asked, 'redirect_uri');
  const clientId = clientIds.find((id) => id === only(asked, 'client_id'));
  const isKnown =
    clientId !== undefined &&
    redirectUri !== undefined &&
    isAllowedRedirect(clientId, redirectUri, services, hostOf(context));
  if (!isKnown) return { is: 'strange' };
  const state = only(asked, 'state');
  const wrong = findFault(asked);
  if (wrong)
    return {
      is: 'wrong',
      redirectUri,
      answer: { ...wrong, ...(state === undefined ? {} : { state }) },
    };
  return {
    is: 'right',
    request: {
      clientId,
      redirectUri,
      challenge: only(asked, 'code_challenge') ?? '',
      state: state ?? '',
      language: only(asked, 'ui_locales') ?? '',
    },
  };
}

/** The same question, for the pages on the way to its answer. */
export function queryOf(request: AuthorizationRequest): URLSearchParams {
  const { clientId, redirectUri, challenge, state, language } = request;
  return new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state,
    ...(language === '' ? {} : { ui_locales: language }),
  });
}

/**
 * Where an answer goes. The page on the host that the browser already talks to is named without one, so that no
 * request can have the answer sent there by another protocol.
 */
export function answerAddress(
  context: Context,
  redirectUri: string,
  answer: Record<string, string>,
): string {
  const { host, pathname } = new URL(redirectUri);
  const page = Object.values(endPages).find(({ path }) => pathname.endsWith(path));
  const here = host === hostOf(context) ? page?.from : undefined;
  return `${here ?? redirectUri}?${new URLSearchParams(answer)}`;
}

function findFault(asked: URLSearchParams): Record<string, string> | undefined {
  const invalid = (error_description: string) => ({
    error: 'invalid_request',
    error_description,
  });
  const twice = [...new Set(asked.keys())].find((name) => asked.getAll(name).length > 1);
  if (twice !== undefined) return invalid('A parameter is there more than once.');
  const type = asked.get('response_type');
  if (type === null) return invalid('response_type is missing.');
  if (type !== 'code')
    return {
      error: 'unsupported_response_type',
      error_description: 'response_type must be code.',
    };
  const challenge = asked.get('code_challenge');
  if (challenge === null) return invalid('code_challenge is missing: PKCE is needed.');
  if (asked.get('code_challenge_method') !== 'S256')
    return invalid('code_challenge_method must be S256.');
  if (!/^[\w-]{43}$/.test(challenge))
    return invalid('code_challenge must be 43 characters of base64url.');
  if (!/^[\x20-\x7e]{1,500}$/.test(asked.get('state') ?? ''))
    return invalid('state must be 1 to 500 ASCII characters.');
  return undefined;
}

/** A parameter that is there once. */
function only(asked: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = asked.getAll(name);
  return others.length === 0 ? value : undefined;
}

function hostOf(context: Context): string {
  return (context.req.header('host') ?? new URL(context.req.url).host).toLowerCase();
}
