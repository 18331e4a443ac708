import type { Contact } from '../../api-client/contract/interaction.ts';
import type { Channel, KnownContact } from '../storage/channels.ts';
import type { InteractionFacts } from '../storage/opening-writes.ts';
import {
  addMessage,
  newRun,
  nothingWritten,
  type Conversation,
  type WrittenMessage,
} from './conversation.ts';

/** Everything that is known when an interaction opens. */
export interface Opening {
  id: string;
  channel: Channel;
  routing: { id: string; version: number };
  contact: Contact;
  known: KnownContact | undefined;
  variables: Record<string, Record<string, string>>;
  startedAt: Date;
  key: string | null;
  /** The gateway's name for the conversation, where there is a gateway. */
  conversation?: string | undefined;
  /** What the customer wrote to begin the conversation. Answers nothing: nothing was asked yet. */
  message?: FirstMessage | undefined;
}

export type FirstMessage = Pick<WrittenMessage, 'id' | 'text' | 'choiceId' | 'key'>;

/** A conversation before its first step, and the columns that never change. */
export function beginConversation(opening: Opening): {
  conversation: Conversation;
  facts: InteractionFacts;
} {
  const { id, channel, routing, contact, known, startedAt } = opening;
  const conversation: Conversation = {
    organisationId: channel.organisationId,
    id,
    flow: channel.flow,
    customer: {
      contactId: known?.id ?? null,
      name: contact.name ?? known?.name ?? null,
      phone: contact.phone,
      email: contact.email,
    },
    locale: channel.locale,
    step: 0,
    run: {
      ...newRun(routing.id, routing.version, startedAt),
      deliveredBy: channel.kind === 'webhook' ? channel.id : null,
    },
    interaction: {
      status: 'in-progress',
      statusReason: null,
      routingId: routing.id,
      routingVersion: routing.version,
      queueId: channel.queueId,
      advisorId: known?.advisorId ?? null,
      currentRouting: 'smart',
      tags: [],
      templateIds: [],
      endedAt: null,
    },
    attachedBefore: new Set(),
    written: nothingWritten(),
  };
  if (known?.advisorId) {
    const joinedAt = startedAt.toISOString();
    conversation.written.participants.push({ userId: known.advisorId, joinedAt });
  }
  const { name } = conversation.customer;
  // Anybody may open a chat under anybody's number: what the directory knows is not told to them.
  const told = channel.kind === 'chat' ? contact : { ...contact, name };
  setVariables(conversation, opening.variables, told);
  if (opening.message) {
    const sentAt = startedAt.toISOString();
    addMessage(conversation, { ...opening.message, author: 'customer', choices: [], sentAt });
  }
  const facts: InteractionFacts = {
    channelId: channel.id,
    contactId: known?.id ?? null,
    contactName: name,
    contactPhone: contact.phone,
    contactEmail: contact.email,
    startedAt: startedAt.toISOString(),
    openingKey: opening.key,
    conversation: opening.conversation ?? null,
  };
  return { conversation, facts };
}

/** What the customer's side gave, and who the customer is: variables like any other. */
function setVariables(
  { run }: Conversation,
  given: Opening['variables'],
  contact: Contact,
): void {
  for (const [variable, fields] of Object.entries(given)) {
    for (const [field, value] of Object.entries(fields)) {
      run.variables[`${variable}.${field}`] = value;
    }
  }
  for (const [field, value] of Object.entries(contact)) {
    if (value !== null) run.variables[`contact.${field}`] = value;
  }
}
