import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RowHeights } from './row-heights.ts';

interface Row {
  readonly id: string;
}

/** A row that is to be in the page, and how far from the list's beginning it lies, in pixels. */
export interface PlacedRow {
  index: number;
  start: number;
}

export interface VirtualRowsOptions {
  /** A row that stays in the page wherever it is: it holds the focus. */
  kept: () => number | undefined;
  /** What covers the end of the scroller's inside when a row is brought there, in pixels. */
  covered: () => number;
  /** Puts the rows that are to be there into the page, while they are scrolled or else. */
  draw: (isScrolling: boolean) => void;
}

/** So many rows beyond either edge are there before they are scrolled to. */
const BEYOND = 6;
/** So often at most rows are drawn anew since others turned out to be of another height. */
const ROUNDS = 5;

/**
 * Which rows of a long list are in view. What is on the first line in view stays there when rows come or go above it.
 * Nothing is read from the page that would have it laid out while it is being drawn, but for rows whose height only
 * the page knows.
 */
export class VirtualRows implements ReactiveController {
  readonly #options: VirtualRowsOptions;
  readonly #heights = new RowHeights(32);
  #rows: readonly Row[] = [];
  #scroller: HTMLElement | undefined;
  /** How high the scroller's inside is; 0 while it is hidden. */
  #view = 0;
  /** Stays while the scroller is hidden, which loses its own. */
  #offset = 0;
  /** Whether the scroller is still to be brought to the offset. */
  #isToMove = false;
  /** The row that is to be brought into view. */
  #wanted: string | undefined;
  #drawn: { first: number; last: number } | undefined;
  #isFresh = true;
  readonly #size = new ResizeObserver(([entry]) => this.#resized(entry!.contentRect.height));

  constructor(host: ReactiveControllerHost, options: VirtualRowsOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#scroller) this.#size.observe(this.#scroller);
  }

  hostDisconnected(): void {
    this.#size.disconnect();
    this.#view = 0;
  }

  /** What scrolls; the same one again changes nothing. */
  setScroller(scroller: HTMLElement): void {
    if (scroller === this.#scroller) return;
    this.#scroller = scroller;
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#size.observe(scroller);
    this.#view = scroller.clientHeight;
  }

  /** Takes the rows; the same list again changes nothing. */
  setRows(rows: readonly Row[]): void {
    if (rows === this.#rows) return;
    const anchor = this.#anchorIn(rows);
    const before = this.#idsInView();
    this.#rows = rows;
    this.#heights.setRows(rows);
    if (anchor) this.#moveTo(this.#heights.startOf(anchor.index) + anchor.out);
    const known = new Set(before);
    if (!this.#idsInView().some((id) => known.has(id))) this.#isFresh = true;
  }

  /** The height of all rows until they are measured. */
  setUsualHeight(height: number): void {
    const first = this.#heights.indexAt(this.#offset);
    const out = this.#offset - this.#heights.startOf(first);
    this.#heights.setUsual(height);
    if (this.#offset > 0 && first >= 0) this.#moveTo(this.#heights.startOf(first) + out);
  }

  /** Notes how high a row is in the page, and answers whether that is news. Those above do not move what is in view. */
  setHeight(index: number, height: number): boolean {
    const isAbove = this.#heights.startOf(index) < this.#offset;
    const more = this.#heights.set(index, height);
    if (isAbove && this.#wanted === undefined) this.#moveTo(this.#offset + more, more !== 0);
    return more !== 0;
  }

  /** Whether only what is in view is drawn as yet, since all of it is new: it is painted sooner. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  get height(): number {
    return this.#heights.total;
  }

  /** Where nothing is shown, rows have no height either. */
  get isHidden(): boolean {
    return this.#view === 0;
  }

  /** The rows that are to be in the page: always as many, as long as they are of one height. */
  get items(): PlacedRow[] {
    const { first, last } = (this.#drawn = this.#range);
    const kept = this.#options.kept();
    const indices = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    if (kept !== undefined && kept < first) indices.unshift(kept);
    if (kept !== undefined && kept > last) indices.push(kept);
    return indices.map((index) => ({ index, start: this.#heights.startOf(index) }));
  }

  get #range(): { first: number; last: number } {
    if (!this.#view) return { first: 0, last: -1 };
    const top = this.#firstInView;
    const usual = Math.ceil(this.#view / this.#heights.usual) + 1;
    const beyond = this.#isFresh ? 0 : BEYOND;
    const count = Math.max(this.lastInView - top + 1, usual) + 2 * beyond;
    const first = Math.max(0, Math.min(top - beyond, this.#rows.length - count));
    return { first, last: Math.min(first + count, this.#rows.length) - 1 };
  }

  get #firstInView(): number {
    return this.#heights.indexAt(this.#offset);
  }

  /** The last row in view, or -1. */
  get lastInView(): number {
    return this.#view ? this.#heights.indexAt(this.#offset + this.#view - 1) : -1;
  }

  get pageLength(): number {
    return Math.max(1, this.lastInView - this.#firstInView - 1);
  }

  get isAtTop(): boolean {
    return this.#offset < 4;
  }

  scrollToTop(): void {
    this.#wanted = undefined;
    // To move it has the page laid out, which takes long when all rows have changed.
    this.#moveTo(0, this.#offset > 0 || !!this.#scroller?.scrollTop);
  }

  /** Brings a row into view with the next update, by the shortest way. */
  scrollTo(index: number): void {
    // Shown again, it may not have heard of it yet.
    if (!this.#view) this.#resized(this.#scroller?.clientHeight ?? 0);
    this.#wanted = this.#rows[index]?.id;
    this.#aim(index);
  }

  #aim(index: number): void {
    const start = this.#heights.startOf(index);
    const latest = start + this.#heights.heightOf(index) + this.#options.covered() - this.#view;
    if (start < this.#offset) this.#moveTo(start);
    else if (latest > this.#offset) this.#moveTo(latest);
  }

  #moveTo(offset: number, isToMove = true): void {
    this.#offset = Math.max(0, offset);
    this.#isToMove ||= isToMove;
  }

  /** Has rows drawn until none has another height than was thought, and brings the scroller to its place. */
  update(draw: () => boolean): void {
    for (let round = 0; draw() && round < ROUNDS; round++) this.#aimAtWanted();
    if (!this.#view || !this.#scroller) return;
    this.#wanted = undefined;
    if (this.#isFresh) requestAnimationFrame(() => setTimeout(this.#drawAll));
    if (!this.#isToMove) return;
    this.#isToMove = false;
    this.#scroller.scrollTop = this.#offset;
  }

  /** What is beyond the edges follows once what is in view was painted. */
  #drawAll = (): void => {
    if (!this.#isFresh || !this.#view) return;
    this.#isFresh = false;
    this.#options.draw(false);
  };

  #aimAtWanted(): void {
    if (this.#wanted === undefined || !this.#drawn) return;
    const { first, last } = this.#drawn;
    for (let index = first; index <= last; index++)
      if (this.#rows[index]?.id === this.#wanted) this.#aim(index);
  }

  #scrolled = (): void => {
    if (!this.#view || this.#isToMove || !this.#scroller) return;
    this.#offset = this.#scroller.scrollTop;
    this.#isFresh = false;
    const { first, last } = this.#range;
    if (first !== this.#drawn?.first || last !== this.#drawn.last) this.#options.draw(true);
  };

  /** What is hidden loses its place; shown again, it goes back there. */
  #resized(height: number): void {
    const view = Math.round(height);
    if (view === this.#view) return;
    this.#isToMove ||= this.#view === 0 && this.#offset > 0;
    this.#view = view;
    if (view) this.#options.draw(false);
  }

  #idsInView(): string[] {
    const first = Math.max(0, this.#firstInView);
    return this.#rows.slice(first, Math.max(first, this.lastInView) + 1).map(({ id }) => id);
  }

  /** The first row in view that is among others, too; and how far it is scrolled out. */
  #anchorIn(rows: readonly Row[]): { index: number; out: number } | undefined {
    if (this.isAtTop) return undefined;
    const first = this.#firstInView;
    const places = new Map(this.#idsInView().map((id, at) => [id, at]));
    let best: { at: number; index: number } | undefined;
    for (let index = 0; index < rows.length && best?.at !== 0; index++) {
      const at = places.get(rows[index]!.id);
      if (at !== undefined && at < (best?.at ?? Infinity)) best = { at, index };
    }
    if (!best) return undefined;
    return { index: best.index, out: this.#offset - this.#heights.startOf(first + best.at) };
  }
}
