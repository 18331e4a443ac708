import type { Db } from '../storage/database.ts';
import {
  readChanges,
  readHorizon,
  type ChangeBatch,
  type Position,
} from '../storage/changes.ts';

/** The longest pause between two looks at the feed: what another process committed is seen within it. */
const POLL_MS = 25;
/** The first pause after a commit of our own, whose changes an older transaction may hold back for a moment. */
const SHORTEST_POLL_MS = 2;
const BATCH = 1000;

type Listener = (batch: ChangeBatch) => Promise<void>;

/**
 * Follows the change feed from one place, for all sockets of this process. Looks at once when told of a commit,
 * by a short poll for commits of other processes, and not at all while nobody listens.
 */
export class Feed {
  #db: Db;
  #onError: (error: unknown) => void;
  #pause = SHORTEST_POLL_MS;
  #wake: (() => void) | undefined;
  #nudged = false;
  #running = false;
  #stopped = false;

  constructor(db: Db, onError: (error: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Begins to follow, from now on and for as long as somebody `wanted` it. Gives the position it begins at. */
  async start(wanted: () => boolean, listener: Listener): Promise<Position> {
    const position = await readHorizon(this.#db);
    this.#running = true;
    this.#stopped = false;
    void this.#follow(position, wanted, listener);
    return position;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  /** Something was committed here: look now. */
  nudge(): void {
    this.#nudged = true;
    this.#pause = SHORTEST_POLL_MS;
    this.#wake?.();
  }

  async #follow(from: Position, wanted: () => boolean, listener: Listener): Promise<void> {
    let position = from;
    while (wanted() && !this.#stopped) {
      this.#nudged = false;
      try {
        const batch = await readChanges(this.#db, position, { limit: BATCH });
        await listener(batch);
        position = batch.position;
        if (!batch.complete) continue;
      } catch (error) {
        if (this.#stopped) break;
        this.#onError(error);
        this.#pause = POLL_MS;
      }
      if (!this.#nudged) await this.#rest();
    }
    this.#running = false;
  }

  #rest(): Promise<void> {
    const pause = this.#pause;
    this.#pause = Math.min(this.#pause * 2, POLL_MS);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
