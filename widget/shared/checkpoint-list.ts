import type { ReactiveControllerHost } from 'lit';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';

/** Rows of one call. */
const PAGE = 100;

export type CheckpointSort = NonNullable<
  NonNullable<Parameters<CheckpointsApi['list']>[0]>['sort']
>;

export interface CheckpointQuestion {
  search: string;
  sort: CheckpointSort;
}

/** The checkpoints that a search finds, in their order, page after page. The answer to the last question counts. */
export class CheckpointList {
  /** Undefined until the first answer. */
  items: readonly Checkpoint[] | undefined;
  /** What the rows answer. */
  answered: CheckpointQuestion | undefined;
  error: WaypostError | undefined;
  isLoading = false;
  #cursor: string | null = null;
  #asked = 0;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Asks from the beginning; the rows of before stay until the answer is there. */
  async ask(api: CheckpointsApi, question: CheckpointQuestion): Promise<void> {
    await this.#load(async () => {
      const { items, nextCursor } = await api.list({ ...question, limit: PAGE });
      return () => {
        this.items = items;
        this.answered = question;
        this.#cursor = nextCursor;
      };
    });
  }

  async loadMore(api: CheckpointsApi): Promise<void> {
    const { answered, items = [] } = this;
    if (!answered || this.#cursor === null || this.isLoading) return;
    const query = { ...answered, limit: PAGE, cursor: this.#cursor };
    await this.#load(async () => {
      const page = await api.list(query);
      return () => {
        this.items = [...items, ...page.items];
        this.#cursor = page.nextCursor;
      };
    });
  }

  async #load(call: () => Promise<() => void>): Promise<void> {
    const turn = ++this.#asked;
    this.isLoading = true;
    this.#host.requestUpdate();
    try {
      const take = await call();
      if (turn !== this.#asked) return;
      take();
      this.error = undefined;
    } catch (error) {
      if (turn !== this.#asked) return;
      this.error = error as WaypostError; // the client fails with nothing else
    }
    this.isLoading = false;
    this.#host.requestUpdate();
  }
}
