import { MOST_CONTACTS, readByRule } from './find-contacts.ts';
import type { Picked } from './page-shapes.ts';
import type { SiteRule } from './site-rules.ts';

/**
 * Attributes that developers name elements by: they stay when a page shows another customer, and after the next
 * release. Labels and titles are none of them: they may name the customer.
 */
const NAMING = [
  ...['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'data-field'],
  ...['data-field-name', 'data-selenium-test', 'data-target-selection-name', 'data-zcqa'],
  ...['data-automation-id', 'data-id', 'itemprop', 'name', 'autocomplete'],
];

/** Attributes in which a number or an address may stand alone. */
const HOLDING = ['data-phone', 'data-number', 'data-email', 'data-value', 'title', 'value'];

const LONGEST_LABELLED = 80;

/** The rule that finds what was clicked on, and what it finds on this page; null when no contact is there. */
export function pickRule(clicked: Element, host: string): Omit<Picked, 'isPicking'> | null {
  for (const element of [clicked, ...ancestors(clicked).slice(0, 2).filter(isLabelled)]) {
    const attribute = ['', ...HOLDING].find((name) => readIn(element, name).length > 0);
    if (attribute === undefined) continue;
    const contacts = readIn(element, attribute);
    const selector = selectorOf(element, contacts);
    const rule: SiteRule = { site: host, selector, kind: kindOf(contacts), attribute };
    return { rule, finds: findsOf(rule) };
  }
  return null;
}

/** In the document's order, each once. */
function findsOf(rule: SiteRule): string[] {
  const elements = [...document.querySelectorAll(rule.selector)];
  const all = new Set(elements.flatMap((element) => readByRule(element, rule)));
  return [...all].slice(0, MOST_CONTACTS);
}

/** One contact, and hardly more than its label around it. */
function isLabelled(element: Element): boolean {
  return element.textContent.length <= LONGEST_LABELLED && readIn(element, '').length === 1;
}

function readIn(element: Element, attribute: string): string[] {
  const rule: SiteRule = { site: '', selector: '', kind: 'any', attribute };
  return readByRule(element, rule);
}

function kindOf(contacts: string[]) {
  if (contacts.every((contact) => contact.includes('@'))) return 'email';
  return contacts.some((contact) => contact.includes('@')) ? 'any' : 'phone';
}

/**
 * A selector that names the element by what stays the same on the page of another customer. Nothing of the
 * contacts gets into it.
 */
export function selectorOf(element: Element, contacts: readonly string[]): string {
  const steps: string[] = [];
  for (const each of [element, ...ancestors(element)]) {
    const name = nameOf(each, contacts);
    steps.unshift(name ?? placeOf(each));
    const selector = steps.join(' > ');
    if (name !== null && (isAlone(selector) || steps.length > 1)) return selector;
    if (each === document.body) return selector;
  }
  return steps.join(' > ');
}

function nameOf(element: Element, contacts: readonly string[]): string | null {
  const { id } = element;
  if (typeof id === 'string' && isStable(id, contacts) && isAlone(`#${CSS.escape(id)}`))
    return `#${CSS.escape(id)}`;
  const tag = element.localName;
  for (const attribute of NAMING) {
    const value = element.getAttribute(attribute);
    if (value !== null && isStable(value, contacts))
      return `${CSS.escape(tag)}[${attribute}="${value}"]`;
  }
  return null;
}

/** Among the elements beside it: by role where that tells it apart, else by its place. */
function placeOf(element: Element): string {
  const tag = CSS.escape(element.localName);
  const same = [...(element.parentElement?.children ?? [])].filter(
    ({ localName }) => localName === element.localName,
  );
  if (same.length <= 1) return tag;
  const role = element.getAttribute('role');
  const isOnly =
    role !== null &&
    /^[a-z]+$/.test(role) &&
    same.filter((each) => each.getAttribute('role') === role).length === 1;
  return isOnly ? `${tag}[role="${role}"]` : `${tag}:nth-of-type(${same.indexOf(element) + 1})`;
}

/** A name that a developer gave: no count, no key of a row, and nothing of the contact. */
function isStable(value: string, contacts: readonly string[]): boolean {
  if (!/^[a-z][\w.:-]{0,60}$/i.test(value) || /\d{2}/.test(value)) return false;
  const folded = value.toLowerCase();
  const parts = contacts.flatMap((contact) => contact.split('@')[0]!.split(/[.+_-]/)); // it has one
  return !parts.some((part) => part.length >= 3 && folded.includes(part.toLowerCase()));
}

function isAlone(selector: string): boolean {
  return document.querySelectorAll(selector).length === 1;
}

/** Up to the body, nearest first. */
function ancestors(element: Element): Element[] {
  const all: Element[] = [];
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (each === document.documentElement) break;
    all.push(each);
  }
  return all;
}
