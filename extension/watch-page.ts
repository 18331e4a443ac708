import { ContactIndex, type Found } from './find-contacts.ts';
import { PageRoots, topsOf, type Root } from './page-roots.ts';
import type { SiteRule } from './site-rules.ts';

/** Milliseconds between two looks at what has changed. */
const PAUSE = 250;

/** What no change of the page tells is seen after so long: what is hidden or shown by a style, and roots that came late. */
const LONG_PAUSE = 2_000;

/** Milliseconds that one look may take of a moment in which the browser has nothing else to do. */
const BUDGET = 4;

/** When more parts changed than this, the page is looked at as a whole. */
const MOST_PARTS = 500;

/** What a page shows now. `isCut` says that there is more. */
export interface Shown {
  list: Found[];
  isCut: boolean;
}

/**
 * Tells which contacts the page shows, with open shadow roots and frames of its own site in it, now and whenever that changes, until the signal aborts. Only what
 * changed is looked at, in idle moments, and nothing at all while nobody sees the page. `before` is called ahead of each
 * look, and at each change of the page: it may abort.
 */
export function watchPage(
  rules: readonly SiteRule[],
  listener: (shown: Shown) => void,
  signal: AbortSignal,
  before: () => void = () => {},
): { lookAgain(): void } {
  const watch = new Watch(rules, listener, before);
  const begin = () => {
    before();
    if (document.visibilityState === 'visible' && !signal.aborted) watch.begin();
    else watch.rest();
  };
  document.addEventListener('visibilitychange', begin, { signal });
  // The event of a frame that has loaded bubbles nowhere, and is seen on its way down.
  document.addEventListener('load', ({ target }) => watch.noteLoaded(target), {
    signal,
    capture: true,
  });
  signal.addEventListener('abort', () => watch.rest());
  begin();
  return { lookAgain: () => watch.lookAgain() };
}

class Watch {
  readonly #rules: readonly SiteRule[];
  readonly #tell: (shown: Shown) => void;
  readonly #before: () => void;
  readonly #observer = new MutationObserver((records) => this.#note(records));
  #index: ContactIndex;
  #roots = new PageRoots();
  #parts = new Set<Element>();
  #texts = new Set<Element>();
  #told: Found[] | null = null;
  #lookedAt = 0;
  #pausing: ReturnType<typeof setTimeout> | undefined;
  #idling = 0;
  #isWatching = false;

  constructor(rules: readonly SiteRule[], tell: (shown: Shown) => void, before: () => void) {
    this.#rules = rules;
    this.#tell = tell;
    this.#before = before;
    this.#index = new ContactIndex(rules);
  }

  begin(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#index = new ContactIndex(this.#rules);
    this.#roots = new PageRoots();
    this.#take(document);
    this.lookAgain();
  }

  /** Follows a root, and looks at all of it. */
  #take(root: Root): void {
    this.#observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: [...this.#index.attributes],
    });
    for (const top of topsOf(root)) this.#parts.add(top);
  }

  noteLoaded(target: EventTarget | null): void {
    const loaded = target as Node | null; // that document has no others
    if (!this.#isWatching || !loaded || !isElement(loaded) || !('contentDocument' in loaded))
      return;
    this.#parts.add(loaded);
    this.lookAgain();
  }

  /** Holds on to no element of the page. */
  rest(): void {
    this.#isWatching = false;
    this.#observer.disconnect();
    clearTimeout(this.#pausing);
    cancelIdleCallback(this.#idling);
    this.#pausing = undefined;
    this.#idling = 0;
    this.#parts.clear();
    this.#texts.clear();
  }

  /** Looks as soon as the pause is over. */
  lookAgain(): void {
    if (!this.#isWatching || this.#idling) return;
    clearTimeout(this.#pausing);
    const wait = Math.max(0, this.#lookedAt + PAUSE - performance.now());
    this.#pausing = setTimeout(() => this.#lookWhenIdle(), wait);
  }

  #note(records: MutationRecord[]): void {
    this.#before();
    if (!this.#isWatching) return;
    const wasQuiet = this.#parts.size + this.#texts.size === 0;
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes')
        this.#parts.add(target as Element); // only elements have attributes
      else if (type === 'characterData') this.#noteText(target.parentElement);
      else {
        for (const node of addedNodes) if (isElement(node)) this.#parts.add(node);
        this.#noteText(target as Element);
      }
    }
    if (this.#parts.size > MOST_PARTS) this.#parts = new Set(this.#roots.tops());
    if (wasQuiet) this.lookAgain();
  }

  #noteText(holder: Element | null): void {
    if (holder) this.#texts.add(holder);
  }

  #lookWhenIdle(): void {
    this.#idling = requestIdleCallback((deadline) => this.#look(deadline), {
      timeout: PAUSE * 2,
    });
  }

  #look(deadline: IdleDeadline): void {
    this.#idling = 0;
    this.#before();
    if (!this.#isWatching) return;
    const began = performance.now();
    const isTimeUp = () =>
      performance.now() - began > BUDGET ||
      (!deadline.didTimeout && deadline.timeRemaining() < 1);
    if (this.#parts.size + this.#texts.size === 0)
      for (const root of this.#roots.findLate()) this.#take(root);
    for (const part of this.#parts) {
      this.#parts.delete(part);
      if (part.isConnected) this.#lookAt(part);
      if (isTimeUp() && this.#parts.size > 0) return this.#lookWhenIdle();
    }
    for (const holder of this.#texts) this.#index.lookAbove(holder);
    this.#texts.clear();
    this.#lookedAt = performance.now();
    this.#pausing = setTimeout(() => this.#lookWhenIdle(), LONG_PAUSE);
    this.#tellNews();
  }

  #lookAt(part: Element): void {
    this.#index.look(part);
    for (const root of this.#roots.findIn(part)) this.#take(root);
  }

  #tellNews(): void {
    const { list, isCut } = this.#index.found();
    const isOld =
      this.#told?.length === list.length &&
      list.every(({ contact, element }, index) => {
        const told = this.#told![index]!; // as long as the list
        return told.contact === contact && told.element === element;
      });
    if (isOld) return;
    this.#told = list;
    this.#tell({ list, isCut });
  }
}

/** Also of a frame's document, which has classes of its own. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}
