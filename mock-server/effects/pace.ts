/** As many as are done in so long are claimed ahead: enough for the database to answer meanwhile. */
const AHEAD_MS = 50;
const MOST_AHEAD = 192;
/** What was claimed ahead and had no turn in so long is left to others: those that are called slowed down. */
const LONGEST_AHEAD_MS = 1000;
/** What is counted in less says nothing. */
const SHORTEST_LOOK_MS = 20;

/**
 * How many effects are worth claiming before there is room for them. Calls that take a millisecond never wait for the
 * next ones to be claimed; of calls that take seconds hardly any is kept from other servers.
 */
export class Pace {
  readonly longestAheadMs: number = LONGEST_AHEAD_MS;
  #now: () => number;
  #since: number;
  #performed = 0;
  #ahead = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** An effect was performed. */
  count(): void {
    this.#performed++;
  }

  get ahead(): number {
    const now = this.#now();
    const passed = now - this.#since;
    if (passed < SHORTEST_LOOK_MS) return this.#ahead;
    this.#ahead = Math.min(MOST_AHEAD, Math.floor((this.#performed * AHEAD_MS) / passed));
    this.#since = now;
    this.#performed = 0;
    return this.#ahead;
  }
}
