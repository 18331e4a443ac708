import type { PlacedRow } from './virtual-rows.ts';

interface Row {
  readonly id: string;
}

/** An element that shows one row after another. */
export interface RowSlot<Shown extends Row> {
  readonly element: HTMLElement;
  /** Shows a row, which may be another one than before, and says where it lies. */
  show(row: Shown, place: PlacedRow): void;
}

/** After so long without scrolling, in milliseconds, it rests. */
const REST = 150;
/** So many elements without a row are kept. */
const MOST_SPARE = 20;

/**
 * The elements of the rows in view. One whose row has left shows the next one that comes: to write in an element anew
 * takes much less than to make one. While rows are scrolled, their elements keep their order, and are put into that of
 * the rows when it rests: it is the order in which they are read aloud.
 */
export class RowSlots<Shown extends Row, Slot extends RowSlot<Shown>> {
  readonly #make: () => Slot;
  #slots = new Map<string, Slot>();
  /** Those that were in the page and may be again. */
  readonly #spare: Slot[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(make: () => Slot) {
    this.#make = make;
  }

  /** In the order of their rows. */
  get all(): Slot[] {
    return [...this.#slots.values()];
  }

  /** Shows these rows of a list in a body, and no others. */
  show(
    body: HTMLElement,
    rows: readonly Shown[],
    places: readonly PlacedRow[],
    isScrolling: boolean,
  ): void {
    const shown = places.map((place) => ({ row: rows[place.index]!, place }));
    const free = this.#freeFor(body, new Set(shown.map(({ row }) => row.id)));
    const before = this.#slots;
    this.#slots = new Map();
    for (const { row, place } of shown) {
      const slot = before.get(row.id) ?? free.shift() ?? this.#add(body);
      slot.show(row, place);
      this.#slots.set(row.id, slot);
    }
    for (const slot of free) this.#putAway(slot);
    clearTimeout(this.#rest);
    if (isScrolling) this.#rest = setTimeout(() => this.#putInOrder(body), REST);
    else this.#putInOrder(body);
  }

  /** Those whose rows have left, in the order of the page. One that holds the focus must not show another row. */
  #freeFor(body: HTMLElement, ids: ReadonlySet<string>): Slot[] {
    const focused = focusIn(body);
    const left = [...this.#slots].filter(([id]) => !ids.has(id)).map(([, slot]) => slot);
    return left.filter((slot) => {
      const isFree = !slot.element.contains(focused);
      if (!isFree) this.#putAway(slot);
      return isFree;
    });
  }

  #putAway(slot: Slot): void {
    slot.element.remove();
    if (this.#spare.length < MOST_SPARE) this.#spare.push(slot);
  }

  #add(body: HTMLElement): Slot {
    const slot = this.#spare.pop() ?? this.#make();
    body.append(slot.element);
    return slot;
  }

  /** The row with the focus stays where it is, since it would lose it: the others go around it. */
  #putInOrder(body: HTMLElement): void {
    const focused = focusIn(body);
    let next: Element | null = null;
    for (const { element } of this.all.reverse()) {
      if (element.nextElementSibling !== next && !element.contains(focused))
        body.insertBefore(element, next);
      next = element;
    }
  }
}

const focusIn = (body: HTMLElement): Element | null =>
  (body.getRootNode() as ShadowRoot).activeElement;
