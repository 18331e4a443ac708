import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What would be lost when the page goes. */
export interface Unsaved {
  readonly isUnsaved: boolean;
  /** Keeps it where a reload finds it. */
  keepDraft(): void;
}

/** Has the browser ask before a page is left with something unsaved on it, and keeps a draft of that. */
export class LeavingGuard implements ReactiveController {
  readonly #of: () => Unsaved | undefined;

  constructor(host: ReactiveControllerHost, of: () => Unsaved | undefined) {
    this.#of = of;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#ask);
    addEventListener('pagehide', this.#keep);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#ask);
    removeEventListener('pagehide', this.#keep);
  }

  #ask = (event: BeforeUnloadEvent): void => {
    if (this.#of()?.isUnsaved) event.preventDefault();
  };

  #keep = (): void => this.#of()?.keepDraft();
}
