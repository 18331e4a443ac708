import type { Interaction } from '../../api-client/contract/interaction.ts';

/**
 * The rows on show, while someone reads: those that arrive among them wait until they are asked for, those that change
 * stay in their place, those that are gone go at once. What is loaded behind the last row joins.
 */
export class HeldRows {
  #rows: readonly Interaction[] = [];
  #latest: readonly Interaction[] = [];
  #waiting = 0;

  get rows(): readonly Interaction[] {
    return this.#rows;
  }

  /** How many new rows wait. */
  get waiting(): number {
    return this.#waiting;
  }

  take(latest: readonly Interaction[], isReading: boolean): void {
    if (latest === this.#latest && isReading) return;
    this.#latest = latest;
    if (isReading && this.#rows.length > 0) this.#merge(latest);
    else this.release();
  }

  /** Shows everything in its order. */
  release(): void {
    this.#rows = this.#latest;
    this.#waiting = 0;
  }

  #merge(latest: readonly Interaction[]): void {
    const byId = new Map(latest.map((row) => [row.id, row]));
    const shown = new Set(this.#rows.map(({ id }) => id));
    const stay = this.#rows.flatMap(({ id }) => byId.get(id) ?? []);
    if (stay.length === 0) return this.release();
    const end = latest.findLastIndex(({ id }) => shown.has(id)) + 1;
    this.#waiting = latest.slice(0, end).filter(({ id }) => !shown.has(id)).length;
    this.#rows = [...stay, ...latest.slice(end)];
  }
}
