interface Row {
  readonly id: string;
}

/**
 * Where the rows of a list lie, one below the other: all are of one height but those that were seen to be of another.
 * What it costs depends on these alone, not on how many rows there are.
 */
export class RowHeights {
  #rows: readonly Row[] = [];
  #usual: number;
  /** The heights that are not the usual one, by the row's id. */
  readonly #others = new Map<string, number>();
  /** Where these rows are in the list, in its order. */
  #indices: number[] = [];
  /** How much more than usual the rows are high up to and with each of these. */
  #excess: number[] = [];

  constructor(usual: number) {
    this.#usual = usual;
  }

  get usual(): number {
    return this.#usual;
  }

  get total(): number {
    return this.startOf(this.#rows.length);
  }

  setRows(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#indices = [];
    if (this.#others.size > 0)
      for (let index = 0; index < rows.length; index++)
        if (this.#others.has(rows[index]!.id)) this.#indices.push(index);
    this.#sumFrom(0);
  }

  /** All heights are forgotten. */
  setUsual(height: number): void {
    this.#usual = height;
    this.#others.clear();
    this.#indices = [];
    this.#excess = [];
  }

  heightOf(index: number): number {
    return this.#others.get(this.#rows[index]?.id ?? '') ?? this.#usual;
  }

  /** Notes the height of a row, and answers how much more it is than before. */
  set(index: number, height: number): number {
    const row = this.#rows[index];
    const more = height - this.heightOf(index);
    if (!row || !more) return 0;
    const place = this.#placeOf(index);
    const isKnown = this.#indices[place] === index;
    if (height === this.#usual) {
      this.#others.delete(row.id);
      this.#indices.splice(place, 1);
    } else {
      this.#others.set(row.id, height);
      if (!isKnown) this.#indices.splice(place, 0, index);
    }
    this.#sumFrom(place);
    return more;
  }

  startOf(index: number): number {
    return index * this.#usual + (this.#excess[this.#placeOf(index) - 1] ?? 0);
  }

  /** The row that lies at an offset, or the nearest one; -1 where there is no row. */
  indexAt(offset: number): number {
    let [low, high] = [0, this.#rows.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return high < 0 ? -1 : low;
  }

  /** How many of the unusual rows come before one. */
  #placeOf(index: number): number {
    let [low, high] = [0, this.#indices.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#indices[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sumFrom(place: number): void {
    this.#excess.length = place;
    for (let at = place; at < this.#indices.length; at++)
      this.#excess.push(
        (this.#excess[at - 1] ?? 0) + this.heightOf(this.#indices[at]!) - this.#usual,
      );
  }
}
