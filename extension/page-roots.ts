/** What is looked into as the page itself: its document, open shadow roots, and documents of its own site in frames. */
export type Root = Document | ShadowRoot;

/** A page that holds more is built of little else, and is looked into as far as this. */
export const MOST_ROOTS = 200;

/** Elements that are asked in one go whether they hold a root: a few milliseconds. */
const MOST_ASKED = 20_000;

/** The roots that elements of the page hold, as far as they were found. */
export class PageRoots {
  #held = new Map<Element, Root>();

  /** Those that this element, or one below it, holds and that were not known. */
  findIn(part: Element): Root[] {
    const found: Root[] = [];
    let asked = 0;
    for (const holder of withAllBelow(part)) {
      if (this.#held.size >= MOST_ROOTS || ++asked > MOST_ASKED) break;
      const root = rootIn(holder);
      if (root === null || this.#held.get(holder) === root) continue;
      this.#held.set(holder, root);
      found.push(root);
    }
    return found;
  }

  /** No event tells of a root that comes into an element later: all of the page is asked. */
  findLate(): Root[] {
    for (const [holder, root] of this.#held)
      if (!isInPage(holder) || rootIn(holder) !== root) this.#held.delete(holder);
    return this.tops().flatMap((top) => this.findIn(top));
  }

  /** The elements under which everything lies, the document's own first. */
  tops(): Element[] {
    return [document, ...this.#held.values()].flatMap(topsOf);
  }
}

export const topsOf = (root: Root): Element[] => [...root.children];

/** Whether the page shows the tree that the element is in, also when that is in a frame. */
export function isInPage(element: Element): boolean {
  for (let inner: Element | null = element; inner; inner = frameOf(inner)) {
    if (!inner.isConnected) return false;
    if (inner.ownerDocument === document) return true;
  }
  return false;
}

/** The frame that holds the element's document; null in the page's own, and in one that was left. */
export function frameOf({ ownerDocument }: Element): Element | null {
  return ownerDocument.defaultView?.frameElement ?? null;
}

/** Whether one comes before the other on the page: where a root holds them, its holder stands for them. */
export function isBefore(one: Element, other: Element): boolean {
  const [places, others] = [placesOf(one), placesOf(other)];
  const at = places.findIndex((place, index) => place !== others[index]);
  const [place, against] = [places[at], others[at]];
  if (!place) return places.length < others.length; // it holds the other
  if (!against) return false;
  return (place.compareDocumentPosition(against) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** The element and its holders, the outermost first. */
function placesOf(element: Element): Element[] {
  const places = [element];
  for (let holder = holderOf(element); holder; holder = holderOf(holder))
    places.unshift(holder);
  return places;
}

function holderOf(element: Element): Element | null {
  const root = element.getRootNode();
  return 'host' in root ? (root as ShadowRoot).host : frameOf(element); // only those have one
}

function* withAllBelow(part: Element): Iterable<Element> {
  yield part;
  yield* allBelow.call(part, '*') as Iterable<Element>;
}

/** No browser gives the document of another site. */
function rootIn(element: Element): Root | null {
  const isFrame = element.localName === 'iframe' || element.localName === 'frame';
  return isFrame
    ? ((element as HTMLIFrameElement).contentDocument ?? null)
    : (openShadow.call(element) as ShadowRoot | null);
}

/* The methods themselves: a page can give a form a field of their name, which hides them. */
const { querySelectorAll: allBelow } = Element.prototype;
const openShadow = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')!.get!; // every browser has it
