import type { Contact } from '../../api-client/contract/interaction.ts';
import { invalidField, notFound } from '../refusal.ts';
import type { Batcher } from '../storage/batcher.ts';
import { findOrAddContact, type Channel } from '../storage/channels.ts';
import { writeStep } from '../storage/conversations.ts';
import { isUniqueViolation } from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import { readEntrance, type Entrance, type EntranceRouting } from '../storage/entrances.ts';
import {
  createEntityLookup,
  readEntities,
  type EntityQuestion,
  type Found,
} from '../storage/entity-lookup.ts';
import { shared } from '../storage/next-turn.ts';
import {
  createOpeningWriter,
  writeOpenings,
  type WrittenOpening,
} from '../storage/opening-writes.ts';
import { findOpening } from '../storage/openings.ts';
import { transact } from '../storage/transact.ts';
import { readPhone } from './answers.ts';
import { nothingWritten } from './conversation.ts';
import { proceed } from './interpreter.ts';
import { beginConversation, type FirstMessage } from './opening.ts';
import type { StepParts, Steps } from './steps.ts';
import { NeedsTransaction } from './storage-failure.ts';

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
  conversation?: string | undefined;
  message?: FirstMessage | undefined;
  /** Done first in the transaction that opens the interaction; what it throws keeps it closed. */
  within?: ((tx: Db, interactionId: string) => Promise<void>) | undefined;
}

/** Opens interactions, and takes each through its first step. */
export class Opener {
  #parts: StepParts;
  #steps: Steps;
  #openings: Batcher<WrittenOpening>;
  #entrance: (key: string) => Promise<Entrance | undefined>;
  #entities: (key: string) => Promise<Found[]>;
  /** Versions whose opening step used records: the next opening begins with a transaction. */
  #inTransaction = new Set<string>();

  constructor(parts: StepParts, steps: Steps) {
    this.#parts = parts;
    this.#steps = steps;
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
    const id = newId(startedAt);
    const begin = () =>
      beginConversation({
        id,
        channel,
        routing: { id: routing.id, version: routing.production },
        contact,
        known,
        variables: request.variables,
        startedAt,
        key: request.key ?? null,
        conversation: request.conversation,
        message: request.message,
      });
    const version = `${routing.id}/${routing.production}`;
    const alone = !request.within && !this.#inTransaction.has(version);
    const opened =
      (alone && (await this.#openInMemory(begin(), routing))) ||
      (await this.#openInTransaction(begin, version, request.within));
    this.#steps.committed(opened);
    return { organisationId, interactionId: id };
  }

  /** The first step without a transaction, committed together with others; undefined when it needs one. */
  async #openInMemory({ conversation, facts }: WrittenOpening, routing: EntranceRouting) {
    const { db } = this.#parts;
    const { organisationId } = conversation;
    const entities = createEntityLookup(db, organisationId, (_, question) =>
      this.#entities(JSON.stringify(question)),
    );
    const { endVersion, ...surroundings } = this.#steps.surroundings(
      db,
      conversation,
      entities,
    );
    try {
      await proceed(
        conversation,
        { kind: 'opened' },
        {
          ...surroundings,
          endVersion: (id) =>
            id === routing.id ? Promise.resolve(routing.end) : endVersion(id),
          records: () => {
            throw new NeedsTransaction();
          },
        },
      );
    } catch (error) {
      if (error instanceof NeedsTransaction) return undefined;
      throw error;
    }
    await this.#openings.add({ conversation, facts });
    return conversation;
  }

  async #openInTransaction(
    begin: () => WrittenOpening,
    version: string,
    within: OpeningRequest['within'],
  ) {
    const { db } = this.#parts;
    const opened = await transact(db, async (tx) => {
      const opening = begin();
      await within?.(tx, opening.conversation.id);
      await openWithin(tx, this.#steps, opening);
      return opening.conversation;
    });
    if (!within) this.#inTransaction.add(version);
    return opened;
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
}

/** Opens an interaction in a transaction. Its row is there before its first step, so that records can belong to it. */
export async function openWithin(tx: Db, steps: Steps, opening: WrittenOpening): Promise<void> {
  const { conversation } = opening;
  await writeOpenings(tx, [opening], { told: false });
  conversation.written = nothingWritten();
  await proceed(conversation, { kind: 'opened' }, steps.surroundings(tx, conversation));
  await writeStep(tx, conversation);
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
