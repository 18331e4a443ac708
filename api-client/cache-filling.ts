import { ProblemError } from './errors.ts';
import type { Session, Sync } from './sync.ts';

/** So many of the newest interactions are kept, whoever looked at them. */
export const FILLED_ROWS = 20_000;
const PAGE = 200;

/** What filling needs of the session. */
export interface FillingHost {
  call: Sync['call'];
  /** Whether the feed is followed, so that what is kept stays true. */
  isFollowed(): boolean;
}

/**
 * Loads the newest interactions into the cache, in the background: newest first, page by page while the page is idle,
 * on from where it was broken off. One tab of a browser does it at a time.
 */
export class Filling {
  readonly #session: Session;
  readonly #host: FillingHost;
  readonly #rows: number;
  readonly #ended = new AbortController();
  #isRunning = false;
  /** The epoch in which all was done: when everything was let go since, there is more to do. */
  #doneIn: number | undefined;

  constructor(session: Session, host: FillingHost, rows = FILLED_ROWS) {
    this.#session = session;
    this.#host = host;
    this.#rows = rows;
  }

  /** Begins, or goes on; does nothing while it runs, and when all is done. */
  async start(): Promise<void> {
    if (this.#isRunning || !this.#session.cache.isKept) return;
    this.#isRunning = true;
    const { signal } = this.#ended;
    try {
      if (this.#doneIn === (await this.#session.cache.readEpoch())) return;
      await alone(`${this.#session.name} filling`, signal, () => this.#fill());
    } catch {
      // The server is away, or the session has ended: the next start goes on.
    } finally {
      this.#isRunning = false;
    }
  }

  end(): void {
    this.#ended.abort();
  }

  async #fill(): Promise<void> {
    let kept = 0;
    let cursor: string | undefined;
    let to: string | undefined;
    let epoch: number | undefined;
    while (!this.#ended.signal.aborted && this.#host.isFollowed()) {
      const coverage = await this.#session.cache.readCoverage();
      if (coverage?.cursor == null) return; // what is not followed does not stay true
      if (coverage.epoch !== epoch) {
        cursor = undefined;
        kept = await this.#session.cache.countRows();
      }
      epoch = coverage.epoch;
      if (coverage.whole?.since === null || (coverage.whole && kept >= this.#rows)) {
        this.#doneIn = epoch;
        return;
      }
      // A cursor goes with the period that it was given for.
      if (cursor === undefined) to = coverage.whole?.since;
      const began = performance.now();
      const page = await this.#loadPage(to, cursor);
      cursor = page.nextCursor ?? undefined;
      const last = page.items.at(-1);
      // Others may have begun in the last one's instant.
      const since = cursor !== undefined && last ? justAfter(last.startedAt) : null;
      await this.#session.cache.writePage({ rows: page.items, epoch, whole: { since } });
      kept += page.items.length;
      // A server that is slow to answer is left alone for longer.
      await idle(2 * (performance.now() - began), this.#ended.signal);
    }
  }

  async #loadPage(to: string | undefined, cursor: string | undefined) {
    const { signal } = this.#ended;
    try {
      const query = { limit: PAGE, to, cursor };
      return await this.#host.call('listInteractions', { query, signal });
    } catch (error) {
      const isOver = error instanceof ProblemError && error.kind === 'period-too-long';
      if (isOver) return { items: [], nextCursor: null }; // it is whole since before what there is to see
      throw error;
    }
  }
}

function justAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}

/** Runs while no other tab does the same. */
async function alone(
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  if (!globalThis.navigator?.locks) return work();
  await navigator.locks.request(name, { signal }, work);
}

/** Waits for so long, and then for a moment in which the page has nothing to do. */
async function idle(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
  if ('requestIdleCallback' in globalThis)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
}
