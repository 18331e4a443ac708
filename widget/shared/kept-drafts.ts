/**
 * What was typed into forms and not saved yet, by the form's own key: it outlives a reload of the page, but not the tab.
 * Where the browser keeps nothing, it is simply gone.
 */
export class KeptDrafts<Draft> {
  readonly #place: string;

  /** `of` names the kind of forms and the user: nobody finds what another typed. */
  constructor(of: string) {
    this.#place = `waypost drafts ${of}`;
  }

  get all(): Draft[] {
    return Object.values(this.#read());
  }

  read(key: string): Draft | undefined {
    return this.#read()[key];
  }

  write(key: string, draft: Draft): void {
    this.#write({ ...this.#read(), [key]: draft });
  }

  clear(key: string): void {
    const { [key]: cleared, ...others } = this.#read();
    if (cleared !== undefined) this.#write(others);
  }

  #read(): Record<string, Draft> {
    try {
      const kept = sessionStorage.getItem(this.#place);
      return kept === null ? {} : (JSON.parse(kept) as Record<string, Draft>); // as it was written here
    } catch {
      return {};
    }
  }

  #write(drafts: Record<string, Draft>): void {
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(drafts));
    } catch {
      // A page that may keep nothing.
    }
  }
}
