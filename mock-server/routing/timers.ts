import type { Clock } from '../clock.ts';
import { readNextDue } from '../storage/conversations.ts';
import type { Db } from '../storage/database.ts';
import type { Engine } from './engine.ts';

/** The longest sleep: waits that another server committed are seen within it. */
const LONGEST_SLEEP_MS = 1000;
/** Taken up at a time. When one batch ends the next is looked for, and nothing is done meanwhile. */
const BATCH = 4000;

/**
 * Takes up waits as they end. A wait is a due time in its run, committed with the step that began it, so there is
 * no timer to lose: a server that starts, or another one on the same database, finds what is due. Two servers may
 * find the same; the run's lock and its step number let only one of them take it.
 */
export class Timers {
  #engine: Engine;
  #db: Db;
  #clock: Clock;
  #onError: (error: unknown) => void;
  #wakeAt = 0;
  #wake: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #stop = new AbortController();

  constructor(engine: Engine, db: Db, clock: Clock, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#db = db;
    this.#clock = clock;
    this.#onError = onError;
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running ??= this.#work(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
    this.#running = undefined;
  }

  /** A wait that ends then was committed here. */
  expect(dueAt: Date): void {
    if (dueAt.getTime() < this.#wakeAt) this.#wake?.();
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if ((await this.#engine.runDue(BATCH)) === BATCH) continue;
        const next = await readNextDue(this.#db);
        await this.#sleep(next, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#onError(error);
        await this.#sleep(undefined, signal);
      }
    }
  }

  #sleep(next: Date | undefined, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    const now = this.#clock.now().getTime();
    const until = next ? Math.max(next.getTime() - now, 1) : LONGEST_SLEEP_MS;
    const pause = Math.min(until, LONGEST_SLEEP_MS);
    this.#wakeAt = now + pause;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
