import { onSteadyClick } from './steady-click.ts';

/** How often a mark is put back that the page takes away. */
const MOST_RETURNS = 3;

/** Elements whose inside is no place for another, or that stand within a line: the mark comes behind them. */
const WITHIN_LINE = 'a, abbr, b, button, code, em, i, label, small, span, strong';
const FIELDS = 'input, select, textarea';

/**
 * A mark beside an element of a stranger's page: in a closed shadow root, outside of the page's layout, and with
 * nothing in it that is about the customer but a dot. It is drawn by hand: Lit needs a policy for trusted types,
 * which a page may forbid, to our script as well.
 */
export class Mark {
  contact = '';
  readonly #host = draw('span', 'host');
  readonly #dot = draw('span', 'dot');
  readonly #button = draw('button', 'button');
  readonly #removing = new AbortController();
  #returns = 0;

  /** No stop for the Tab key: a page of fifty contacts would have fifty more. The browser's own key opens the panel. */
  constructor(label: string, open: () => void) {
    this.#button.type = 'button';
    this.#button.tabIndex = -1;
    this.#button.title = label;
    this.#button.ariaLabel = label;
    this.#button.append(draw('span', 'blaze'));
    this.#host.attachShadow({ mode: 'closed' }).append(this.#button);
    onSteadyClick(this.#button, this.#host, open, this.#removing.signal);
  }

  /** Stands beside the element of a contact, also when the page has drawn it anew. */
  stay(beside: Element, contact: string): void {
    this.contact = contact;
    if (this.#host.isConnected || this.#returns > MOST_RETURNS) return;
    this.#returns++;
    if (hasPlaceBehind(beside)) beside.after(this.#host);
    else beside.append(this.#host);
  }

  show(isLive: boolean): void {
    if (isLive) this.#button.append(this.#dot);
    else this.#dot.remove();
  }

  remove(): void {
    this.#removing.abort();
    this.#host.remove();
  }
}

function draw<Name extends 'span' | 'button'>(name: Name, part: keyof typeof styles) {
  const element = document.createElement(name);
  element.style.cssText = styles[part];
  if (part !== 'host') element.part.add(part);
  return element;
}

/** In a row or a grid of boxes, what takes no room has no place behind the others. */
function hasPlaceBehind(element: Element): boolean {
  if (element.matches(FIELDS)) return true;
  if (!element.matches(WITHIN_LINE)) return false;
  const { parentElement } = element;
  return parentElement === null || !/flex|grid/.test(getComputedStyle(parentElement).display);
}

/** By the object model: a page's policy may forbid style sheets, and never this. */
const styles = {
  // What the page's rules say of spans does not hold for this one.
  host: important(
    'position: absolute; display: inline; inset: auto; float: none; inline-size: 0; block-size: 0;' +
      'margin: 0; padding: 0; border: 0; line-height: 0; pointer-events: auto;',
  ),
  button:
    'appearance: none; position: absolute; inset-block-start: 2px; inset-inline-start: 3px;' +
    'inline-size: 14px; block-size: 14px; margin: 0; padding: 0; border: 0; border-radius: 3px;' +
    'background: none; cursor: pointer;',
  blaze:
    'position: absolute; inset: 3px; background: #c98500; border: 1px solid #fff; border-radius: 1px;' +
    'transform: rotate(45deg); forced-color-adjust: none;',
  dot:
    'position: absolute; inset-block-start: -1px; inset-inline-end: -1px; inline-size: 6px; block-size: 6px;' +
    'background: #0b6b5f; border: 1px solid #fff; border-radius: 50%; forced-color-adjust: none;',
};

function important(style: string): string {
  return style.replaceAll(';', ' !important;');
}
