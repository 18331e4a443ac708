import type { Message } from '../../api-client/contract/interaction.ts';
import { notFound, Refusal } from '../refusal.ts';
import { addMessage, type Conversation } from '../routing/conversation.ts';
import { recordEvent } from '../routing/record-event.ts';
import type { AdvisorNews } from '../routing/desk.ts';
import type { Services } from '../services.ts';
import { findMessageByKey } from '../storage/conversations.ts';
import type { Db } from '../storage/database.ts';
import { readInteraction } from '../storage/interactions.ts';
import { rowToMessage } from '../storage/messages.ts';
import { addQualification } from '../storage/qualifications.ts';
import { passOver, readPlace } from '../storage/offers.ts';

/** The user who does something with an interaction. */
export interface Advisor {
  organisationId: string;
  userId: string;
  name: string;
  type: 'collaborator' | 'manager' | 'administrator';
}

type Parts = Pick<
  Services,
  'db' | 'clock' | 'newId' | 'steps' | 'dispatcher' | 'feed' | 'presence'
>;

const noLongerRings =
  'This interaction does not ring at you, or no more: somebody took it, or the customer left.';
const notYours = 'This interaction is not yours, or no more.';

/** Takes the interaction that rings at the advisor. */
export async function accept(parts: Parts, who: Advisor, interactionId: string): Promise<void> {
  await act(parts, who, interactionId, async (tx, { run }) => {
    if (run.desk?.advisorId === who.userId) return undefined; // called again
    const place = await readPlace(tx, who, interactionId, parts.clock.now());
    if (!place?.ringsHere) throw await refusal(parts, tx, who, interactionId, noLongerRings);
    return { event: 'accepted', queueId: run.desk?.userId ? null : place.queueId, ...of(who) };
  });
}

/** Lets the interaction that rings at the advisor go to somebody else. */
export async function refuse(parts: Parts, who: Advisor, interactionId: string): Promise<void> {
  await act(parts, who, interactionId, async (tx, conversation) => {
    const now = parts.clock.now();
    const place = await readPlace(tx, who, interactionId, now);
    if (place?.ringsHere) {
      await passOver(tx, who, interactionId, now);
      return { event: 'refused', ...of(who) };
    }
    if ((place?.waits && place.rangHere) || hasParted(conversation, who, 'refused'))
      return undefined;
    throw await refusal(parts, tx, who, interactionId, noLongerRings);
  });
}

/** Turns a waiting interaction away: whoever it rings at, and managers and administrators who see it, may. */
export async function dissuade(
  parts: Parts,
  who: Advisor,
  interactionId: string,
): Promise<void> {
  await act(parts, who, interactionId, async (tx, conversation) => {
    const place = await readPlace(tx, who, interactionId, parts.clock.now());
    const leads = await isLeader(parts, tx, who, interactionId);
    if (place?.waits && (place.ringsHere || leads)) return { event: 'dissuaded', ...of(who) };
    if (hasParted(conversation, who, 'dissuaded')) return undefined;
    const why = leads ? 'This interaction does not wait for anybody.' : noLongerRings;
    throw await refusal(parts, tx, who, interactionId, why);
  });
}

/**
 * The interaction is done with: the advisor who has it says so, or a manager or administrator who sees it. An advisor
 * who is gone would keep it for ever otherwise.
 */
export async function finish(
  parts: Parts,
  who: Advisor,
  interactionId: string,
  qualificationIds: readonly string[] = [],
): Promise<void> {
  await act(parts, who, interactionId, async (tx, conversation) => {
    if (isTheirs(conversation, who)) {
      await qualify(parts, tx, who, conversation, qualificationIds);
      return { event: 'finished', ...of(who) };
    }
    if (hasParted(conversation, who, 'finished')) return undefined;
    const isSomebodys = typeof conversation.run.desk?.advisorId === 'string';
    const leads = await isLeader(parts, tx, who, interactionId);
    if (isSomebodys && leads) {
      await qualify(parts, tx, who, conversation, qualificationIds);
      return { event: 'finished', ...of(who) };
    }
    const why = leads ? 'No advisor has this interaction.' : notYours;
    throw await refusal(parts, tx, who, interactionId, why);
  });
}

/** What the interaction was about, said in the step that ends it: all of it is kept, or the interaction goes on. */
async function qualify(
  { clock, newId }: Parts,
  tx: Db,
  who: Advisor,
  conversation: Conversation,
  qualificationIds: readonly string[],
): Promise<void> {
  const now = clock.now();
  const { organisationId, id: interactionId, interaction } = conversation;
  const key = { organisationId, interactionId };
  for (const [index, qualificationId] of [...new Set(qualificationIds)].entries()) {
    const { name } = await addQualification(
      tx,
      key,
      who,
      {
        id: newId(now),
        qualificationId,
        comment: '',
        queueId: interaction.queueId,
        field: `qualification.${index}`,
      },
      now,
    );
    recordEvent(conversation, now, { kind: 'qualified', reason: name, by: who.name });
  }
}

/** The advisor writes to the customer. With the same key: the message of the first time. */
export async function write(
  parts: Parts,
  who: Advisor,
  { interactionId, text, key }: { interactionId: string; text: string; key: string | null },
): Promise<Message> {
  const { steps, clock, newId, presence } = parts;
  await presence.seen(who);
  return steps.take(who.organisationId, interactionId, async (tx, conversation) => {
    const theirs = isTheirs(conversation, who);
    if (key && (theirs || hasParted(conversation, who, 'finished'))) {
      const stored = await findMessageByKey(tx, who.organisationId, interactionId, key);
      if (stored) return { answer: rowToMessage(stored) };
    }
    if (!theirs) throw await refusal(parts, tx, who, interactionId, notYours);
    const now = clock.now();
    const message = {
      id: newId(now),
      author: 'advisor' as const,
      text,
      choices: [],
      choiceId: null,
      delivery: null,
      sentAt: now.toISOString(),
    };
    const { sequence } = addMessage(conversation, { ...message, key });
    return {
      answer: { ...message, interactionId, sequence, delivery: null },
      write: true,
    };
  });
}

/** What the advisor did reaches the run, or was known already, or is refused. */
async function act(
  { steps, presence, dispatcher }: Parts,
  who: Advisor,
  interactionId: string,
  decide: (tx: Db, conversation: Conversation) => Promise<AdvisorNews | undefined>,
): Promise<void> {
  await presence.seen(who);
  await steps.take(who.organisationId, interactionId, async (tx, conversation) => {
    const news = await decide(tx, conversation);
    return { answer: undefined, incident: news && { kind: 'advisor', news } };
  });
  dispatcher.nudge(); // whoever refused leaves the ring to others
}

function of({ userId, name }: Advisor) {
  return { userId, name };
}

function isTheirs({ run }: Conversation, { userId }: Advisor): boolean {
  return run.desk?.advisorId === userId;
}

/** The last thing that happened to the interaction among advisors is what is asked for again. */
function hasParted(
  { run }: Conversation,
  { userId }: Advisor,
  event: NonNullable<Conversation['run']['parted']>['event'],
): boolean {
  return run.parted?.userId === userId && run.parted.event === event;
}

/** Why not, to who knows of the interaction; to others there is none. */
async function refusal(
  parts: Parts,
  tx: Db,
  who: Advisor,
  interactionId: string,
  sentence: string,
): Promise<Refusal> {
  const place = await readPlace(tx, who, interactionId, parts.clock.now());
  const knows = place?.rangHere || (await sees(parts, tx, who, interactionId));
  return knows ? new Refusal('conflict', sentence) : notFound('interaction');
}

/** A manager or an administrator who sees the interaction. */
async function isLeader(
  parts: Parts,
  tx: Db,
  who: Advisor,
  interactionId: string,
): Promise<boolean> {
  return who.type !== 'collaborator' && (await sees(parts, tx, who, interactionId));
}

async function sees(
  parts: Parts,
  tx: Db,
  who: Advisor,
  interactionId: string,
): Promise<boolean> {
  const window = { now: parts.clock.now() };
  return (await readInteraction(tx, who, interactionId, window)) !== undefined;
}
