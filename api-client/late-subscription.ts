import type { Me } from './contract/user.ts';
import type {
  History,
  HistoryData,
  Subscription,
  SubscriptionState,
  Waypost,
} from './waypost.ts';

/** What this browser kept for the user whom the page's token names. */
export interface Kept {
  me: Me;
  database: IDBDatabase;
}

/** A client that is on its way, or a part of one. */
export interface Late<Loaded = Waypost> {
  /** What is loaded, in the end. `missed` is told each time that its code could not be. */
  load(missed?: () => void): Promise<Loaded>;
  /** Undefined when nothing is kept. */
  recall(): Promise<Kept | undefined>;
}

/** What is followed: of the client, and before it is there, of this browser's cache. */
export interface Followable<Data, Source, Loaded = Waypost> {
  open(loaded: Loaded): Source;
  recall(kept: Kept): Promise<Data | undefined>;
}

/** Shows what is kept until the client's own subscription has something to say. */
export class LateSubscription<
  Data,
  Source extends Subscription<Data> = Subscription<Data>,
  Loaded = Waypost,
> implements Subscription<Data> {
  readonly #late: Late<Loaded>;
  readonly #followable: Followable<Data, Source, Loaded>;
  #source: Source | undefined;
  #shown: SubscriptionState<Data> = {
    status: 'loading',
    data: undefined,
    error: undefined,
    since: undefined,
    retryAt: null,
    kept: true,
  };

  constructor(late: Late<Loaded>, followable: Followable<Data, Source, Loaded>) {
    this.#late = late;
    this.#followable = followable;
  }

  get state(): SubscriptionState<Data> {
    return this.#shown;
  }

  subscribe(
    listener: (state: SubscriptionState<Data>) => void,
    { signal }: { signal: AbortSignal },
  ): void {
    if (signal.aborted) return;
    const begun = new AbortController();
    const show = (state: SubscriptionState<Data>) => {
      if (!signal.aborted) listener((this.#shown = state));
    };
    void this.#showKept(show, begun.signal);
    void this.#showClient(show, begun, signal);
    listener(this.#shown);
  }

  async refresh(): Promise<void> {
    await (await this.source()).refresh();
  }

  protected async source(missed?: () => void): Promise<Source> {
    const loaded = await this.#late.load(missed);
    return (this.#source ??= this.#followable.open(loaded));
  }

  async #showKept(
    show: (state: SubscriptionState<Data>) => void,
    begun: AbortSignal,
  ): Promise<void> {
    const kept = await this.#late.recall();
    // A cache that cannot be read shows nothing: the client says so when it has tried.
    const data = kept && (await this.#followable.recall(kept).catch(() => undefined));
    if (data === undefined || begun.aborted) return;
    const status = this.#shown.status === 'offline' ? 'offline' : 'cached';
    show({ ...this.#shown, status, data });
  }

  async #showClient(
    show: (state: SubscriptionState<Data>) => void,
    begun: AbortController,
    signal: AbortSignal,
  ): Promise<void> {
    const source = await this.source(() =>
      show({ ...this.#shown, status: 'offline', since: new Date().toISOString() }),
    );
    // What is shown stays until the client has read or heard as much.
    const listen = (state: SubscriptionState<Data>) => {
      const knows = state.data !== undefined || /^(live|error)$/.test(state.status);
      if (knows) begun.abort();
      if (begun.signal.aborted) show(state);
      else if (state.status === 'offline') show({ ...state, data: this.#shown.data });
    };
    source.subscribe(listen, { signal });
  }
}

/** The same for a history. */
export class LateHistory<Loaded = Waypost>
  extends LateSubscription<HistoryData, History, Loaded>
  implements History
{
  async loadMore(): Promise<void> {
    await (await this.source()).loadMore();
  }
}
