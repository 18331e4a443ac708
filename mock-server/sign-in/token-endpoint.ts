import type { Context } from 'hono';
import type { Session } from '../../api-client/contract/session.ts';
import { readForm } from '../customer-pages/form.ts';
import { refusalOf } from '../problem.ts';
import { limitCalls } from '../routes/limits.ts';
import type { Services } from '../services.ts';
import type { Db } from '../storage/database.ts';
import { noteSession, takeCode, type TakenCode } from '../storage/sign-in-codes.ts';
import { findActiveUser } from '../storage/users.ts';
import { hashText } from '../access/hash-text.ts';
import { closeSession, openSession } from './open-session.ts';
import { clientIds } from './redirect-addresses.ts';

/** A refusal as RFC 6749 writes it (5.2). */
class TokenRefusal extends Error {
  readonly error: string;

  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/** Exchanges a code and its verifier for a session, once. The answer is that of `POST /api/session`. */
export async function answerToken(
  context: Context,
  services: Services,
  address: string,
): Promise<Response> {
  try {
    await limitCalls('signInPage', address);
    return context.json(await exchange(context, services), 200, headers);
  } catch (error) {
    if (error instanceof TokenRefusal)
      return context.json(
        { error: error.error, error_description: error.message },
        400,
        headers,
      );
    const { kind, message } = refusalOf(error);
    if (kind === 'fault') throw error;
    const passing = { 'too-many-requests': 429, 'not-ready': 503 } as const;
    const status = kind in passing ? passing[kind as keyof typeof passing] : 400;
    const code = kind in passing ? 'temporarily_unavailable' : 'invalid_request';
    return context.json({ error: code, error_description: message }, status, headers);
  }
}

const headers = { 'cache-control': 'no-store', pragma: 'no-cache' };

interface Proof {
  clientId: string;
  code: string;
  verifier: string;
  redirectUri: string;
}

async function exchange(context: Context, services: Services): Promise<Session> {
  const proof = await readProof(context);
  const codeHash = await hashText(proof.code);
  const { db } = services;
  const outcome = await db.transaction().execute(async (tx) => {
    const taken = await takeCode(tx, codeHash, services.clock.now());
    if (!taken || !(await isProven(taken, proof))) return { taken };
    return { taken, session: await begin(services, tx, taken) };
  });
  if (outcome.session) return outcome.session;
  if (outcome.taken?.isUsed) await endWhatItBegan(services, outcome.taken);
  throw new TokenRefusal(
    'invalid_grant',
    'The code is not known, is used up or over, or is not yours: sign in again.',
  );
}

async function readProof(context: Context): Promise<Proof> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(context.req.header('content-type') ?? ''))
    throw new TokenRefusal('invalid_request', 'Send the fields as a form, url-encoded.');
  const fields = await readForm(context.req.raw);
  const field = (name: string) => {
    const value = fields[name];
    if (value) return value;
    throw new TokenRefusal('invalid_request', `${name} is missing.`);
  };
  if (field('grant_type') !== 'authorization_code')
    throw new TokenRefusal('unsupported_grant_type', 'grant_type must be authorization_code.');
  const clientId = field('client_id');
  if (!clientIds.some((id) => id === clientId))
    throw new TokenRefusal('invalid_client', 'There is no such client.');
  const verifier = field('code_verifier');
  if (!/^[\w.~-]{43,128}$/.test(verifier))
    throw new TokenRefusal(
      'invalid_request',
      'code_verifier must be 43 to 128 unreserved characters.',
    );
  return { clientId, code: field('code'), verifier, redirectUri: field('redirect_uri') };
}

async function isProven(taken: TakenCode, proof: Proof): Promise<boolean> {
  return (
    !taken.isUsed &&
    !taken.isOver &&
    taken.clientId === proof.clientId &&
    taken.redirectUri === proof.redirectUri &&
    taken.challenge === (await hashText(proof.verifier))
  );
}

/** Whoever was switched off since the code was given gets no session. */
async function begin(services: Services, tx: Db, taken: TakenCode) {
  const { organisationId, userId } = taken;
  const user = await findActiveUser(tx, organisationId, userId);
  if (!user) return undefined;
  return openSession({ ...services, db: tx }, user, (sessionId) =>
    noteSession(tx, taken, sessionId),
  );
}

/** A code that comes twice was stolen before one of its uses (RFC 6749, 4.1.2): what it began is over. */
async function endWhatItBegan(services: Services, taken: TakenCode): Promise<void> {
  const { organisationId, userId, sessionId } = taken;
  if (sessionId) await closeSession(services, { organisationId, userId, sessionId });
}
