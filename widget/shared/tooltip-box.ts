import { css, type ReactiveController } from 'lit';
import type { WaypostElement } from './element.ts';

const tipStyles = css`
  .tip {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: min(320px, calc(100vw - 16px));
    padding: 6px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: 0 4px 16px #0003;
    font-size: var(--_small);
    white-space: pre-line;
    z-index: 1;
  }
  .tip::first-line {
    font-weight: 600;
  }
  .tip:not([open], :popover-open) {
    display: none;
  }
`;

/**
 * The box with what `data-tip` says; Escape puts it away. What reads the page aloud has the same words from
 * `aria-description`.
 */
export class TooltipBox implements ReactiveController {
  readonly #host: WaypostElement;
  #tip: HTMLElement | undefined;
  #target: HTMLElement | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;

  constructor(host: WaypostElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    const root = this.#host.shadowRoot;
    for (const type of ['pointerover', 'focusin', 'click'] as const)
      root?.addEventListener(type, this.#enter, { signal });
    for (const type of ['pointerout', 'focusout'] as const)
      root?.addEventListener(type, this.#leave, { signal });
    root?.addEventListener('keydown', this.#escape, { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.hide();
  }

  /** Follows its target when the host rendered anew. */
  hostUpdated(): void {
    if (this.#target && (!this.#target.isConnected || !('tip' in this.#target.dataset)))
      this.hide();
  }

  /** Shows other words than the target's own, until it is left. */
  show(target: HTMLElement, words: string): void {
    clearTimeout(this.#leaving);
    if (!target.isConnected) return;
    const tip = (this.#tip ??= this.#create());
    this.#target = target;
    tip.textContent = words;
    tip.setAttribute('open', '');
    tip.showPopover?.();
    this.#place(tip, target.getBoundingClientRect());
  }

  hide(): void {
    clearTimeout(this.#leaving);
    this.#target = undefined;
    this.#tip?.removeAttribute('open');
    if (this.#tip?.isConnected) this.#tip.hidePopover?.();
  }

  #create(): HTMLElement {
    const sheet = tipStyles.styleSheet;
    if (sheet) this.#host.shadowRoot?.adoptedStyleSheets.push(sheet);
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.popover = 'manual';
    tip.ariaHidden = 'true';
    this.#host.shadowRoot?.append(tip);
    return tip;
  }

  #place(tip: HTMLElement, target: DOMRect): void {
    const { innerWidth, innerHeight } = window;
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(target.left, innerWidth - width - 8));
    const below = target.bottom + 6;
    const top = below + height > innerHeight ? Math.max(8, target.top - height - 6) : below;
    tip.style.left = `${left}px`;
    tip.style.top = `${top}px`;
  }

  #enter = (event: Event): void => {
    if (event.target instanceof Element) this.enter(event.type, event.target);
  };

  /** A pointer, the focus or a tap came to an element. */
  enter(type: string, at: Element): void {
    if (at === this.#tip) return clearTimeout(this.#leaving);
    const target = at.closest<HTMLElement>('[data-tip]');
    const words = target && wordsOf(target);
    if (!words) return;
    if (type === 'focusin' && !target.matches(':focus-visible')) return;
    if (target !== this.#target) this.show(target, words);
    else clearTimeout(this.#leaving);
  }

  /** Leaves a moment to move the pointer onto the words, to select them. */
  #leave = (event: Event): void => {
    const left = event.target as Node;
    if (left !== this.#tip && !this.#target?.contains(left)) return; // a pointer elsewhere
    clearTimeout(this.#leaving);
    if (event.type === 'focusout') this.hide();
    else this.#leaving = setTimeout(() => this.hide(), 150);
  };

  #escape = (event: Event): void => {
    if (!this.#target || (event as KeyboardEvent).key !== 'Escape') return;
    event.stopPropagation();
    this.hide();
  };
}

/** What is said of an element; an empty `data-tip` stands for its name, or for its own words where they are cut. */
function wordsOf(target: HTMLElement): string {
  return target.dataset.tip || target.ariaLabel || (isCut(target) ? target.innerText : '');
}

function isCut(target: HTMLElement): boolean {
  const range = document.createRange();
  range.selectNodeContents(target);
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(target);
  const padding = parseFloat(paddingInlineStart) + parseFloat(paddingInlineEnd);
  const room = target.getBoundingClientRect().width - padding;
  return range.getBoundingClientRect().width > room + 1;
}
