import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { WaypostElement } from '../../widget/shared/element.ts';
import { NOW } from './samples.ts';

/** Puts an element with its properties on an otherwise empty page, at the samples' time, and waits for it. */
export async function show<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  width = 380,
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = Object.assign(document.createElement(tag), properties);
  const place = document.createElement('main');
  place.style.width = `${width}px`;
  place.append(element);
  document.body.replaceChildren(place);
  await settled();
  return element;
}

/** A clean page: English, the samples' time, nothing remembered. */
export function resetPage(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  localStorage.clear();
  document.documentElement.lang = 'en';
  document.documentElement.dir = 'ltr';
  document.title = 'Waypost';
  document.body.replaceChildren();
}

/** Waits until every element of the page, in every shadow tree, has rendered what it was given. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const pending = elements(document.body).filter(
      (element): element is WaypostElement =>
        'isUpdatePending' in element && !!element.isUpdatePending,
    );
    if (round > 2 && pending.length === 0) return;
    await Promise.all(pending.map((element) => element.updateComplete));
  }
}

/** Every element, looking into shadow trees, in the order of the page. */
function elements(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? elements(element.shadowRoot) : []),
  ]);
}

/** What a person can see of the page's text. */
export function text(root: ParentNode = document.body): string {
  return visibleText(root).replaceAll(/\s+/g, ' ').trim();
}

function visibleText(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof HTMLStyleElement) return '';
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0)
    return node.assignedNodes().map(visibleText).join(' ');
  if (node instanceof Element && !isContents(node) && !node.checkVisibility()) return '';
  const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
  const parts = [...inner.childNodes].map(visibleText);
  return isInline(node) ? parts.join('') : ` ${parts.join('')} `;
}

/** A slot has no box of its own. */
const isContents = (element: Element): boolean => element instanceof HTMLSlotElement;

/** Whether the words of an element run on with those around it. */
const isInline = (node: Node): boolean =>
  node instanceof HTMLElement &&
  (getComputedStyle(node).display.startsWith('inline') || node.matches('span.unseen'));

const roles: Record<string, string> = {
  button: 'button:not([role])',
  link: 'a[href]',
  list: 'ul, ol',
  listitem: 'li',
  heading: 'h1, h2, h3',
  table: 'table:not([role])',
  searchbox: 'input[type=search]',
};

/** Everything of a role, by the words that it is announced with. */
export function all(role: string, name?: string | RegExp): HTMLElement[] {
  const selector = [roles[role], `[role=${role}]`].filter(Boolean).join(', ');
  return elements(document.body)
    .filter((element): element is HTMLElement => element.matches(selector))
    .filter((element) => element.checkVisibility())
    .filter((element) => name === undefined || matches(nameOf(element), name));
}

/** The only one of a role with that name. */
export function one(role: string, name?: string | RegExp): HTMLElement {
  const found = all(role, name);
  expect(found, `one ${role} ${String(name ?? '')} in: ${text()}`).toHaveLength(1);
  return found[0] as HTMLElement;
}

function nameOf(element: HTMLElement): string {
  return element.ariaLabel ?? text(element);
}

const matches = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name === wanted : wanted.test(name);

/** The element that has the focus, in whatever shadow tree. */
export function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}

/** Presses keys as a person does. */
export async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys);
  await settled();
}

export async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settled();
}

/** The tooltip on show, if any. */
export function tip(): string | undefined {
  return elements(document.body)
    .find((element) => element.matches('.tip:popover-open'))
    ?.textContent?.trim();
}

/** What is announced politely. */
export function announced(): string {
  return elements(document.body)
    .filter((element) => element.matches('[role=status].unseen'))
    .map((element) => element.textContent?.trim())
    .filter(Boolean)
    .join(' | ');
}

/** Lets axe-core look at the page by the rules of WCAG 2.2 AA. */
export async function expectAccessible(): Promise<void> {
  const result = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'], // what is in order it need not describe
  });
  const found = result.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
  );
  expect(found).toEqual([]);
}

/** The next event of a type that reaches the page. */
export function heard<Name extends keyof HTMLElementEventMap>(
  name: Name,
): Promise<HTMLElementEventMap[Name]> {
  return new Promise((resolve) =>
    document.body.addEventListener(name, resolve, { once: true }),
  );
}
