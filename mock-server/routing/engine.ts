import type { Clock } from '../clock.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import { rowToMessage } from '../storage/messages.ts';
import {
  findMessage,
  findMessageByKey,
  listDueRuns,
  postponeRun,
  lockConversation,
  readAttachedIds,
  writeStep,
  type DueRun,
} from '../storage/conversations.ts';
import {
  isUnavailable,
  isUniqueViolation,
  storageFailures,
} from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import type { Batcher } from '../storage/batcher.ts';
import {
  createEntityLookup,
  readEntities,
  type EntityQuestion,
  type Found,
} from '../storage/entity-lookup.ts';
import { shared } from '../storage/next-turn.ts';
import { createOpeningWriter, type WrittenOpening } from '../storage/opening-writes.ts';
import type { EntityLookup } from './entities.ts';
import { findEndVersion } from '../storage/routing-versions.ts';
import { findOrAddContact, type Channel } from '../storage/channels.ts';
import { findOpening } from '../storage/openings.ts';
import { readEntrance, type Entrance, type EntranceRouting } from '../storage/entrances.ts';
import type { NewId } from '../storage/ids.ts';
import type { Contact } from '../../api-client/contract/interaction.ts';
import type { Message } from '../../api-client/contract/interaction.ts';
import { readPhone } from './answers.ts';
import { addMessage, type Conversation, type WrittenMessage } from './conversation.ts';
import { beginConversation } from './opening.ts';
import { proceed, type Incident, type Surroundings } from './interpreter.ts';
import type { VersionStore } from './version-store.ts';

/** What the engine is made of. */
export interface EngineParts {
  db: Db;
  clock: Clock;
  random: () => number;
  newId: NewId;
  versions: VersionStore;
  /** Called after a commit: the feed looks for changes, the timers for a new end of a wait. */
  committed: (dueAt: Date | undefined) => void;
  /** Told of an action that threw. */
  failed: (actionType: string, error: unknown) => void;
  /** The media type behind an address, or null; looked up before a step that waits for an image. */
  contentTypeOf: (address: string) => Promise<string | null>;
}

export interface OpeningRequest {
  channelId: string;
  /** Set when the caller may use channels of this kind only. */
  only?: Channel['kind'];
  contact: {
    name?: string | undefined;
    phone?: string | undefined;
    email?: string | undefined;
  };
  routingReference: string;
  variables: Record<string, Record<string, string>>;
  key?: string | undefined;
}

export interface MessageRequest {
  organisationId: string;
  interactionId: string;
  text: string;
  choiceId: string | null;
  key: string | null;
}

/** When a run that could not be taken up is tried again. */
const RETRY_MS = 60_000;

/** Runs the routings: takes each incident through one transaction. */
export class Engine {
  #parts: EngineParts;
  #openings: Batcher<WrittenOpening>;
  #entrance: (key: string) => Promise<Entrance | undefined>;
  #entities: (key: string) => Promise<Found[]>;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const { db } = parts;
    this.#openings = createOpeningWriter(db);
    // openings of the same moment, which hold no transaction yet, ask the database once for the same
    this.#entrance = shared((key) =>
      readEntrance(db, ...(JSON.parse(key) as [string, string])),
    );
    this.#entities = shared((key) => readEntities(db, JSON.parse(key) as EntityQuestion));
  }

  /** A customer opens an interaction, and its routing runs to the first wait. With the same key: the same interaction. */
  async open(
    request: OpeningRequest,
  ): Promise<{ organisationId: string; interactionId: string }> {
    const { db } = this.#parts;
    const entrance = await this.#entrance(
      JSON.stringify([request.channelId, request.routingReference]),
    );
    const channel = entrance?.channel;
    if (!channel || (request.only && channel.kind !== request.only)) throw notFound('channel');
    const { organisationId } = channel;
    const opened =
      request.key && (await findOpening(db, organisationId, channel.id, request.key));
    if (opened) return { organisationId, interactionId: opened };
    try {
      return await this.#openNew(entrance, request);
    } catch (error) {
      if (!request.key || !isUniqueViolation(error)) throw error;
      return this.open(request); // the same call at the same moment was first
    }
  }

  async #openNew(entrance: Entrance, request: OpeningRequest) {
    const { db, clock, newId } = this.#parts;
    const { channel } = entrance;
    const { organisationId } = channel;
    const routing = routingToStart(entrance, request.routingReference);
    const contact = this.#readContact(request, channel);
    const known = await findOrAddContact(db, organisationId, contact, () => newId(clock.now()));
    const startedAt = clock.now();
    const { conversation, facts } = beginConversation({
      id: newId(startedAt),
      channel,
      routing: { id: routing.id, version: routing.production },
      contact,
      known,
      variables: request.variables,
      startedAt,
      key: request.key ?? null,
    });
    const surroundings = this.#surroundings(
      db,
      createEntityLookup(db, organisationId, (_, question) =>
        this.#entities(JSON.stringify(question)),
      ),
      organisationId,
    );
    const { endVersion } = surroundings;
    await proceed(
      conversation,
      { kind: 'opened' },
      {
        ...surroundings,
        endVersion: (id) => (id === routing.id ? Promise.resolve(routing.end) : endVersion(id)),
      },
    );
    await this.#openings.add({ conversation, facts });
    this.#committed(conversation);
    return { organisationId, interactionId: conversation.id };
  }

  #readContact({ contact }: OpeningRequest, channel: Channel): Contact {
    const phone =
      contact.phone === undefined ? null : readPhone(contact.phone, channel.locale.region);
    if (phone === undefined) {
      throw invalidField(
        'contact.phone',
        'This is no phone number. Write it as +33 6 12 34 56 78.',
      );
    }
    return { name: contact.name ?? null, phone, email: contact.email ?? null };
  }

  /** The customer writes or takes a choice. With the same key: the message of the first time, and nothing happens. */
  async receive(request: MessageRequest): Promise<Message> {
    const { organisationId, interactionId } = request;
    const contentType = await this.#contentTypeFor(request);
    return this.#transaction(organisationId, interactionId, async (tx, conversation) => {
      const stored =
        request.key && (await findMessageByKey(tx, organisationId, interactionId, request.key));
      if (stored) return { answer: rowToMessage(stored), incident: undefined };
      if (conversation.run.state === 'ended') {
        throw new Refusal(
          'conflict',
          'This conversation is over. Open a new one to write again.',
        );
      }
      const text = request.choiceId ? await this.#labelOf(tx, request) : request.text;
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
    await this.#transaction(organisationId, interactionId, (_, conversation) =>
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
  async runDue(limit = 200): Promise<number> {
    const { db, clock } = this.#parts;
    const due = await listDueRuns(db, clock.now(), limit);
    const failures: unknown[] = [];
    for (let index = 0; index < due.length; index += 8) {
      const together = due.slice(index, index + 8);
      const results = await Promise.allSettled(together.map((run) => this.#takeUp(run)));
      failures.push(...results.flatMap((one) => (one.status === 'rejected' ? one.reason : [])));
    }
    if (failures.length > 0) throw failures[0];
    return due.length;
  }

  async #takeUp(run: DueRun): Promise<void> {
    const { organisationId, interactionId, step } = run;
    try {
      await this.#transaction(organisationId, interactionId, (_, conversation) =>
        Promise.resolve({
          answer: undefined,
          incident: conversation.step === step ? { kind: 'due', step } : undefined,
        }),
      );
    } catch (error) {
      if (!isUnavailable(error)) await this.#postpone(run);
      throw error;
    }
  }

  /** Tried again later: what fails and is always the longest overdue would be all that is ever tried. */
  async #postpone(run: DueRun): Promise<void> {
    const { db, clock } = this.#parts;
    await postponeRun(db, run, new Date(clock.now().getTime() + RETRY_MS));
  }

  async #transaction<Answer>(
    organisationId: string,
    interactionId: string,
    decide: (
      tx: Db,
      conversation: Conversation,
    ) => Promise<{ answer: Answer; incident: Incident | undefined }>,
  ): Promise<Answer> {
    const { answer, conversation } = await this.#parts.db.transaction().execute(async (tx) => {
      const locked = await lockConversation(tx, organisationId, interactionId);
      if (!locked) throw notFound('interaction');
      const decision = await decide(tx, locked);
      if (!decision.incident) return { answer: decision.answer, conversation: undefined };
      await proceed(
        locked,
        decision.incident,
        this.#surroundings(tx, createEntityLookup(tx, organisationId), organisationId),
      );
      await writeStep(tx, locked);
      return { answer: decision.answer, conversation: locked };
    });
    if (conversation) this.#committed(conversation);
    return answer;
  }

  #committed({ run }: Conversation): void {
    this.#parts.committed(run.wait ? new Date(run.wait.dueAt) : undefined);
  }

  #surroundings(db: Db, entities: EntityLookup, organisationId: string): Surroundings {
    const { clock, random, newId, versions } = this.#parts;
    return storageFailures({
      now: () => clock.now(),
      failed: this.#parts.failed,
      random,
      newId,
      entities,
      version: (routingId, number) => versions.read(db, organisationId, routingId, number),
      endVersion: (routingId) => findEndVersion(db, organisationId, routingId),
      attached: (interactionId) => readAttachedIds(db, organisationId, interactionId),
    });
  }
}

/** What the customer sees of a message that has just been written. */
function toMessage(
  { id, sequence, author, text, choices, choiceId, sentAt }: WrittenMessage,
  interactionId: string,
): Message {
  return { id, interactionId, sequence, author, text, choices, choiceId, sentAt };
}

function routingToStart(
  { channel, routing }: Entrance,
  reference: string,
): EntranceRouting & { production: number } {
  const path = 'routingReference';
  if (!routing) throw invalidField(path, `No routing has the reference “${reference}”.`);
  const { production } = routing;
  if (routing.flow !== channel.routingFlow || routing.kind !== 'start') {
    throw invalidField(path, `The routing “${reference}” cannot be started from this channel.`);
  }
  if (production === null) {
    throw invalidField(path, `The routing “${reference}” has no version in production.`);
  }
  return { ...routing, production };
}
