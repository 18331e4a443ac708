import type { Clock } from '../clock.ts';
import type { Steps } from '../routing/steps.ts';
import type { Db } from '../storage/database.ts';
import {
  claimEffects,
  postponeEffect,
  readNextEffect,
  releaseEffects,
  type ClaimedEffect,
} from '../storage/effect-queue.ts';
import { nextTurn } from '../storage/next-turn.ts';
import { Pace } from './pace.ts';
import { TryAgain, type Performer } from './performer.ts';
import { Settler } from './settler.ts';
import { Shares } from './shares.ts';

/** Effects under way at the same time in one server, with those whose results are being committed. */
const AT_ONCE_IN_ALL = 384;
/** While an organisation has its whole share, it is looked so often whether others have something: it costs a search. */
const OTHERS_AFTER_MS = 1000;
/** Longer than any performer takes: after it, whoever claimed an effect is taken for dead. */
const LEASE_MS = 120_000;
/** The longest sleep: effects that another server left are seen within it. */
const LONGEST_SLEEP_MS = 1000;
/** What could not be reached is tried again after so many seconds, then given up. */
const RETRY_AFTER_SECONDS = [2, 10, 60, 300];
/** What was claimed so often and never came to an end breaks whoever does it, or cannot be committed: it is not done any more. */
const MOST_BEGUN = 12;
/** What this server cannot do waits so long for one that can. */
const WITHOUT_PERFORMER_SECONDS = 300;

export interface WorkerParts {
  db: Db;
  clock: Clock;
  steps: Steps;
  performers: readonly Performer[];
  /** What tells how many to claim ahead, where not what was done lately. */
  pace?: Pick<Pace, keyof Pace>;
}

/**
 * Does outside what steps decided. An effect is a row that was committed with its step; it goes when its result has
 * been committed with the next one. Whoever dies between the two leaves the row, and it is done again under its key.
 */
export class EffectWorker {
  #parts: WorkerParts;
  #performers: ReadonlyMap<string, Performer>;
  #settler: Settler;
  #onError: (error: unknown) => void;
  #stop = new AbortController();
  #wake: (() => void) | undefined;
  #nudged = false;
  #running: Promise<void> | undefined;
  #doing = new Set<Promise<void>>();
  #shares = new Shares();
  #othersSoughtAt = -Infinity;
  #pace: Pick<Pace, keyof Pace>;
  /** Claimed, and begun as soon as there is room: by organisation, in order. */
  #ready = new Map<string, ClaimedEffect[]>();
  #readySince = 0;

  constructor(parts: WorkerParts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#performers = new Map(parts.performers.map((one) => [one.kind, one]));
    this.#settler = new Settler(parts, this.#performers);
    this.#onError = onError;
    this.#pace = parts.pace ?? new Pace();
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
        await this.#releaseForgotten();
        const { full } = this.#shares;
        const wanted = this.#wanted(full.length > 0);
        const claimed =
          (wanted > 0 ? await this.#claim(wanted) : 0) + (await this.#claimOthers(full));
        this.#beginReady(signal);
        const { longestAheadMs } = this.#pace;
        if (full.length > 0) {
          if (claimed === 0) await this.#rest(Math.min(longestAheadMs, OTHERS_AFTER_MS));
        } else if (wanted === 0) await this.#rest(longestAheadMs);
        else if (claimed === 0) await this.#sleep(signal);
        await new Promise<void>((resolve) => nextTurn(resolve)); // what ends together is replaced together
      } catch (error) {
        if (signal.aborted) break;
        this.#onError(error);
        this.#nudged = false;
        await this.#rest(LONGEST_SLEEP_MS);
      }
    }
    await this.#release().catch(this.#onError);
  }

  /** Gives how many there were. */
  async #claim(limit: number, except: readonly string[] = []): Promise<number> {
    const { db, clock } = this.#parts;
    const claimed = await claimEffects(db, clock.now(), { limit, leaseMs: LEASE_MS, except });
    for (const effect of claimed) {
      const ready = this.#ready.get(effect.organisationId);
      if (ready) ready.push(effect);
      else this.#ready.set(effect.organisationId, [effect]);
    }
    this.#readySince = performance.now();
    return claimed.length;
  }

  /** What is behind the effects of organisations that have their whole share. */
  async #claimOthers(full: readonly string[]): Promise<number> {
    const isSoon = performance.now() - this.#othersSoughtAt < OTHERS_AFTER_MS;
    if (full.length === 0 || isSoon || this.#room === 0) return 0;
    const claimed = await this.#claim(this.#room, full);
    if (claimed === 0) this.#othersSoughtAt = performance.now();
    return claimed;
  }

  /** How many to claim: none as long as those that are ready will do. */
  #wanted(someAreFull: boolean): number {
    const ahead = this.#pace.ahead;
    const ready = [...this.#ready.values()].reduce((sum, { length }) => sum + length, 0);
    return ready > ahead / 2 ? 0 : (someAreFull ? 0 : this.#room) + ahead - ready;
  }

  /** Room for any organisation that has not its whole share. */
  get #room(): number {
    return Math.max(0, Math.min(this.#shares.room, AT_ONCE_IN_ALL - this.#doing.size));
  }

  async #releaseForgotten(): Promise<void> {
    if (performance.now() - this.#readySince > this.#pace.longestAheadMs) await this.#release();
  }

  /** Others may do what is not begun. */
  async #release(): Promise<void> {
    const { db, clock } = this.#parts;
    const left = [...this.#ready.values()].flat();
    this.#ready.clear();
    if (left.length > 0) await releaseEffects(db, left, clock.now());
  }

  #beginReady(signal: AbortSignal): void {
    if (signal.aborted) return;
    for (const [organisationId, effects] of this.#ready) {
      while (this.#doing.size < AT_ONCE_IN_ALL && !this.#shares.isFull(organisationId)) {
        const effect = effects.shift();
        if (!effect) break;
        this.#begin(effect, signal);
      }
      if (effects.length === 0) this.#ready.delete(organisationId);
    }
  }

  #begin(effect: ClaimedEffect, signal: AbortSignal): void {
    const { organisationId } = effect;
    this.#shares.begin(organisationId);
    const performed = () => {
      this.#shares.end(organisationId);
      this.#pace.count();
      this.#beginReady(signal);
      this.nudge();
    };
    const doing = this.perform(effect, signal, performed).catch(this.#onError);
    this.#doing.add(doing);
    void doing.finally(() => {
      this.#doing.delete(doing);
      this.#beginReady(signal);
      this.nudge(); // its lane may go on
    });
  }

  /** Does one effect and commits what came of it. `performed` is told between the two. */
  async perform(
    effect: ClaimedEffect,
    signal: AbortSignal,
    performed: () => void = () => {},
  ): Promise<void> {
    const { db, clock } = this.#parts;
    const performer = this.#performers.get(effect.kind);
    const { organisationId, interactionId, key, attempts, failures } = effect;
    let result: unknown;
    try {
      if (!performer)
        throw new Error(`Nothing here does effects of the kind “${effect.kind}”.`);
      const now = () => clock.now();
      const attempt = failures + 1;
      const occasion = { organisationId, interactionId, key, attempt, db, now, signal };
      result =
        attempts > MOST_BEGUN
          ? performer.givenUp('It was begun again and again, and never came to its end.')
          : await performer.perform(effect.request as never, occasion); // the row's kind names the request's
    } catch (error) {
      const later = (seconds: number, failed: boolean) =>
        postponeEffect(db, effect, new Date(clock.now().getTime() + seconds * 1000), {
          failed,
        });
      if (signal.aborted) return later(0, false); // the next server goes on at once
      if (!(error instanceof TryAgain)) this.#onError(error);
      if (!performer) return later(WITHOUT_PERFORMER_SECONDS, false);
      const again = RETRY_AFTER_SECONDS[failures];
      if (again !== undefined) return later(again, true);
      const reason = error instanceof TryAgain ? error.message : 'It failed again and again.';
      result = performer.givenUp(reason);
    } finally {
      performed();
    }
    await this.#settler.settle({ effect, result });
  }

  /** Sleeps until the next effect is due. */
  async #sleep(signal: AbortSignal): Promise<void> {
    const next = await readNextEffect(this.#parts.db);
    if (signal.aborted) return;
    const until = next
      ? Math.max(next.getTime() - this.#parts.clock.now().getTime(), 1)
      : Infinity;
    await this.#rest(Math.min(until, LONGEST_SLEEP_MS));
  }

  /** Until somebody nudges, or for so long. */
  async #rest(pause?: number): Promise<void> {
    if (this.#nudged || this.#stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = pause === undefined ? undefined : setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
