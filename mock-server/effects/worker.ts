import type { Clock } from '../clock.ts';
import type { Conversation } from '../routing/conversation.ts';
import type { Decision, Steps } from '../routing/steps.ts';
import type { Db } from '../storage/database.ts';
import {
  claimEffects,
  postponeEffect,
  readNextEffect,
  removeEffect,
  type ClaimedEffect,
} from '../storage/effect-queue.ts';
import { recordFailure } from '../routing/record-failure.ts';
import type { Performer } from './performer.ts';
import { Refusal } from '../refusal.ts';
import { TryAgain } from './performer.ts';

/** Effects that are done at the same time by one server. */
const AT_ONCE = 16;
/** Longer than any performer takes: after it, whoever claimed an effect is taken for dead. */
const LEASE_MS = 120_000;
/** The longest sleep: effects that another server left are seen within it. */
const LONGEST_SLEEP_MS = 1000;
/** What could not be reached is tried again after so many seconds, then given up. */
const RETRY_AFTER_SECONDS = [2, 10, 60, 300];

export interface WorkerParts {
  db: Db;
  clock: Clock;
  steps: Steps;
  performers: readonly Performer[];
}

/**
 * Does outside what steps decided. An effect is a row that was committed with its step; it goes when its result has
 * been committed with the next one. Whoever dies between the two leaves the row, and it is done again under its key.
 */
export class EffectWorker {
  #parts: WorkerParts;
  #performers: ReadonlyMap<string, Performer>;
  #onError: (error: unknown) => void;
  #stop = new AbortController();
  #wake: (() => void) | undefined;
  #nudged = false;
  #running: Promise<void> | undefined;
  #doing = new Set<Promise<void>>();

  constructor(parts: WorkerParts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#performers = new Map(parts.performers.map((one) => [one.kind, one]));
    this.#onError = onError;
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running ??= this.#work(this.#stop.signal);
  }

  /** Stops when what is being done is done, or was broken off. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
    await Promise.all(this.#doing);
    this.#running = undefined;
  }

  /** There is something to do. */
  nudge(): void {
    this.#nudged = true;
    this.#wake?.();
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#nudged = false;
        const claimed = await this.#claim();
        for (const effect of claimed) this.#begin(effect, signal);
        const full = this.#doing.size >= AT_ONCE;
        if (full) await Promise.race(this.#doing);
        else if (claimed.length === 0) await this.#sleep(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#onError(error);
        await this.#sleep(signal, LONGEST_SLEEP_MS);
      }
    }
  }

  async #claim(): Promise<ClaimedEffect[]> {
    const { db, clock } = this.#parts;
    const limit = AT_ONCE - this.#doing.size;
    return claimEffects(db, clock.now(), { limit, leaseMs: LEASE_MS });
  }

  #begin(effect: ClaimedEffect, signal: AbortSignal): void {
    const doing = this.perform(effect, signal).catch(this.#onError);
    this.#doing.add(doing);
    void doing.finally(() => {
      this.#doing.delete(doing);
      this.nudge(); // its lane may go on
    });
  }

  /** Does one effect and commits what came of it. */
  async perform(effect: ClaimedEffect, signal: AbortSignal): Promise<void> {
    const { db, clock } = this.#parts;
    const performer = this.#performers.get(effect.kind);
    const { organisationId, interactionId, key, attempts: attempt } = effect;
    let result: unknown;
    try {
      if (!performer)
        throw new Error(`Nothing here does effects of the kind “${effect.kind}”.`);
      const now = () => clock.now();
      const occasion = { organisationId, interactionId, key, attempt, db, now, signal };
      result = await performer.perform(effect.request as never, occasion); // the row's kind names the request's
    } catch (error) {
      if (signal.aborted) return; // done again by the next server
      if (!(error instanceof TryAgain)) this.#onError(error);
      const again = RETRY_AFTER_SECONDS[attempt - 1];
      if (again !== undefined || !performer) {
        return postponeEffect(
          db,
          effect,
          new Date(clock.now().getTime() + (again ?? 300) * 1000),
        );
      }
      const reason = error instanceof TryAgain ? error.message : 'It failed again and again.';
      result = performer.givenUp(reason);
    }
    await this.#settle(effect, result);
  }

  /** The result and the end of the effect are one commit. */
  async #settle(effect: ClaimedEffect, result: unknown): Promise<void> {
    const { db } = this.#parts;
    try {
      await this.#take(effect, result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await removeEffect(db, effect); // its interaction is gone: too old, or erased
    }
  }

  async #take(effect: ClaimedEffect, result: unknown): Promise<void> {
    const { steps, clock } = this.#parts;
    await steps.take(effect.organisationId, effect.interactionId, async (tx, conversation) => {
      await removeEffect(tx, effect);
      const performer = this.#performers.get(effect.kind);
      await performer?.record?.(tx, effect.request as never, result as never, effect);
      return decide(effect, result, conversation, clock.now());
    });
  }

  async #sleep(signal: AbortSignal, pause?: number): Promise<void> {
    const next = pause === undefined ? await readNextEffect(this.#parts.db) : undefined;
    if (signal.aborted || this.#nudged) return;
    const until = next
      ? Math.max(next.getTime() - this.#parts.clock.now().getTime(), 1)
      : Infinity;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause ?? Math.min(until, LONGEST_SLEEP_MS));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

function decide(
  effect: ClaimedEffect,
  result: unknown,
  conversation: Conversation,
  now: Date,
): Decision<undefined> {
  const { wait } = conversation.run;
  if (effect.awaited) {
    const waits = wait?.for === 'effect' && wait.about === effect.id;
    if (!waits) return { answer: undefined }; // the customer left meanwhile
    return { answer: undefined, incident: { kind: 'effect', effectId: effect.id, result } };
  }
  return { answer: undefined, write: recordFailure(conversation, effect.kind, result, now) };
}
