import type { ReactiveControllerHost } from 'lit';
import type { HistoryView, HistoryViewDraft } from '../../api-client/contract/history.ts';
import { asWaypostError } from '../../api-client/errors.ts';
import type { HistoryViewsApi } from '../../api-client/waypost.ts';
import { refusalWords } from './history-notices.ts';
import { isSame, type HistoryState } from './history-state.ts';

/** The views that a user saved: read when they are wanted, and kept true by what is done to them here. */
export class HistoryViews {
  items: readonly HistoryView[] | undefined;
  error = '';
  /** The view that was chosen last; what is shown may have left it since. */
  chosenId: string | undefined;
  renamingId: string | undefined;
  /** The one that was deleted last, as long as it can come back. */
  deleted: HistoryView | undefined;
  readonly #host: ReactiveControllerHost;
  #of: HistoryViewsApi | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Another client's views are others. */
  use(api: HistoryViewsApi | undefined): void {
    if (api === this.#of) return;
    this.#of = api;
    this.items = this.chosenId = this.renamingId = this.deleted = undefined;
    this.error = '';
  }

  get chosen(): HistoryView | undefined {
    return this.items?.find(({ id }) => id === this.chosenId);
  }

  /** The view that is what is shown now. */
  shown(state: HistoryState): HistoryView | undefined {
    return this.items?.find((view) => isSame(view.state, state));
  }

  load = (): Promise<boolean> => this.#do(async (api) => void (this.items = await api.list()));

  save(draft: HistoryViewDraft): Promise<boolean> {
    return this.#do(async (api) => {
      const { id } = await api.create(draft);
      this.items = await api.list();
      this.chosenId = id;
    });
  }

  overwrite(view: HistoryView, state: HistoryState): Promise<boolean> {
    return this.#do(async (api) => {
      await api.change(view.id, { name: view.name, state });
      this.items = await api.list();
    });
  }

  rename(view: HistoryView, name: string): Promise<boolean> {
    return this.#do(async (api) => {
      await api.change(view.id, { name, state: view.state });
      this.renamingId = undefined;
      this.items = await api.list();
    });
  }

  delete(view: HistoryView): Promise<boolean> {
    return this.#do(async (api) => {
      await api.delete(view.id);
      this.deleted = view;
      this.items = await api.list();
    });
  }

  /** What was deleted comes back, as it was. */
  undo(): Promise<boolean> {
    const { deleted } = this;
    if (!deleted) return Promise.resolve(false);
    return this.#do(async (api) => {
      await api.create({ name: deleted.name, state: deleted.state });
      this.deleted = undefined;
      this.items = await api.list();
    });
  }

  startRenaming(id: string | undefined): void {
    this.renamingId = id;
    this.error = '';
    this.#host.requestUpdate();
  }

  async #do(work: (api: HistoryViewsApi) => Promise<void>): Promise<boolean> {
    if (!this.#of) return false;
    this.error = '';
    try {
      await work(this.#of);
      return true;
    } catch (error) {
      this.error = refusalWords(asWaypostError(error));
      return false;
    } finally {
      this.#host.requestUpdate();
    }
  }
}
