import type { WaypostError } from '../../api-client/errors.ts';

/**
 * Something that is asked for, and asked for anew when what it depends on has changed. What was there stays until the
 * new answer comes; an answer that comes too late is dropped.
 */
export class Asked<Value> {
  value: Value | undefined;
  error: WaypostError | undefined;
  #key: string | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Does nothing when the same was asked for already. */
  ask(key: string, load: () => Promise<Value>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.error = undefined;
    void load().then(
      (value) => this.#settle(key, () => (this.value = value)),
      // The client fails with nothing else.
      (error: WaypostError) => this.#settle(key, () => (this.error = error)),
    );
  }

  /** The next `ask` asks, whatever its key. */
  again(): void {
    this.#key = this.error = undefined;
    this.#changed();
  }

  forget(): void {
    this.#key = this.value = this.error = undefined;
  }

  #settle(key: string, take: () => void): void {
    if (key !== this.#key) return;
    take();
    this.#changed();
  }
}
