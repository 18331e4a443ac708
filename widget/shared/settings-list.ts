import type { ReactiveControllerHost } from 'lit';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { WaypostError } from '../../api-client/errors.ts';

/** Rows of one call. */
const PAGE = 100;

export interface SettingsQuestion<Sort extends string> {
  search: string;
  sort: Sort;
}

/** A page of what a question finds. */
export type AskList<Item, Sort extends string> = (
  query: SettingsQuestion<Sort> & { limit: number; cursor?: string },
) => Promise<Page<Item>>;

/** What a search finds, in its order, page after page. The answer to the last question counts. */
export class SettingsList<Item, Sort extends string> {
  /** Undefined until the first answer. */
  items: readonly Item[] | undefined;
  /** What the rows answer. */
  answered: SettingsQuestion<Sort> | undefined;
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

  /** Nothing is shown, and what is still asked for is not. */
  forget(): void {
    this.#asked++;
    this.items = this.answered = this.error = undefined;
    this.isLoading = false;
    this.#cursor = null;
  }

  /** Asks from the beginning; the rows of before stay until the answer is there. */
  async ask(list: AskList<Item, Sort>, question: SettingsQuestion<Sort>): Promise<void> {
    await this.#load(async () => {
      const { items, nextCursor } = await list({ ...question, limit: PAGE });
      return () => {
        this.items = items;
        this.answered = question;
        this.#cursor = nextCursor;
      };
    });
  }

  async loadMore(list: AskList<Item, Sort>): Promise<void> {
    const { answered, items = [] } = this;
    if (!answered || this.#cursor === null || this.isLoading) return;
    const query = { ...answered, limit: PAGE, cursor: this.#cursor };
    await this.#load(async () => {
      const page = await list(query);
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
