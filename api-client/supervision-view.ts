import { readSupervision, writeSupervision } from './cache-supervision.ts';
import type { Change } from './contract/change.ts';
import type { Supervision } from './contract/supervision.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { SupervisionOptions } from './waypost.ts';

/** What changes is counted anew at most this often, in milliseconds: counting costs the server more than a row. */
const PATIENCE = 2_000;
/** And at least this often: a day ends without a change. */
const LONGEST = 60_000;

/** What happens now, as the server counts it. What this browser keeps of it goes with anything that goes out of sight. */
export class SupervisionView extends View<Supervision> {
  readonly scope = 'history';
  readonly #options: SupervisionOptions;
  #supervision: Supervision | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  constructor(sync: Sync, options: SupervisionOptions) {
    super(sync);
    this.#options = options;
  }

  protected data(): Supervision | undefined {
    return this.#supervision;
  }

  protected async showCached(session: Session, signal: AbortSignal): Promise<void> {
    const kept = await session.cache.run(
      (database) => readSupervision(database, this.#options),
      undefined,
    );
    if (kept && !signal.aborted && !this.isLoaded) this.#supervision = kept;
  }

  protected async load(session: Session, signal: AbortSignal): Promise<void> {
    clearTimeout(this.#next);
    this.#isDue = false;
    const askedIn = await session.cache.readEpoch();
    const query = this.#options;
    const supervision = await this.sync.call('readSupervision', { query, signal });
    if (signal.aborted) return;
    this.#supervision = supervision;
    void session.cache.run(
      (database) => writeSupervision(database, supervision, query, askedIn),
      undefined,
    );
    this.#countIn(this.#isDue ? PATIENCE : LONGEST);
  }

  protected take({ kind }: Change): void {
    if (this.#isDue || (kind !== 'interaction' && kind !== 'gone')) return;
    this.#isDue = true;
    this.#countIn(PATIENCE);
  }

  #countIn(wait: number): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.reload(), wait);
  }

  protected clear(): void {
    clearTimeout(this.#next);
    this.#isDue = false;
    this.#supervision = undefined;
  }
}
