import type { Clock } from '../clock.ts';
import { notFound } from '../refusal.ts';
import { lockConversation, readAttachedIds, writeStep } from '../storage/conversations.ts';
import { createRecords, type RecordScope } from '../storage/create-records.ts';
import { storageFailures } from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import type { NewId } from '../storage/ids.ts';
import { findEndVersion } from '../storage/routing-versions.ts';
import { transact } from '../storage/transact.ts';
import type { Conversation } from './conversation.ts';
import type { EntityLookup } from './entities.ts';
import { proceed, type Incident, type Surroundings } from './interpreter.ts';
import type { Records } from './records.ts';
import type { VersionStore } from './version-store.ts';

/** What a step that was committed leaves to do: what wakes whoever does it. */
export interface Committed {
  /** When the run's wait ends, if it has an end. */
  dueAt: Date | undefined;
  effects: boolean;
  desk: boolean;
}

/** What steps are made of. */
export interface StepParts {
  db: Db;
  clock: Clock;
  random: () => number;
  newId: NewId;
  versions: VersionStore;
  /** Where customers find this server’s pages, as https://pay.example.com. */
  publicUrl: string;
  /** Called after each commit. */
  committed: (step: Committed) => void;
  /** Told of an action that threw. */
  failed: (actionType: string, error: unknown) => void;
  /** The records that actions get, where not those of the database. */
  records?: (scope: RecordScope) => Records;
}

/** What happens to a conversation, decided while its run is locked; without an incident nothing is written. */
export interface Decision<Answer> {
  answer: Answer;
  incident?: Incident | undefined;
  /** Commits what was decided on the conversation even without an incident. */
  write?: boolean;
}

/** Takes interactions through steps: each one transaction that holds the run from reading it to writing it. */
export class Steps {
  #parts: StepParts;

  constructor(parts: StepParts) {
    this.#parts = parts;
  }

  /** One step of an interaction that is there. Refuses when there is none of that id. */
  async take<Answer>(
    organisationId: string,
    interactionId: string,
    decide: (tx: Db, conversation: Conversation) => Promise<Decision<Answer>>,
  ): Promise<Answer> {
    const taken = await transact(this.#parts.db, async (tx) => {
      const locked = await lockConversation(tx, organisationId, interactionId);
      if (!locked) throw notFound('interaction');
      const { answer, incident, write } = await decide(tx, locked);
      if (!incident && !write) return { answer, written: undefined };
      if (incident) await proceed(locked, incident, this.surroundings(tx, locked));
      await writeStep(tx, locked);
      return { answer, written: locked };
    });
    if (taken.written) this.committed(taken.written);
    return taken.answer;
  }

  /** Wakes whoever has to do with what a step left. */
  committed({ run, written }: Conversation): void {
    this.#parts.committed({
      dueAt: run.wait?.dueAt ? new Date(run.wait.dueAt) : undefined,
      effects: written.effects.length > 0,
      desk: JSON.stringify(run.desk) !== written.deskBefore,
    });
  }

  /** What the interpreter reads around a conversation, in this transaction. */
  surroundings(
    db: Db,
    { organisationId, id: interactionId, customer, locale }: Conversation,
    entities: EntityLookup = createEntityLookup(db, organisationId),
  ): Surroundings {
    const {
      clock,
      random,
      newId,
      versions,
      publicUrl,
      failed,
      records = createRecords,
    } = this.#parts;
    const now = () => clock.now();
    return storageFailures({
      now,
      failed,
      random,
      newId,
      entities,
      version: (routingId, number) => versions.read(db, organisationId, routingId, number),
      endVersion: (routingId) => findEndVersion(db, organisationId, routingId),
      attached: (id) => readAttachedIds(db, organisationId, id),
      records: () =>
        records({
          db,
          organisationId,
          interactionId,
          customer,
          locale,
          newId,
          publicUrl,
          now,
        }),
    });
  }
}
