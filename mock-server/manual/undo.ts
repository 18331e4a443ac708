import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { removeUnusedCard } from '../storage/cards.ts';
import { createCases, removeUnusedCase } from '../storage/cases.ts';
import { linkCard } from '../storage/interaction-links.ts';
import { findAct, markUndone, type Link, type ManualAct } from '../storage/manual-acts.ts';
import { act, type Act, type Actor } from './act.ts';
import { linkedCase } from './cases.ts';
import { isSameCard } from './links.ts';

/**
 * Puts back what the user's call changed, as long as nobody did anything else to the same link. A record that the
 * call made goes too, unless somebody has changed it, or another interaction is linked to it.
 */
export function undo(
  services: Services,
  who: Actor,
  interactionId: string,
  actId: string,
): Promise<Done> {
  return act(services, who, interactionId, async (held) => {
    const found = await findAct(held.db, held.key, { id: actId });
    if (!found || found.userId !== who.userId)
      throw new Refusal('not-found', 'There is nothing of yours to be undone by this.');
    if (found.undone) throw new Refusal('conflict', 'This has been undone already.');
    if (found.done.undo === null) throw new Refusal('conflict', 'This cannot be undone.');
    const isCard = found.done.kind.startsWith('card-');
    const back = isCard ? await putCardBack(held, found) : await putCaseBack(held, found);
    await markUndone(held.db, held.key, actId);
    const done: Done = {
      kind: back.label === null ? unlinked(isCard) : linked(isCard),
      recordId: back.id ?? found.done.recordId,
      label: back.label ?? found.done.label,
      former: found.after === null ? null : found.done.label,
      made: back.removed,
      undo: null,
      payAddress: null,
      at: held.now.toISOString(),
    };
    held.note(done.kind, done.label);
    return done;
  });
}

const linked = (isCard: boolean) => (isCard ? 'card-linked' : 'case-linked');
const unlinked = (isCard: boolean) => (isCard ? 'card-unlinked' : 'case-unlinked');

/** What is linked now; null where nothing is. `removed`: the record that had been made is gone. */
interface Back {
  id: string | null;
  label: string | null;
  removed: boolean;
}

function refuseMoved(): never {
  throw new Refusal(
    'conflict',
    'Somebody has changed this link since; it stays as it is. Look at the interaction again.',
  );
}

async function putCardBack(
  { db, key, held }: Act,
  { done, before, after }: ManualAct,
): Promise<Back> {
  const [was, became] = [cardOf(before), cardOf(after)];
  if (!isSameCard(held.card, became)) refuseMoved();
  await linkCard(db, key, was);
  const removed =
    done.made && became !== null
      ? await removeUnusedCard(db, key.organisationId, became.crmId, became.id)
      : false;
  return { id: was?.id ?? null, label: was?.label ?? null, removed };
}

async function putCaseBack(held: Act, { done, before, after }: ManualAct): Promise<Back> {
  const [was, became] = [caseOf(before), caseOf(after)];
  const present = await linkedCase(held);
  if ((present?.id ?? null) !== became) refuseMoved();
  const cases = createCases(held.scope);
  const former = was === null ? undefined : await cases.findById(was);
  if (was !== null && !former)
    throw new Refusal('conflict', 'The case that was linked before is not there any more.');
  if (former) await cases.link(former.id);
  else await cases.unlink();
  const removed =
    done.made && became !== null
      ? await removeUnusedCase(held.db, held.key.organisationId, became)
      : false;
  const label = former ? `${former.reference} ${former.title}` : null;
  return { id: former?.id ?? null, label, removed };
}

function cardOf(link: Link): InteractionCard | null {
  return link && 'card' in link ? link.card : null;
}

function caseOf(link: Link): string | null {
  return link && 'case' in link ? link.case : null;
}
