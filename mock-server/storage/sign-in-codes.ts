import type { Db } from './database.ts';

/** How long a code may be exchanged, in seconds. */
const CODE_SECONDS = 60;

/** How long a code is known after its end, in seconds: as long as the longest session that it may have begun. */
const KEPT_SECONDS = 3600;

/** What a code stands for, and what it is bound to. */
export interface GivenCode {
  organisationId: string;
  userId: string;
  clientId: string;
  redirectUri: string;
  challenge: string;
}

export interface TakenCode extends GivenCode {
  codeHash: string;
  isOver: boolean;
  isUsed: boolean;
  /** The session that it was exchanged for before. */
  sessionId: string | null;
}

export async function addCode(
  db: Db,
  codeHash: string,
  given: GivenCode,
  now: Date,
): Promise<void> {
  await db
    .insertInto('sign_in_codes')
    .values({
      organisation_id: given.organisationId,
      code_hash: codeHash,
      user_id: given.userId,
      client_id: given.clientId,
      redirect_uri: given.redirectUri,
      challenge: given.challenge,
      expires_at: new Date(now.getTime() + CODE_SECONDS * 1000),
      used_at: null,
      session_id: null,
    })
    .execute();
}

/** Takes a code, which is used up by this, whatever comes of it. Whoever else has it waits for the transaction. */
export async function takeCode(
  tx: Db,
  codeHash: string,
  now: Date,
): Promise<TakenCode | undefined> {
  const row = await tx
    .selectFrom('sign_in_codes')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  if (!row.used_at)
    await tx
      .updateTable('sign_in_codes')
      .set({ used_at: now })
      .where('organisation_id', '=', row.organisation_id)
      .where('code_hash', '=', codeHash)
      .execute();
  return {
    codeHash,
    organisationId: row.organisation_id,
    userId: row.user_id,
    clientId: row.client_id,
    redirectUri: row.redirect_uri,
    challenge: row.challenge,
    isOver: row.expires_at <= now,
    isUsed: row.used_at !== null,
    sessionId: row.session_id,
  };
}

/** Keeps which session a code began, so that it can be ended when somebody else has the code too. */
export async function noteSession(
  tx: Db,
  { organisationId, codeHash }: Pick<TakenCode, 'organisationId' | 'codeHash'>,
  sessionId: string,
): Promise<void> {
  await tx
    .updateTable('sign_in_codes')
    .set({ session_id: sessionId })
    .where('organisation_id', '=', organisationId)
    .where('code_hash', '=', codeHash)
    .execute();
}

/** Codes whose session is over as well are of no use to anybody. */
export async function dropOldCodes(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('sign_in_codes')
    .where('expires_at', '<', new Date(now.getTime() - KEPT_SECONDS * 1000))
    .execute();
}
