import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
  type CustomFetch,
} from 'openid-client';
import type { GuardedHttp } from '../effects/guarded-http.ts';
import { NoAnswer } from '../effects/no-answer.ts';
import type { IdentityProvider } from '../storage/identity-providers.ts';
import type { UserClaim } from '../storage/sign-in-tables.ts';
import { ProviderFailure, type RelyingParty } from './provider-failure.ts';

/** How long what a provider says of itself is believed, in milliseconds. */
const BELIEVED_MS = 600_000;

/** The relying party of OpenID Connect, with calls that lead into the server's own network only where that is allowed. */
export function createRelyingParty(send: GuardedHttp): RelyingParty {
  const known = new Map<string, { config: Configuration; until: number }>();

  async function discover(provider: IdentityProvider): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = provider;
    const key = JSON.stringify([issuer, clientId, clientSecret]);
    const found = known.get(key);
    if (found && found.until > performance.now()) return found.config;
    const execute = [enableNonRepudiationChecks];
    if (isOwnMachine(issuer)) execute.push(allowInsecureRequests);
    const config = await discovery(
      new URL(issuer),
      clientId,
      undefined,
      authenticate(clientSecret),
      { execute, timeout: TIMEOUT_SECONDS, [customFetch]: fetchBy(send) },
    );
    known.set(key, { config, until: performance.now() + BELIEVED_MS });
    return config;
  }

  return {
    begin: (provider, callback) =>
      failingAsOurs(async () => {
        const config = await discover(provider);
        const trip = {
          state: randomState(),
          nonce: randomNonce(),
          verifier: randomPKCECodeVerifier(),
        };
        const address = buildAuthorizationUrl(config, {
          redirect_uri: callback,
          scope: scopes[provider.userClaim],
          state: trip.state,
          nonce: trip.nonce,
          code_challenge: await calculatePKCECodeChallenge(trip.verifier),
          code_challenge_method: 'S256',
        });
        return { address: address.href, trip };
      }),

    finish: (provider, answer, { state, nonce, verifier }) =>
      failingAsOurs(async () => {
        const config = await discover(provider);
        const tokens = await authorizationCodeGrant(config, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims: Claims = tokens.claims()!; // an ID token was expected
        const told = claimOf(claims, provider.userClaim);
        if (told !== undefined || !config.serverMetadata().userinfo_endpoint) return told;
        // Many providers say no more than the subject in the token itself.
        const more = await fetchUserInfo(config, tokens.access_token, String(claims.sub));
        return claimOf(more, provider.userClaim);
      }),
  };
}

const TIMEOUT_SECONDS = 10;

const scopes: Record<UserClaim, string> = {
  email: 'openid email',
  preferred_username: 'openid profile',
  sub: 'openid',
};

interface Claims {
  sub?: unknown;
  email?: unknown;
  email_verified?: unknown;
  preferred_username?: unknown;
}

/** An address that the provider has not verified is one that anybody may have written there. */
function claimOf(claims: Claims, wanted: UserClaim): string | undefined {
  if (wanted === 'email' && claims.email_verified !== true) return undefined;
  const value = claims[wanted];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** By the header that OpenID Connect takes for granted, unless the provider takes only fields. */
function authenticate(secret: string): ClientAuth {
  return (server, ...call) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const byHeader = ways.includes('client_secret_basic');
    return (byHeader ? ClientSecretBasic : ClientSecretPost)(secret)(server, ...call);
  };
}

/** Over http, secrets and answers may travel on this machine alone. */
function isOwnMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function fetchBy(send: GuardedHttp): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const answer = await send({
      method,
      address: new URL(address),
      headers: { ...type, ...headers },
      body: body === undefined || body === null ? null : String(body),
      timeoutSeconds: TIMEOUT_SECONDS,
      redirects: 0,
      signal,
    });
    return new Response(answer.body.length > 0 ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: answer.contentType === null ? {} : { 'content-type': answer.contentType },
    });
  };
}

async function failingAsOurs<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const causes = causesOf(error);
    const reason = causes.map(({ message }) => message).join(': ');
    const isSilent = causes.some((cause) => cause instanceof NoAnswer);
    if (error instanceof AuthorizationResponseError)
      throw new ProviderFailure('refused', reason);
    throw new ProviderFailure(isSilent ? 'unreachable' : 'wrong', reason);
  }
}

/** The error and what caused it; whatever is no error may hold what the provider told of a person. */
function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
