import { textOf } from './element-text.ts';
import { frameOf, isBefore, isInPage } from './page-roots.ts';
import { readLink, readText } from './read-contact.ts';
import { isSelectorHere, type SiteRule } from './site-rules.ts';

/** A contact, and the first visible element that shows it. */
export interface Found {
  contact: string;
  element: Element;
}

/** A page with more is a list of contacts, and no page of one. */
export const MOST_CONTACTS = 200;

/** Above so many, elements are taken as they came: putting them in order would cost more than it tells. */
const MOST_ORDERED = 1_000;

const LINKS = 'a[href^="tel:" i], a[href^="mailto:" i]';

/** The elements of a page that show contacts. It looks at what it is told to, and never goes through the rest. */
export class ContactIndex {
  /** Attributes whose change can change what is found. */
  readonly attributes: readonly string[];
  readonly #rules: readonly SiteRule[];
  readonly #selector: string;
  #named = new Map<Element, string[]>();
  #linked = new Map<Element, string[]>();
  #isOrdered = true;

  constructor(rules: readonly SiteRule[]) {
    this.#rules = rules.filter(({ selector }) => isSelectorHere(selector));
    this.#selector = [LINKS, ...this.#rules.map(({ selector }) => selector)].join(', ');
    this.attributes = attributesOf(this.#rules);
  }

  /** Reads an element and all below it. */
  look(root: Element): void {
    if (matches(root, this.#selector)) this.#read(root);
    for (const element of allIn(root, this.#selector)) this.#read(element);
  }

  /** Reads the elements anew that hold this one, since a text in it changed. */
  lookAbove(changed: Element | null): void {
    for (let element = changed; element; element = element.parentElement)
      if (this.#named.has(element)) this.#read(element);
  }

  /** What the page shows now: what rules name first, each in the page's order. */
  found(): { list: Found[]; isCut: boolean } {
    this.#tidy();
    const seen = new Map<string, Element>();
    for (const sources of [this.#named, this.#linked])
      for (const [element, contacts] of sources) {
        if (contacts.every((contact) => seen.has(contact)) || !isVisible(element)) continue;
        for (const contact of contacts) if (!seen.has(contact)) seen.set(contact, element);
        if (seen.size > MOST_CONTACTS) return { list: listOf(seen), isCut: true };
      }
    return { list: listOf(seen), isCut: false };
  }

  #read(element: Element): void {
    const matching = this.#rules.filter(({ selector }) => matches(element, selector));
    const named = matching.flatMap((rule) => readByRule(element, rule));
    this.#put(this.#named, element, named, matching.length > 0);
    const linked = matches(element, LINKS) ? readLink(element.getAttribute('href') ?? '') : [];
    this.#put(this.#linked, element, linked, false);
  }

  /** An element that a rule names stays known while it shows nothing: what is written into it later is seen so. */
  #put(sources: Map<Element, string[]>, element: Element, contacts: string[], isKept: boolean) {
    if (contacts.length === 0 && !isKept) sources.delete(element);
    else {
      if (!sources.has(element)) this.#isOrdered = false;
      sources.set(element, contacts);
    }
  }

  #tidy(): void {
    for (const sources of [this.#named, this.#linked])
      for (const element of sources.keys()) if (!isInPage(element)) sources.delete(element);
    if (this.#isOrdered) return;
    this.#named = inOrder(this.#named);
    this.#linked = inOrder(this.#linked);
    this.#isOrdered = true;
  }
}

/** What a rule finds in one element. */
export function readByRule(element: Element, { kind, attribute }: SiteRule): string[] {
  if (attribute !== '') return readText(element.getAttribute(attribute) ?? '', kind);
  if (isField(element)) return element.type === 'password' ? [] : readText(element.value, kind);
  return readText(textOf(element), kind);
}

/** By its name: the classes of a frame's elements are that frame's. */
function isField(element: Element): element is HTMLInputElement {
  return /^(input|textarea|select)$/.test(element.localName) && 'value' in element;
}

function listOf(seen: Map<string, Element>): Found[] {
  const all = [...seen].map(([contact, element]) => ({ contact, element }));
  return all.slice(0, MOST_CONTACTS);
}

function inOrder(sources: Map<Element, string[]>): Map<Element, string[]> {
  if (sources.size > MOST_ORDERED) return sources;
  return new Map([...sources].sort(([one], [other]) => (isBefore(one, other) ? -1 : 1)));
}

/** The names in `[brackets]`, and those behind dots and number signs. */
function attributesOf(rules: readonly SiteRule[]): string[] {
  const names = new Set(['href']);
  for (const { selector, attribute } of rules) {
    for (const [, name = ''] of selector.matchAll(/\[\s*([\w-]+)/g)) names.add(name);
    if (selector.includes('.')) names.add('class');
    if (selector.includes('#')) names.add('id');
    if (attribute) names.add(attribute);
  }
  return [...names];
}

/*
 * A page can give a form a field called ‘matches’, which then hides the form's own method, from a content script
 * too. What is called here are the methods themselves.
 */
const { matches: ownMatches, querySelectorAll, checkVisibility } = Element.prototype;

function matches(element: Element, selector: string): boolean {
  return ownMatches.call(element, selector);
}

function allIn(element: Element, selector: string): Iterable<Element> {
  return querySelectorAll.call(element, selector);
}

/** In a frame, only as far as the frame itself is. */
function isVisible(element: Element): boolean {
  for (let inner: Element | null = element; inner; inner = frameOf(inner)) {
    if (!checkVisibility.call(inner, { visibilityProperty: true })) return false;
    if (inner.ownerDocument === document) return true;
  }
  return false;
}
