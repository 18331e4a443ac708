import type { Clock } from '../clock.ts';
import { listDueRuns, postponeRun, type DueRun } from '../storage/conversations.ts';
import { isUnavailable } from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import type { Incident } from './interpreter.ts';
import { takeTogether } from './joint-steps.ts';
import type { Steps } from './steps.ts';

/** When a run that could not be taken up is tried again. */
const RETRY_MS = 60_000;
/**
 * Runs of one transaction, and transactions at the same time. A statement over all partitions costs as much for one run
 * as for many; but whoever writes to one of these interactions waits for all of them.
 */
const TOGETHER = 256;
const AT_ONCE = 2;
/** Runs at the same time that each need a transaction of their own. */
const ALONE_AT_ONCE = 8;

/** Takes up runs whose wait is over. */
export class DueRuns {
  #db: Db;
  #clock: Clock;
  #steps: Steps;

  constructor(db: Db, clock: Clock, steps: Steps) {
    this.#db = db;
    this.#clock = clock;
    this.#steps = steps;
  }

  /**
   * Takes up those that are longest overdue, at most so many. Gives how many there were. One that fails keeps none of
   * the others from going on; the first failure is thrown when all had their turn.
   */
  async takeUp(limit: number): Promise<number> {
    const due = await listDueRuns(this.#db, this.#clock.now(), limit);
    const alone: DueRun[] = [];
    await inLanes(AT_ONCE, inPieces(due, TOGETHER), async (runs) => {
      alone.push(...(await this.#takeTogether(runs)));
    });
    const failures: unknown[] = [];
    await inLanes(ALONE_AT_ONCE, alone, async (run) => {
      await this.#takeAlone(run).catch((error: unknown) => failures.push(error));
    });
    if (failures.length > 0) throw failures[0];
    return due.length;
  }

  /** Gives those that have to be taken alone: all of them when one made the transaction fail. */
  async #takeTogether(runs: readonly DueRun[]): Promise<readonly DueRun[]> {
    const wanted = runs.map((run) => ({
      ...run,
      incidentFor: (conversation: { step: number }) => incidentOf(run, conversation),
    }));
    try {
      return await takeTogether(this.#db, this.#steps, wanted);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return runs;
    }
  }

  async #takeAlone(run: DueRun): Promise<void> {
    const { organisationId, interactionId } = run;
    try {
      await this.#steps.take(organisationId, interactionId, (_, conversation) =>
        Promise.resolve({ answer: undefined, incident: incidentOf(run, conversation) }),
      );
    } catch (error) {
      if (!isUnavailable(error)) await this.#postpone(run);
      throw error;
    }
  }

  /** Tried again later: what fails and is always the longest overdue would be all that is ever tried. */
  async #postpone(run: DueRun): Promise<void> {
    await postponeRun(this.#db, run, new Date(this.#clock.now().getTime() + RETRY_MS));
  }
}

/** Nothing when the run has gone on since it was found due. */
function incidentOf({ step }: DueRun, conversation: { step: number }): Incident | undefined {
  return conversation.step === step ? { kind: 'due', step } : undefined;
}

function inPieces<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Works on the items in their order, so many at the same time. */
async function inLanes<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
