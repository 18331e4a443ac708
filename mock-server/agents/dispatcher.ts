import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Steps } from '../routing/steps.ts';
import type { Db } from '../storage/database.ts';
import {
  beginRings,
  endRings,
  listFreeAdvisors,
  listOutOfReach,
  listWaitingEntries,
  listWaitingOrganisations,
  lockDispatch,
  readNextRingEnd,
  recordOfferChanges,
} from '../storage/dispatch.ts';
import { transact } from '../storage/transact.ts';
import { match } from './matching.ts';
import type { PresenceKeeper } from './presence.ts';

/** The longest sleep: what another server committed is seen within it, and so is who is there no more. */
const LONGEST_SLEEP_MS = 1000;

export interface DispatcherParts {
  db: Db;
  clock: Clock;
  steps: Steps;
  presence: PresenceKeeper;
  /** Told when advisors' offers have changed. */
  told: () => void;
}

type OutOfReach = Awaited<ReturnType<typeof listOutOfReach>>[number];

/**
 * Brings waiting interactions and free advisors together. All that it knows is in the database: any number of servers
 * do this at the same time, one of them at a time for an organisation, and what one leaves another finds.
 */
export class Dispatcher {
  #parts: DispatcherParts;
  #onError: (error: unknown) => void;
  #stop = new AbortController();
  #wake: (() => void) | undefined;
  #nudged = false;
  #running: Promise<void> | undefined;

  constructor(parts: DispatcherParts, onError: (error: unknown) => void) {
    this.#parts = parts;
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

  /** Something waits, somebody is free, or somebody is gone. */
  nudge(): void {
    this.#nudged = true;
    this.#wake?.();
  }

  /** Looks at every organisation once. */
  async dispatch(): Promise<void> {
    const { db, presence } = this.#parts;
    await presence.renew();
    for (const organisationId of await listWaitingOrganisations(db)) {
      await this.#dispatchIn(organisationId);
    }
  }

  async #dispatchIn(organisationId: string): Promise<void> {
    const { db, clock, told } = this.#parts;
    const { changed, outOfReach } = await transact(db, async (tx) => {
      await lockDispatch(tx, organisationId);
      const now = clock.now();
      const ended = await endRings(tx, organisationId, now);
      const advisors = await listFreeAdvisors(tx, organisationId, now);
      const entries = await listWaitingEntries(tx, organisationId, advisors);
      const rings = match(entries, advisors, now);
      const changed = [...ended, ...(await beginRings(tx, organisationId, rings))];
      await recordOfferChanges(tx, organisationId, changed);
      return { changed, outOfReach: await listOutOfReach(tx, organisationId, now) };
    });
    if (changed.length > 0) told();
    for (const entry of outOfReach) await this.#giveUp(organisationId, entry);
  }

  /** The interaction goes on without an advisor, unless it has gone on already. */
  async #giveUp(
    organisationId: string,
    { interactionId, enteredAt, reason }: OutOfReach,
  ): Promise<void> {
    try {
      await this.#parts.steps.take(organisationId, interactionId, (_, { run: { desk } }) => {
        const waits =
          desk?.advisorId === null && Date.parse(desk.enteredAt) === enteredAt.getTime();
        return Promise.resolve({
          answer: undefined,
          incident: waits
            ? { kind: 'advisor', news: { event: 'out-of-reach', reason } }
            : undefined,
        });
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error; // it has been erased meanwhile
    }
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#nudged = false;
        await this.dispatch();
        await this.#sleep(await readNextRingEnd(this.#parts.db), signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#onError(error);
        this.#nudged = false;
        await this.#sleep(undefined, signal);
      }
    }
  }

  #sleep(ringEnd: Date | undefined, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#nudged) return Promise.resolve();
    const now = this.#parts.clock.now().getTime();
    const pause = Math.min(
      Math.max((ringEnd?.getTime() ?? Infinity) - now, 1),
      LONGEST_SLEEP_MS,
    );
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
