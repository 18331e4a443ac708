import type { z } from 'zod';
import type { Incoming, Received } from '../../api-client/contract/channel.ts';
import type { Gateway } from '../access/gateway.ts';
import { invalidField, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import {
  findOfferedLabel,
  moveConversation,
  readCurrentInteraction,
  type NamedConversation,
} from '../storage/channel-conversations.ts';
import { findMessageByKey } from '../storage/conversations.ts';
import { isUniqueViolation } from '../storage/database-errors.ts';
import { rowToMessage } from '../storage/messages.ts';
import { findOpening, rememberKey } from '../storage/openings.ts';

type Parts = Pick<Services, 'db' | 'engine' | 'clock' | 'newId'>;
type Message = z.output<typeof Incoming>;

/** What the customer sent, as the engine takes it. */
interface Content {
  text: string;
  choiceId: string | null;
  contentType?: string;
}

/** Somebody else took the conversation further between our look and our step. */
class Overtaken extends Error {}

/** How often two calls of one conversation may get in each other's way. */
const TRIES = 10;

/**
 * What a customer wrote somewhere else: goes on in the interaction that the conversation is in, or opens one with the
 * channel's routing. A key that was seen before changes nothing and is answered as the first time.
 */
export async function receiveIncoming(
  parts: Parts,
  gateway: Gateway,
  message: Message,
): Promise<Received> {
  const { organisationId, channelId } = gateway;
  const named = { organisationId, channelId, conversation: message.conversation };
  const key = await keyOf(message);
  for (let tries = 1; ; tries++) {
    const known = await findReceived(parts, named, key);
    if (known) return known;
    const current = await readCurrentInteraction(parts.db, named);
    const content = await contentOf(parts, named, message);
    try {
      const received =
        current && (await goOn(parts, named, { interactionId: current, key, content }));
      if (received) return received;
      await open(parts, gateway, message, { named, current, key, content });
    } catch (error) {
      const again = error instanceof Overtaken || isUniqueViolation(error);
      if (!again || tries === TRIES) throw error;
    }
  }
}

/** The answer of the first time, when the message came before. */
async function findReceived(
  { db }: Parts,
  { organisationId, channelId }: NamedConversation,
  key: string,
): Promise<Received | undefined> {
  const interactionId = await findOpening(db, organisationId, channelId, key);
  const row = interactionId && (await findMessageByKey(db, organisationId, interactionId, key));
  return row ? { interactionId: row.interaction_id, message: rowToMessage(row) } : undefined;
}

/** Undefined when that interaction is over. */
async function goOn(
  { engine, clock }: Parts,
  { organisationId, channelId }: NamedConversation,
  { interactionId, key, content }: { interactionId: string; key: string; content: Content },
): Promise<Received | undefined> {
  try {
    const message = await engine.receive({
      organisationId,
      interactionId,
      key,
      ...content,
      within: (tx) =>
        rememberKey(tx, { organisationId, channelId, key, interactionId }, clock.now()),
    });
    return { interactionId, message };
  } catch (error) {
    const isOver =
      error instanceof Refusal && (error.kind === 'conflict' || error.kind === 'not-found');
    if (isOver) return undefined;
    throw error;
  }
}

/** The message is there from the start, so that the routing can greet whoever wrote it. */
async function open(
  { engine, clock, newId }: Parts,
  gateway: Gateway,
  { contact, variables }: Message,
  {
    named,
    current,
    key,
    content: { text, choiceId },
  }: {
    named: NamedConversation;
    current: string | undefined;
    key: string;
    content: Content;
  },
): Promise<void> {
  if (gateway.routingReference === null) {
    const advice = 'Give the channel one, or open the interaction with a routing of your own.';
    throw new Refusal(
      'conflict',
      `This channel has no routing that conversations begin with. ${advice}`,
    );
  }
  await engine.open({
    channelId: named.channelId,
    only: 'webhook',
    contact,
    routingReference: gateway.routingReference,
    variables,
    key,
    conversation: named.conversation,
    message: { id: newId(clock.now()), text, choiceId, key },
    within: async (tx, to) => {
      const from = { interactionId: current ?? null };
      if (!(await moveConversation(tx, named, { from, to }))) throw new Overtaken();
    },
  });
}

async function contentOf(
  { db }: Parts,
  named: NamedConversation,
  { text, choiceId, image }: Message,
): Promise<Content> {
  if (image) return { text: image.address, choiceId: null, contentType: image.contentType };
  if (choiceId === undefined) return { text: text ?? '', choiceId: null };
  // a tap may be on a button of weeks ago: what it said is kept, and answers nothing now
  const messageId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):/.exec(choiceId)?.[1];
  const label = messageId && (await findOfferedLabel(db, named, { messageId, choiceId }));
  if (!label)
    throw invalidField('choiceId', 'This choice was never offered in this conversation.');
  return { text: label, choiceId };
}

/** The gateway's own id of a message as one of ours: the same text gives the same id. */
async function keyOf({ conversation, key }: Message): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([conversation, key]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x80; // version 8: made from a digest
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
