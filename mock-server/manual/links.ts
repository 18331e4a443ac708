import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import { Refusal } from '../refusal.ts';
import { findAct, insertAct, type Link } from '../storage/manual-acts.ts';
import type { Act } from './act.ts';

/** What was done under the key before; undefined when nothing was. */
export async function doneBefore(
  { db, key }: Pick<Act, 'db' | 'key'>,
  callKey: string | undefined,
  kind: Done['kind'],
): Promise<Done | undefined> {
  if (callKey === undefined) return undefined;
  const found = await findAct(db, key, { key: callKey });
  if (!found) return undefined;
  if (found.done.kind === kind) return found.done;
  throw new Refusal('conflict', 'This key was used for something else. Take a new one.');
}

/** What is done to the link of an interaction to a record. */
export interface LinkChange {
  kind: Done['kind'];
  recordId: string;
  label: string;
  former: string | null;
  made: boolean;
  before: Link;
  after: Link;
  callKey?: string | undefined;
}

/** Notes what was done, and keeps what undoes it. */
export async function keepDone(
  act: Act,
  { before, after, callKey, ...what }: LinkChange,
): Promise<Done> {
  const id = act.newId();
  const done: Done = {
    ...what,
    undo: id,
    payAddress: null,
    at: act.now.toISOString(),
  };
  act.note(done.kind, done.label);
  const { userId } = act.who;
  await insertAct(act.db, act.key, {
    id,
    userId,
    key: callKey ?? id,
    done,
    answer: null,
    before,
    after,
  });
  return done;
}

/** Cards of other CRMs, and of other kinds, may have the same id. */
export function isSameCard(one: CardName | null, other: CardName | null): boolean {
  return one?.crmId === other?.crmId && one?.id === other?.id && one?.object === other?.object;
}

type CardName = Pick<InteractionCard, 'crmId' | 'id' | 'object'>;

/**
 * Refuses when the interaction is linked to something else than the user saw: whoever linked it a moment ago is not
 * overruled by somebody who does not know of it. Nor is there anything to do when it is linked to what is wanted.
 */
export function demandSeen(
  what: 'card' | 'case',
  linked: { id: string; label: string } | null,
  { instead, isWanted = false }: { instead: string | null; isWanted?: boolean },
): void {
  if (linked && isWanted)
    throw new Refusal('conflict', `The interaction is linked to “${linked.label}” already.`);
  if ((linked?.id ?? null) === instead) return;
  const message = linked
    ? `The interaction is linked to the ${what} “${linked.label}” by now. Look at it, and say again what you want.`
    : `The ${what} that you saw is not linked any more. Look at the interaction, and say again what you want.`;
  throw new Refusal('conflict', message, [{ path: 'instead', message }]);
}

/** Refuses to take a link away that is not there, or is another one than the user saw. */
export function demandLinked<Linked extends { id: string; label: string }>(
  what: 'card' | 'case',
  linked: Linked | null,
  seen: string | undefined,
): Linked {
  if (!linked) throw new Refusal('conflict', `The interaction is not linked to a ${what}.`);
  if (seen === undefined || seen === linked.id) return linked;
  const message = `The interaction is linked to the ${what} “${linked.label}” by now, and that stays.`;
  throw new Refusal('conflict', message, [{ path: 'linked', message }]);
}
