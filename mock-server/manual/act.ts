import { demandHistory } from '../access/history.ts';
import type { Viewer } from '../access/identity.ts';
import type { Interaction, InteractionEvent } from '../../api-client/contract/interaction.ts';
import { notFound } from '../refusal.ts';
import type { Services } from '../services.ts';
import type { RecordScope } from '../storage/create-records.ts';
import type { Db } from '../storage/database.ts';
import {
  readHeld,
  writeNotes,
  type HeldInteraction,
  type InteractionKey,
  type ManualNote,
} from '../storage/held-interaction.ts';
import { readInteraction } from '../storage/interactions.ts';
import { transact } from '../storage/transact.ts';

/** Who works on an interaction by hand. */
export type Actor = Pick<
  Viewer,
  'organisationId' | 'userId' | 'name' | 'rights' | 'historyOpen'
>;

/** An interaction that the user sees, as a form or a button needs it. */
export interface Sight {
  db: Db;
  now: Date;
  who: Actor;
  key: InteractionKey;
  interaction: Interaction;
  held: HeldInteraction;
}

/** The same, held while something is done to it. */
export interface Act extends Sight {
  /** The records of the organisation, for this interaction. */
  scope: RecordScope;
  newId(): string;
  /** Notes on the interaction what was done, and with what. */
  note(kind: InteractionEvent['kind'], what: string): void;
}

type Parts = Pick<Services, 'db' | 'clock' | 'newId' | 'publicUrl' | 'feed'>;

/** Looks at an interaction, when the user sees it. */
export async function lookAt(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  who: Actor,
  interactionId: string,
  { lock = false } = {},
): Promise<Sight> {
  demandHistory(who);
  const key = { organisationId: who.organisationId, interactionId };
  const held = await readHeld(db, key, { lock });
  const window = { now: clock.now() };
  const interaction = held && (await readInteraction(db, who, interactionId, window));
  if (!interaction) throw notFound('interaction');
  return { db, now: window.now, who, key, interaction, held };
}

/**
 * Does something to an interaction in one transaction that holds it, when the user sees it. What was noted becomes
 * events, and everybody who looks at it is told.
 */
export async function act<Answer>(
  { db, clock, newId, publicUrl, feed }: Parts,
  who: Actor,
  interactionId: string,
  work: (act: Act) => Promise<Answer>,
): Promise<Answer> {
  const done = await transact(db, async (tx) => {
    const sight = await lookAt({ db: tx, clock }, who, interactionId, { lock: true });
    const { key, held, now } = sight;
    const { customer, locale } = held;
    const notes: ManualNote[] = [];
    const answer = await work({
      ...sight,
      scope: { db: tx, ...key, customer, locale, newId, publicUrl, now: () => now },
      newId: () => newId(now),
      note: (kind, what) => notes.push({ kind, what, by: who.name }),
    });
    if (notes.length > 0) await writeNotes(tx, key, held, notes, now);
    return answer;
  });
  feed.nudge();
  return done;
}
