import { WaypostError } from '../../api-client/errors.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type {
  HistoryData,
  HistoryQuery,
  InteractionData,
  Subscription,
  SubscriptionState,
  Waypost,
} from '../../api-client/waypost.ts';
import { me } from './samples.ts';

/** A subscription whose states a test tells, for states that are hard to bring about on a server. */
export class ScriptedSubscription<Data> implements Subscription<Data> {
  state: SubscriptionState<Data> = {
    status: 'loading',
    data: undefined,
    error: undefined,
    since: undefined,
    retryAt: null,
    kept: true,
  };
  refreshed = 0;
  olderWanted = 0;
  readonly #listeners = new Set<(state: SubscriptionState<Data>) => void>();

  get followers(): number {
    return this.#listeners.size;
  }

  tell(state: Partial<SubscriptionState<Data>>): void {
    this.state = { ...this.state, ...state };
    for (const listener of this.#listeners) listener(this.state);
  }

  fail(kind: WaypostError['kind'], retryAt: string | null = null): void {
    this.tell({ status: 'error', error: new WaypostError(kind, `Failed: ${kind}.`), retryAt });
  }

  subscribe(
    listener: (state: SubscriptionState<Data>) => void,
    { signal }: { signal: AbortSignal },
  ): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
    listener(this.state);
  }

  async refresh(): Promise<void> {
    this.refreshed++;
  }

  async loadMore(): Promise<void> {
    this.olderWanted++;
  }
}

/** A client that a test speaks for. */
export class ScriptedClient {
  readonly me = new ScriptedSubscription<Me>();
  readonly list = new ScriptedSubscription<HistoryData>();
  readonly ones = new Map<string, ScriptedSubscription<InteractionData>>();
  readonly queries: (HistoryQuery | undefined)[] = [];

  constructor() {
    this.me.tell({ status: 'live', data: me });
  }

  history(query?: HistoryQuery): ScriptedSubscription<HistoryData> {
    this.queries.push(query);
    return this.list;
  }

  interaction(id: string): ScriptedSubscription<InteractionData> {
    const found = this.ones.get(id) ?? new ScriptedSubscription<InteractionData>();
    this.ones.set(id, found);
    return found;
  }

  /** Only what an element calls is here; the client itself is tested on the real server. */
  get asWaypost(): Waypost {
    return this as unknown as Waypost;
  }
}
