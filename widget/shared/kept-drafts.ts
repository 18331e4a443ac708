import { msg } from '@lit/localize';

/** What the tab would not keep, by place and key: it is here while the page is. */
const unkept = new Map<string, Record<string, unknown>>();

/**
 * What was typed into forms and not saved yet, by the form's own key: it outlives a reload of the page, but not the tab.
 * What is too much for the tab, or for a browser that keeps nothing, outlives the form alone; the page is not left then
 * without a question.
 */
export class KeptDrafts<Draft> {
  readonly #place: string;

  /** `of` names the kind of forms and the user: nobody finds what another typed. */
  constructor(of: string) {
    this.#place = `waypost drafts ${of}`;
  }

  get all(): Draft[] {
    return Object.values({ ...this.#stored, ...this.#unkept });
  }

  read(key: string): Draft | undefined {
    return this.#unkept[key] ?? this.#stored[key];
  }

  /** Whether a reload finds it again. */
  isKept(key: string): boolean {
    return !(key in this.#unkept);
  }

  write(key: string, draft: Draft): void {
    const isKept = this.#store({ ...this.#stored, [key]: draft });
    this.#hold(key, isKept ? undefined : draft);
  }

  clear(key: string): void {
    const { [key]: cleared, ...others } = this.#stored;
    if (cleared !== undefined) this.#store(others);
    this.#hold(key, undefined);
  }

  get #stored(): Record<string, Draft> {
    try {
      const kept = sessionStorage.getItem(this.#place);
      return kept === null ? {} : (JSON.parse(kept) as Record<string, Draft>); // as it was written here
    } catch {
      return {};
    }
  }

  #store(drafts: Record<string, Draft>): boolean {
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(drafts));
      return true;
    } catch {
      return false;
    }
  }

  get #unkept(): Record<string, Draft> {
    return (unkept.get(this.#place) ?? {}) as Record<string, Draft>; // as it was held here
  }

  #hold(key: string, draft: Draft | undefined): void {
    const { [key]: former, ...others } = this.#unkept;
    if (draft === former) return;
    const held = draft === undefined ? others : { ...others, [key]: draft };
    if (Object.keys(held).length > 0) unkept.set(this.#place, held);
    else unkept.delete(this.#place);
    if (unkept.size > 0) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  }
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** What is said of drafts that are not kept. */
export const unkeptWords = (): string =>
  msg('This browser cannot keep what you wrote: until it is saved, a reload would lose it.');
