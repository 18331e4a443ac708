import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface VirtualRowsOptions {
  scroller: () => HTMLElement | null;
  /** The height that a row has before it was seen, in pixels. */
  estimate: () => number;
  /** A row that stays in the DOM wherever it is: it holds the focus. */
  kept: () => number | undefined;
  /** What covers the end of the scroller's inside when a row is brought there, in pixels. */
  covered: () => number;
}

/**
 * Which rows of a long list are in view. Rows are placed by their `start`; each has `data-index`. What is on the first
 * line in view stays there when rows come or go above it.
 */
export class VirtualRows implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: VirtualRowsOptions;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #keys: readonly string[] = [];
  /** The key of the row on the first line, and how far it is scrolled out. */
  #anchor: { key: string; offset: number } | undefined;
  #release: (() => void) | undefined;
  #isShown = false;
  #isMeasuring = false;
  #place = 0;

  constructor(host: ReactiveControllerHost, options: VirtualRowsOptions) {
    this.#host = host;
    this.#options = options;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#settings([]));
    host.addController(this);
  }

  #settings(keys: readonly string[]) {
    return {
      count: keys.length,
      getItemKey: (index: number) => keys[index] ?? index,
      getScrollElement: this.#options.scroller,
      estimateSize: this.#options.estimate,
      scrollPaddingEnd: this.#options.covered(),
      overscan: 6,
      measureElement: measureShown,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => this.#wantUpdate(),
      // Within its own turn of a resize observer, a row would bring rows that are to be observed in the same turn.
      useAnimationFrameWithResizeObserver: true,
    };
  }

  /** Takes the rows' keys; the same list again changes nothing. */
  setKeys(keys: readonly string[]): void {
    if (keys === this.#keys) return;
    this.#noteAnchor(keys);
    this.#keys = keys;
    this.#virtualizer.setOptions(this.#settings(keys));
  }

  /** To be called when all heights may be others: another width, another size of text. */
  forgetHeights(): void {
    this.#virtualizer.measure();
  }

  get items(): VirtualItem[] {
    const items = this.#virtualizer.getVirtualItems();
    const kept = this.#options.kept();
    if (kept === undefined || items.some(({ index }) => index === kept)) return items;
    const item = this.#virtualizer.measurementsCache[kept];
    return item ? [...items, item].sort((one, other) => one.index - other.index) : items;
  }

  get height(): number {
    return this.#virtualizer.getTotalSize();
  }

  /** The last row in view, or -1. */
  get lastInView(): number {
    return this.#virtualizer.range?.endIndex ?? -1;
  }

  get pageLength(): number {
    const { range } = this.#virtualizer;
    return Math.max(1, range ? range.endIndex - range.startIndex - 1 : 1);
  }

  get isAtTop(): boolean {
    return (this.#virtualizer.scrollOffset ?? 0) < 4;
  }

  scrollTo(index: number, align: 'auto' | 'start' = 'auto'): void {
    this.#virtualizer.scrollToIndex(index, { align });
  }

  hostConnected(): void {
    this.#release = this.#virtualizer._didMount();
  }

  hostDisconnected(): void {
    this.#release?.();
    this.#virtualizer.scrollElement = null;
  }

  /** A list that is hidden loses its place; shown again, it goes back there. */
  hostUpdated(): void {
    this.#isMeasuring = true;
    this.#keepPlace();
    this.#virtualizer._willUpdate();
    const rows = this.#options.scroller()?.querySelectorAll<HTMLElement>('[data-index]') ?? [];
    for (const row of rows) {
      const key = this.#keys[Number(row.dataset.index)];
      if (key !== undefined && this.#virtualizer.elementsCache.get(key) !== row)
        this.#virtualizer.measureElement(row);
    }
    this.#virtualizer.measureElement(null);
    this.#returnToAnchor();
    this.#isMeasuring = false;
  }

  /** What is measured right after an update asks for the next one, before anything is painted. */
  #wantUpdate(): void {
    if (this.#isMeasuring) queueMicrotask(() => this.#host.requestUpdate());
    else this.#host.requestUpdate();
  }

  #keepPlace(): void {
    const scroller = this.#options.scroller();
    const isShown = !!scroller?.clientHeight;
    if (isShown && !this.#isShown && this.#place > 0) scroller.scrollTop = this.#place;
    if (isShown) this.#place = scroller.scrollTop;
    this.#isShown = isShown;
  }

  #noteAnchor(next: readonly string[]): void {
    if (this.isAtTop) return;
    const offset = this.#virtualizer.scrollOffset ?? 0;
    const isThere = new Set(next);
    const first = this.items.find(({ end, key }) => end > offset && isThere.has(String(key)));
    if (first) this.#anchor = { key: String(first.key), offset: offset - first.start };
  }

  #returnToAnchor(): void {
    const anchor = this.#anchor;
    const scroller = this.#options.scroller();
    this.#anchor = undefined;
    if (!anchor || !scroller) return;
    const index = this.#keys.indexOf(anchor.key);
    const found = this.#virtualizer.measurementsCache[index];
    if (found && Math.abs(found.start + anchor.offset - scroller.scrollTop) > 1)
      scroller.scrollTop = found.start + anchor.offset;
  }
}

/** What is hidden has no height: then the one that it had counts. */
const measureShown: typeof measureElement = (row, entry, virtualizer) =>
  row.checkVisibility()
    ? measureElement(row, entry, virtualizer)
    : (virtualizer.itemSizeCache.get(
        virtualizer.options.getItemKey(virtualizer.indexFromElement(row)),
      ) ?? virtualizer.options.estimateSize(virtualizer.indexFromElement(row)));
