import type { Message } from '../../api-client/contract/interaction.ts';
import { invalidField, Refusal } from '../refusal.ts';
import { findMessage, findMessageByKey } from '../storage/conversations.ts';
import type { Db } from '../storage/database.ts';
import { rowToMessage } from '../storage/messages.ts';
import { addMessage, type Conversation, type WrittenMessage } from './conversation.ts';
import { DueRuns } from './due-runs.ts';
import { Opener, type OpeningRequest } from './opener.ts';
import type { StepParts, Steps } from './steps.ts';

/** What the engine is made of. */
export interface EngineParts extends StepParts {
  steps: Steps;
  /** The media type behind an address, or null; looked up before a step that waits for an image. */
  contentTypeOf: (address: string) => Promise<string | null>;
}

export interface MessageRequest {
  organisationId: string;
  interactionId: string;
  text: string;
  /** With a text: its label, which the caller has looked up. */
  choiceId: string | null;
  key: string | null;
  /** The media type behind the text, where the text is an address and the caller knows it. */
  contentType?: string | undefined;
  /** Done first in the message's transaction, unless the message was stored before. */
  within?: (tx: Db) => Promise<void>;
}

/** Runs the routings: takes each incident through one transaction. */
export class Engine {
  #parts: EngineParts;
  #opener: Opener;
  #dueRuns: DueRuns;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#opener = new Opener(parts, parts.steps);
    this.#dueRuns = new DueRuns(parts.db, parts.clock, parts.steps);
  }

  /** A customer opens an interaction, and its routing runs to the first wait. With the same key: the same interaction. */
  open(request: OpeningRequest): Promise<{ organisationId: string; interactionId: string }> {
    return this.#opener.open(request);
  }

  /** The customer writes or takes a choice. With the same key: the message of the first time, and nothing happens. */
  async receive(request: MessageRequest): Promise<Message> {
    const { organisationId, interactionId } = request;
    const contentType = request.contentType ?? (await this.#contentTypeFor(request));
    return this.#parts.steps.take(organisationId, interactionId, async (tx, conversation) => {
      const stored =
        request.key && (await findMessageByKey(tx, organisationId, interactionId, request.key));
      if (stored) return { answer: rowToMessage(stored), incident: undefined };
      await request.within?.(tx);
      if (conversation.run.state === 'ended') {
        throw new Refusal(
          'conflict',
          'This conversation is over. Open a new one to write again.',
        );
      }
      const isLabelWanted = request.choiceId !== null && request.text === '';
      const text = isLabelWanted ? await this.#labelOf(tx, request) : request.text;
      const { clock, newId } = this.#parts;
      const written = addMessage(conversation, {
        id: newId(clock.now()),
        author: 'customer',
        text,
        choices: [],
        choiceId: request.choiceId,
        key: request.key,
        sentAt: clock.now().toISOString(),
      });
      return {
        answer: toMessage(written, interactionId),
        incident: {
          kind: 'message',
          answer: { text, choiceId: request.choiceId, contentType },
        },
      };
    });
  }

  /** Before the step, not in it: a step holds its run, and another server may take long to answer. */
  async #contentTypeFor({ organisationId, interactionId, text }: MessageRequest) {
    if (!/^https:\/\/\S+$/.test(text.trim())) return null;
    const run = await this.#parts.db
      .selectFrom('runs')
      .select('state')
      .where('organisation_id', '=', organisationId)
      .where('interaction_id', '=', interactionId)
      .executeTakeFirst();
    const { wait } = (run?.state ?? {}) as Partial<Conversation['run']>;
    return wait?.expects === 'image' ? this.#parts.contentTypeOf(text.trim()) : null;
  }

  async #labelOf(tx: Db, { organisationId, interactionId, choiceId }: MessageRequest) {
    const messageId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):/.exec(
      choiceId ?? '',
    )?.[1];
    const message =
      messageId && (await findMessage(tx, organisationId, interactionId, messageId));
    const choice = message && message.choices.find(({ id }) => id === choiceId);
    if (!choice)
      throw invalidField('choiceId', 'This choice was never offered in this conversation.');
    return choice.label;
  }

  /** The customer is gone: what was waited for is not waited for any more, and the end routing runs. */
  async customerLeft(organisationId: string, interactionId: string): Promise<void> {
    await this.#parts.steps.take(organisationId, interactionId, (_, conversation) =>
      Promise.resolve({
        answer: undefined,
        incident:
          conversation.run.customerLeft || conversation.run.state === 'ended'
            ? undefined
            : { kind: 'customer-left' },
      }),
    );
  }

  /**
   * Takes up the runs whose wait is over. Gives how many there were. One that fails keeps none of the others
   * from going on; the first failure is thrown when all had their turn.
   */
  runDue(limit = 200): Promise<number> {
    return this.#dueRuns.takeUp(limit);
  }
}

/** What the customer sees of a message that has just been written. */
function toMessage(
  { id, sequence, author, text, choices, choiceId, sentAt }: WrittenMessage,
  interactionId: string,
): Message {
  const delivery = null;
  return { id, interactionId, sequence, author, text, choices, choiceId, delivery, sentAt };
}
