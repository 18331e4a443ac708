import type { Rights } from '../../api-client/contract/rights.ts';
import type { UserType } from '../../api-client/contract/user.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readSessionUser } from '../storage/sessions.ts';

/** The user who calls, as the database knows them at this moment. */
export interface Viewer {
  organisationId: string;
  userId: string;
  sessionId: string;
  name: string;
  type: UserType;
  rights: Rights;
  /** The active profile's switch for the history of interactions. */
  historyOpen: boolean;
  expiresAt: Date;
}

/** A customer: nothing but the one conversation. */
export interface Customer {
  organisationId: string;
  interactionId: string;
  channelId: string;
  expiresAt: Date;
}

type Parts = Pick<Services, 'db' | 'tokens' | 'clock'>;

/** Reads who signed in. A session that ended, or a user who was switched off, is signed out. */
export async function readViewer({ db, tokens, clock }: Parts, token: string): Promise<Viewer> {
  const claims = await tokens.readAccess(token);
  const user = await readSessionUser(db, claims, clock.now());
  if (!user) throw new Refusal('signed-out', 'This session has ended; sign in again.');
  return { ...user, expiresAt: claims.expiresAt };
}

export async function readCustomer({ tokens }: Parts, token: string): Promise<Customer> {
  return tokens.readChat(token);
}
