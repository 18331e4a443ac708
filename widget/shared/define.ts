import { VERSION } from './version.ts';

/** Where a page's registry notes whose elements it has. */
const OWNER = Symbol.for('waypost.version');
type Registry = CustomElementRegistry & { [OWNER]?: string };
let isTold = false;

/**
 * Registers an element, once: a page may load the script twice, or the package and the script.
 * An element that shows others at once defines them too, when it is made: a page may have taken its class alone.
 * Where a page has no registry (a content script without the polyfill) it does nothing.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as Registry | null | undefined;
  if (registry && hasThePage() && !registry.get(tag)) registry.define(tag, element);
}

/**
 * Whether the page's elements are of this version. The first version that comes has the page, and all of it: one whose
 * elements showed each other's would break in places.
 */
export function hasThePage(): boolean {
  const registry = globalThis.customElements as Registry | null | undefined;
  const owner = registry ? (registry[OWNER] ??= VERSION) : VERSION;
  if (owner === VERSION) return true;
  // For the page's author: nothing else shows why an element of this version is missing.
  // eslint-disable-next-line no-console
  if (!isTold) console.warn(`Waypost ${owner} has this page, so ${VERSION} is not registered.`);
  isTold = true;
  return false;
}
