import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Conversation } from '../routing/conversation.ts';
import type { Incident } from '../routing/interpreter.ts';
import { takeTogether } from '../routing/joint-steps.ts';
import { failureOf, recordFailure } from '../routing/record-failure.ts';
import type { Decision, Steps } from '../routing/steps.ts';
import { Batcher } from '../storage/batcher.ts';
import { isUnavailable } from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import { removeEffect, removeEffects, type ClaimedEffect } from '../storage/effect-queue.ts';
import type { Performer } from './performer.ts';

/** An effect, and what came of it. */
export interface DoneEffect {
  effect: ClaimedEffect;
  result: unknown;
}

interface Awaited extends DoneEffect {
  settled: boolean;
}

/** The most effects of one transaction, and the most transactions at the same time. */
const MOST_TOGETHER = 64;
const AT_ONCE = 2;
/** Removals alone are for the database the cheaper the more come together: one at a time gathers them. */
const MOST_REMOVED = 256;

interface SettlerParts {
  db: Db;
  clock: Clock;
  steps: Steps;
}

/** Commits the results of effects, each with the end of its effect. Those of the same moment go together. */
export class Settler {
  #parts: SettlerParts;
  #performers: ReadonlyMap<string, Performer>;
  #removals: Batcher<ClaimedEffect>;
  #results: Batcher<Awaited>;

  constructor(parts: SettlerParts, performers: ReadonlyMap<string, Performer>) {
    this.#parts = parts;
    this.#performers = performers;
    const options = { most: MOST_TOGETHER, atOnce: AT_ONCE, mayBeOne: () => false };
    const removals = { ...options, most: MOST_REMOVED, atOnce: 1 };
    this.#removals = new Batcher((effects) => removeEffects(parts.db, effects), removals);
    this.#results = new Batcher((all) => this.#settleTogether(all), options);
  }

  async settle(done: DoneEffect): Promise<void> {
    const { effect, result } = done;
    if (this.#performers.get(effect.kind)?.record) return this.#settleAlone(done);
    if (effect.awaited) {
      const awaited = { ...done, settled: false };
      await this.#results.add(awaited);
      return awaited.settled ? undefined : this.#settleAlone(done);
    }
    // of what nobody waits for only a failure is told
    return failureOf(result) === null ? this.#removals.add(effect) : this.#settleAlone(done);
  }

  /** Those whose interaction can take a step together with others. */
  async #settleTogether(all: readonly Awaited[]): Promise<void> {
    const { db, steps } = this.#parts;
    const wanted = all.map((done) => ({
      done,
      organisationId: done.effect.organisationId,
      interactionId: done.effect.interactionId,
      incidentFor: (conversation: Conversation) => incidentOf(done, conversation),
    }));
    try {
      const left = await takeTogether(db, steps, wanted, (tx, taken) =>
        removeEffects(
          tx,
          taken.map(({ done }) => done.effect),
        ),
      );
      for (const done of all) done.settled = !left.some((one) => one.done === done);
    } catch (error) {
      if (isUnavailable(error)) throw error;
    }
  }

  async #settleAlone(done: DoneEffect): Promise<void> {
    try {
      await this.#take(done);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await removeEffect(this.#parts.db, done.effect); // its interaction is gone: too old, or erased
    }
  }

  async #take(done: DoneEffect): Promise<void> {
    const { steps, clock } = this.#parts;
    const { effect, result } = done;
    await steps.take(effect.organisationId, effect.interactionId, async (tx, conversation) => {
      await removeEffect(tx, effect);
      const performer = this.#performers.get(effect.kind);
      await performer?.record?.(tx, effect.request as never, result as never, effect);
      return decide(done, conversation, clock.now());
    });
  }
}

function decide(done: DoneEffect, conversation: Conversation, now: Date): Decision<undefined> {
  const { effect, result } = done;
  if (effect.awaited) return { answer: undefined, incident: incidentOf(done, conversation) };
  return { answer: undefined, write: recordFailure(conversation, effect.kind, result, now) };
}

/** Nothing when the run does not wait for it any more: the customer left meanwhile. */
function incidentOf(
  { effect: { id: effectId }, result }: DoneEffect,
  { run: { wait } }: Conversation,
): Incident | undefined {
  const waits = wait?.for === 'effect' && wait.about === effectId;
  return waits ? { kind: 'effect', effectId, result } : undefined;
}
