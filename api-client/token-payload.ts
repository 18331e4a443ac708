/** What a token says about itself. It is not checked here: only the server can, and does. */
export interface TokenPayload {
  aud?: unknown;
  [claim: string]: unknown;
}

/** The payload of a JWT; undefined for any other token. */
export function readTokenPayload(token: string): TokenPayload | undefined {
  return readPart(token, 1);
}

function readPart(token: string, place: number): TokenPayload | undefined {
  try {
    const part = token.split('.')[place]!.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof payload === 'object' && payload !== null
      ? (payload as TokenPayload)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the token is one that a host's server minted, to be exchanged for an access token. */
export function isEmbedToken(token: string): boolean {
  return [readTokenPayload(token)?.aud].flat().includes('waypost-embed');
}

const CHANGING_CLAIMS = new Set(['iat', 'nbf', 'exp', 'jti', 'sid']);

/**
 * Whom a token speaks for: the key that signed it, and every claim that stays the same from one token to the
 * next. Two tokens that differ in any of it are different people to the cache, so a wrong guess costs a reload
 * and shows nobody another's data. Null when the token does not say, which means: no cache before the server has said who it is.
 */
export function identityOf(token: string): string | null {
  const payload = readTokenPayload(token);
  if (payload?.['sub'] === undefined) return null;
  const claims = Object.entries(payload).filter(([claim]) => !CHANGING_CLAIMS.has(claim));
  claims.sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([readPart(token, 0)?.['kid'] ?? null, claims]);
}
