/**
 * What was typed into a form and not saved yet: it outlives a reload of the page, but not the tab. Where the browser
 * keeps nothing, it is simply gone.
 */
export class KeptDraft<Draft> {
  readonly #key: string;

  /** `of` names the kind of form and the user: nobody finds what another typed. */
  constructor(of: string) {
    this.#key = `waypost draft ${of}`;
  }

  read(): Draft | undefined {
    try {
      const kept = sessionStorage.getItem(this.#key);
      return kept === null ? undefined : (JSON.parse(kept) as Draft); // as `write` wrote it
    } catch {
      return undefined;
    }
  }

  write(draft: Draft): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(draft));
    } catch {
      // A page that may keep nothing.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // A page that may keep nothing.
    }
  }
}
