import { html, nothing, type TemplateResult } from 'lit';
import { idOf } from './schema-field-id.ts';
import type { Path } from './schema-types.ts';

export interface Suggestion {
  value: string;
  words: string;
  details?: string | undefined;
}

interface Shown {
  place: string;
  items: readonly Suggestion[];
  /** What is said in place of items, or besides them. */
  words: string;
  /** Whether Enter takes the first one; otherwise one moves to it before. */
  isEager: boolean;
  choose(value: string): void;
}

/**
 * The list of suggestions below a field of a form: one at a time. The focus stays in the field, whose keys move through
 * the list.
 */
export class Suggestions {
  #shown: Shown | undefined;
  #active = 0;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  show(path: Path, shown: Omit<Shown, 'place'>): void {
    this.#shown = { ...shown, place: path.join('.') };
    this.#active = shown.isEager ? 0 : -1;
    this.#changed();
  }

  hide(): void {
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#changed();
  }

  isAt(path: Path): boolean {
    return this.#shown?.place === path.join('.');
  }

  /** Whether a key of the field was for the list. */
  takes(event: KeyboardEvent): boolean {
    if (!this.#shown || event.isComposing) return false;
    const did = this.#press(event, this.#shown);
    if (!did) return false;
    event.preventDefault();
    event.stopPropagation(); // an Escape that closes the list leaves the dialog around it open
    return true;
  }

  #press({ key }: KeyboardEvent, { items }: Shown): boolean {
    const last = items.length - 1;
    const active = this.#active;
    if (key === 'Escape') this.hide();
    else if (last < 0) return false;
    else if (key === 'Enter' && active >= 0) this.#choose(active);
    else if (key === 'ArrowDown') this.#move(active === last ? 0 : active + 1);
    else if (key === 'ArrowUp') this.#move(active <= 0 ? last : active - 1);
    else return false;
    return true;
  }

  #move(to: number): void {
    this.#active = to;
    this.#changed();
  }

  #choose(index: number): void {
    const shown = this.#shown;
    const item = shown?.items[index];
    this.hide();
    if (item) shown?.choose(item.value);
  }

  /** The id of the item that Enter takes. */
  activeId(path: Path): string | typeof nothing {
    const isThere = this.isAt(path) && this.#shown?.items[this.#active] !== undefined;
    return isThere ? `${idOf(path)}-item-${this.#active}` : nothing;
  }

  list(path: Path, label: string): TemplateResult | typeof nothing {
    const shown = this.#shown;
    if (!shown || !this.isAt(path)) return nothing;
    const { items, words } = shown;
    // A press on the list would take the focus from the field, and so close it.
    return html`<div class="suggestions" @mousedown=${(event: Event) => event.preventDefault()}>
      <ul
        role="listbox"
        id="${idOf(path)}-list"
        aria-label=${label}
        ?hidden=${items.length === 0}
      >
        ${items.map(
          ({ words, details }, index) =>
            html`<li
              role="option"
              id="${idOf(path)}-item-${index}"
              aria-selected=${index === this.#active}
              @click=${() => this.#choose(index)}
            >
              <bdi>${words}</bdi>
              ${details ? html`<bdi class="quiet small">${details}</bdi>` : nothing}
            </li>`,
        )}
      </ul>
      <p role="status" class="quiet small">${words}</p>
    </div>`;
  }
}
