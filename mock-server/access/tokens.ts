import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { isUnavailable } from '../storage/database-errors.ts';

/** How long an access token lasts, in seconds. */
export const ACCESS_TOKEN_SECONDS = 3600;

/** How long the customer's token for one conversation lasts, in seconds. */
const CHAT_TOKEN_SECONDS = 7 * 86_400;

/** How long a person may take at an organisation's provider, in seconds. */
export const TRIP_SECONDS = 900;

/** The longest life that a host's embed token may claim, in seconds. */
export const LONGEST_EMBED_TOKEN = 600;

export interface AccessClaims {
  organisationId: string;
  userId: string;
  sessionId: string;
  expiresAt: Date;
}

export interface ChatClaims {
  organisationId: string;
  interactionId: string;
  channelId: string;
  expiresAt: Date;
}

const ISSUER = 'waypost';
type Audience = 'waypost-access' | 'waypost-chat' | 'waypost-trip';

/** Signs and reads this server's own tokens, and reads those that hosts sign. */
export class Tokens {
  #key: Uint8Array;
  #clock: Clock;

  constructor(secret: string, clock: Clock) {
    this.#key = new TextEncoder().encode(secret);
    this.#clock = clock;
  }

  async access(claims: Omit<AccessClaims, 'expiresAt'>, expiresAt: Date): Promise<string> {
    const { organisationId, userId, sessionId } = claims;
    return this.#sign('waypost-access', userId, expiresAt, {
      org: organisationId,
      sid: sessionId,
    });
  }

  async chat(claims: Omit<ChatClaims, 'expiresAt'>): Promise<string> {
    const { organisationId, interactionId, channelId } = claims;
    const expiresAt = new Date(this.#clock.now().getTime() + CHAT_TOKEN_SECONDS * 1000);
    return this.#sign('waypost-chat', interactionId, expiresAt, {
      org: organisationId,
      channel: channelId,
    });
  }

  async readAccess(token: string): Promise<AccessClaims> {
    const { sub, exp, ...claims } = await this.#read(token, 'waypost-access');
    return {
      organisationId: String(claims['org']),
      userId: String(sub),
      sessionId: String(claims['sid']),
      expiresAt: new Date(Number(exp) * 1000),
    };
  }

  async readChat(token: string): Promise<ChatClaims> {
    const { sub, exp, ...claims } = await this.#read(token, 'waypost-chat');
    return {
      organisationId: String(claims['org']),
      interactionId: String(sub),
      channelId: String(claims['channel']),
      expiresAt: new Date(Number(exp) * 1000),
    };
  }

  /** What a browser keeps for us while its person is at an organisation's provider: nobody else can have made it. */
  async trip(claims: Record<string, string>): Promise<string> {
    const expiresAt = new Date(this.#clock.now().getTime() + TRIP_SECONDS * 1000);
    return this.#sign('waypost-trip', 'sign-in', expiresAt, claims);
  }

  async readTrip(token: string): Promise<Record<string, unknown>> {
    return this.#read(token, 'waypost-trip');
  }

  /**
   * Reads a token that a host's server signed for one of its users: HS256 with the secret of the embed key that
   * the header's `kid` names, audience `waypost-embed`, `sub` the username, and a life of ten minutes at most.
   */
  async readEmbed(
    token: string,
    secretOf: (keyId: string) => Promise<string | undefined>,
  ): Promise<{ keyId: string; username: string }> {
    try {
      const { kid } = decodeProtectedHeader(token);
      const secret = kid && (await secretOf(kid));
      if (!kid || !secret) throw new Error('The key is not known.');
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        audience: 'waypost-embed',
        algorithms: ['HS256'],
        requiredClaims: ['sub', 'exp', 'iat'],
        maxTokenAge: LONGEST_EMBED_TOKEN,
        clockTolerance: 30,
        currentDate: this.#clock.now(),
      });
      return { keyId: kid, username: String(payload.sub).replaceAll('\0', '') };
    } catch (error) {
      if (isUnavailable(error)) throw error; // nothing is wrong with the token
      throw refusalOf(
        error,
        'The embed token is not valid: check its key, its audience and its end.',
      );
    }
  }

  #sign(audience: Audience, subject: string, expiresAt: Date, claims: Record<string, string>) {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(this.#clock.now())
      .setExpirationTime(expiresAt)
      .sign(this.#key);
  }

  async #read(token: string, audience: Audience) {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: ISSUER,
        audience,
        algorithms: ['HS256'],
        currentDate: this.#clock.now(),
      });
      return payload;
    } catch (error) {
      throw refusalOf(error, 'The token is not valid; sign in again.');
    }
  }
}

function refusalOf(error: unknown, otherwise: string): Refusal {
  return error instanceof errors.JWTExpired
    ? new Refusal('token-expired', 'The token has ended; get a new one.')
    : new Refusal('signed-out', otherwise);
}
