import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So near to the end, in pixels, is at the end. */
const NEAR = 32;

/**
 * Keeps the end of what Waypost scrolls around an element in view, whatever grows in it, unless the reader scrolled up.
 * A page's own scrolling is left alone.
 */
export class NewestController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #isWanted: () => boolean;
  readonly #sizes = new ResizeObserver(() => this.hostUpdated());
  #scroller: Element | undefined;
  #isAtEnd = true;
  #top = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isAtEnd = true;
    const [scroller, content] = scrollerAround(this.#host) ?? [];
    this.#scroller = scroller;
    this.#scroller?.addEventListener('scroll', this.#note, { passive: true });
    for (const grows of [scroller, content]) if (grows) this.#sizes.observe(grows);
  }

  hostDisconnected(): void {
    this.#scroller?.removeEventListener('scroll', this.#note);
    this.#sizes.disconnect();
  }

  hostUpdated(): void {
    if (this.#isAtEnd && this.#isWanted()) this.goToEnd();
  }

  goToEnd(): void {
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight, behavior: 'instant' });
    this.#top = this.#scroller?.scrollTop ?? 0;
  }

  /** Only who scrolls up leaves the end: a browser scrolls down by itself where something grew above. */
  #note = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller as Element; // it just scrolled
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR;
    if (isNear || scrollTop < this.#top) this.#isAtEnd = isNear;
    this.#top = scrollTop;
  };
}

/** The next element around that scrolls, as far as it lies in a shadow tree of ours, and what it scrolls. */
function scrollerAround(element: Element): [scroller: Element, content: Element] | undefined {
  let content = element;
  for (let at: Node | null = element; at; at = parentOf(at)) {
    if (!(at instanceof Element)) continue;
    if (!(at.getRootNode() instanceof ShadowRoot)) return undefined;
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return [at, content];
    content = at;
  }
  return undefined;
}

const parentOf = (node: Node): Node | null =>
  node instanceof ShadowRoot ? node.host : node.parentNode;
