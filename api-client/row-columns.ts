import type { Interaction } from './contract/interaction.ts';
import { byNewest } from './start-order.ts';

/** What is read out of a row. The same function each time, since what it read is kept under it. */
export type ValueOf<Value = unknown> = (row: Interaction) => Value;

/**
 * Rows, newest first, and what was read out of them beside them, a column for each question: with very many rows it
 * takes far longer to read them, which lie all over the memory, than to compare what was read.
 */
export class RowColumns {
  readonly rows: readonly Interaction[];
  readonly #rows: Interaction[];
  readonly #columns = new Map<ValueOf, unknown[]>();

  constructor(rows: Iterable<Interaction>) {
    this.rows = this.#rows = [...rows].sort(byNewest);
  }

  /** In the order of the rows. */
  valuesOf<Value>(valueOf: ValueOf<Value>): readonly Value[] {
    const known = this.#columns.get(valueOf) as Value[] | undefined; // of what this function gives
    if (known) return known;
    const values = this.#rows.map(valueOf);
    this.#columns.set(valueOf, values);
    return values;
  }

  /** Takes a row in, in the place of what it was before, if it was among them: mostly the same one, where nothing moves. */
  put(row: Interaction, before?: Interaction): void {
    if (before && byNewest(before, row) !== 0) this.remove(before);
    const place = this.#placeOf(row);
    this.#replace(place, this.#rows[place]?.id === row.id ? 1 : 0, row);
  }

  /** Takes a row away that is among them. */
  remove(row: Interaction): void {
    this.#replace(this.#placeOf(row), 1);
  }

  #replace(place: number, gone: number, ...come: Interaction[]): void {
    this.#rows.splice(place, gone, ...come);
    for (const [valueOf, values] of this.#columns)
      values.splice(place, gone, ...come.map(valueOf));
  }

  #placeOf(row: Interaction): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byNewest(this.#rows[middle]!, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
