/**
 * Registers an element, once: a page may load the script twice, or the package and the script.
 * An element that shows others at once defines them too, when it is made: a page may have taken its class alone.
 * Where a page has no registry (a content script without the polyfill) it does nothing.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as CustomElementRegistry | null | undefined;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
