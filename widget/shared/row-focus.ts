import type { WaypostElement } from './element.ts';
import type { VirtualRows } from './virtual-rows.ts';

interface Row {
  readonly id: string;
}

/**
 * The current row of a table whose rows come and go: the Tab key goes into it alone, the arrow keys from row to row,
 * and it stays in the page while it holds the focus.
 */
export class RowFocus {
  readonly #host: WaypostElement;
  readonly #virtual: VirtualRows;
  readonly #rows: () => readonly Row[];
  #key: string | undefined;
  #found: { rows: readonly Row[]; key: string; index: number } | undefined;

  constructor(host: WaypostElement, virtual: VirtualRows, rows: () => readonly Row[]) {
    this.#host = host;
    this.#virtual = virtual;
    this.#rows = rows;
  }

  /** The current row; the first one until another was gone to. */
  get index(): number {
    return this.keptIndex ?? 0;
  }

  /** The row that was gone to, as long as it is there. */
  get keptIndex(): number | undefined {
    const key = this.#key;
    if (key === undefined) return undefined;
    const rows = this.#rows();
    if (this.#found?.rows !== rows || this.#found.key !== key)
      this.#found = { rows, key, index: this.#indexOf(key) };
    return this.#found.index < 0 ? undefined : this.#found.index;
  }

  note = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    const key = this.#rows()[Number(row?.dataset.index)]?.id;
    if (!row || key === undefined || key === this.#key) return;
    this.#key = key;
    this.#host.requestUpdate();
  };

  move = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const isWithinChips = (event.target as Element).closest('.chips') !== null;
    const isSideways = event.key === 'Home' || event.key === 'End';
    const next = this.#next(event.key);
    if (!isPlain || next === undefined || (isWithinChips && isSideways)) return;
    event.preventDefault();
    void this.#goTo(next);
  };

  #next(key: string): number | undefined {
    const last = this.#rows().length - 1;
    const to: Record<string, number> = {
      ArrowDown: this.index + 1,
      ArrowUp: this.index - 1,
      PageDown: this.index + this.#virtual.pageLength,
      PageUp: this.index - this.#virtual.pageLength,
      Home: 0,
      End: last,
    };
    const index = to[key];
    return index === undefined ? undefined : Math.max(0, Math.min(last, index));
  }

  /** Puts the focus on the row with that key, or on the current one. */
  async go(key?: string): Promise<void> {
    const index = key === undefined ? -1 : this.#indexOf(key);
    await this.#goTo(index < 0 ? this.index : index);
  }

  #indexOf(key: string): number {
    return this.#rows().findIndex(({ id }) => id === key);
  }

  async #goTo(index: number): Promise<void> {
    const key = this.#rows()[index]?.id;
    if (key === undefined) return;
    this.#key = key;
    this.#virtual.scrollTo(index);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot
      .querySelector<HTMLElement>(`[data-index='${index}'] .open`)
      ?.focus({ preventScroll: true });
  }
}
