import type { ReactiveControllerHost } from 'lit';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { RecordsApi } from '../../api-client/waypost.ts';

/** What a call on an interaction came to: what it did, or why it did nothing. */
export type Outcome =
  { done: Done; isUndone: boolean } | { error: WaypostError } | { words: string };

/** What is done to one interaction by hand: one thing at a time, and what came of the last one. */
export class Doings {
  outcome: Outcome | undefined;
  isBusy = false;
  /** The button whose call is under way. */
  pressed: string | undefined;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  tell(outcome: Outcome | undefined): void {
    this.outcome = outcome;
    this.#host.requestUpdate();
  }

  /** Does something, and tells what came of it, unless the call did so. Nothing is begun while something else is under way. */
  async act(call: () => Promise<Done | void>, isUndone = false): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.tell(undefined);
    try {
      const done = await call();
      if (done) this.tell({ done, isUndone });
    } catch (error) {
      this.tell({ error: error as WaypostError }); // the client fails with nothing else
    }
    this.isBusy = false;
    this.#host.requestUpdate();
  }

  undo(api: RecordsApi, id: string, undo: string): Promise<void> {
    return this.act(() => api.undo(id, undo), true);
  }
}
