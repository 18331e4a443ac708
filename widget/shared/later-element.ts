import type { ReactiveControllerHost } from 'lit';

/** An element whose code comes when it is wanted; without a network the next wish tries again. */
export class LaterElement {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<unknown>;
  #loading: Promise<void> | undefined;
  #isThere = false;

  constructor(host: ReactiveControllerHost, load: () => Promise<unknown>) {
    this.#host = host;
    this.#load = load;
  }

  /** Whether its code is there; asks for it, and updates the host once it is. */
  get isThere(): boolean {
    this.#loading ??= this.#load()
      .then(() => {
        this.#isThere = true;
        this.#host.requestUpdate();
      })
      .catch(() => {
        this.#loading = undefined;
      });
    return this.#isThere;
  }
}
