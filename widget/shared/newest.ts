import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So near to the end, in pixels, is at the end. */
const NEAR = 32;

/**
 * Keeps the end of what Waypost scrolls around an element in view whenever the element has updated, unless the reader
 * scrolled up. A page's own scrolling is left alone.
 */
export class NewestController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #isWanted: () => boolean;
  #scroller: Element | undefined;
  #isAtEnd = true;

  constructor(host: ReactiveControllerHost & HTMLElement, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isAtEnd = true;
    this.#scroller = scrollerAround(this.#host);
    this.#scroller?.addEventListener('scroll', this.#note, { passive: true });
  }

  hostDisconnected(): void {
    this.#scroller?.removeEventListener('scroll', this.#note);
  }

  hostUpdated(): void {
    if (this.#isAtEnd && this.#isWanted()) this.goToEnd();
  }

  goToEnd(): void {
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight, behavior: 'instant' });
  }

  #note = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller as Element; // it just scrolled
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  };
}

/** The next element around that scrolls, as far as it lies in a shadow tree of ours. */
function scrollerAround(element: Element): Element | undefined {
  for (let at: Node | null = element; at; at = parentOf(at)) {
    if (!(at instanceof Element)) continue;
    if (!(at.getRootNode() instanceof ShadowRoot)) return undefined;
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}

const parentOf = (node: Node): Node | null =>
  node instanceof ShadowRoot ? node.host : node.parentNode;
