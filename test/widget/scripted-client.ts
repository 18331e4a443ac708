import { WaypostError } from '../../api-client/errors.ts';
import type { Offers, Presence, PresenceStatus } from '../../api-client/contract/desk.ts';
import type {
  HistoryChoices,
  HistoryView,
  HistoryViewDraft,
} from '../../api-client/contract/history.ts';
import type { Message } from '../../api-client/contract/interaction.ts';
import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../../api-client/contract/report.ts';
import type { Supervision } from '../../api-client/contract/supervision.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type {
  Desk,
  ExportOptions,
  HistoryData,
  HistoryQuery,
  HistoryViewsApi,
  InteractionData,
  ReportsApi,
  Subscription,
  SubscriptionState,
  Waypost,
} from '../../api-client/waypost.ts';
import { me, message } from './samples.ts';

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

/** A desk that a test speaks for. What is done with it is noted, and answered at once or when the test says so. */
export class ScriptedDesk implements Desk {
  readonly offers = new ScriptedSubscription<Offers>();
  readonly presence = new ScriptedSubscription<Presence>();
  readonly done: string[] = [];
  readonly written: { id: string; text: string; key: string }[] = [];
  /** What the next calls meet, one each; without, they succeed. */
  readonly answers: (WaypostError | Promise<void>)[] = [];

  here(offers: Partial<Offers> = {}, status: PresenceStatus = 'available'): void {
    this.presence.tell({ status: 'live', data: { status, since: null } });
    this.offers.tell({ status: 'live', data: { ringing: [], mine: [], ...offers } });
  }

  async choosePresence(status: PresenceStatus): Promise<Presence> {
    await this.#do(status);
    const data = { status, since: null };
    this.presence.tell({ data });
    return data;
  }

  accept = (id: string): Promise<void> => this.#do(`accept ${id}`);
  refuse = (id: string): Promise<void> => this.#do(`refuse ${id}`);
  dissuade = (id: string): Promise<void> => this.#do(`dissuade ${id}`);
  finish = (id: string): Promise<void> => this.#do(`finish ${id}`);

  async write(id: string, text: string, key: string): Promise<Message> {
    this.written.push({ id, text, key });
    await this.#do(`write ${text}`);
    return message(100 + this.written.length, 'advisor', text);
  }

  async #do(what: string): Promise<void> {
    this.done.push(what);
    const answer = this.answers.shift();
    if (answer instanceof WaypostError) throw answer;
    await answer;
  }
}

function sorted(state: HistoryViewDraft['state']): HistoryView['state'] {
  return { ...state, sort: state.sort ?? '-start' };
}

/** Saved views in memory. */
export class ScriptedViews implements HistoryViewsApi {
  items: HistoryView[] = [];
  /** What the next calls meet, one each; without, they succeed. */
  readonly failures: WaypostError[] = [];

  async list(): Promise<HistoryView[]> {
    this.#meet();
    return this.items;
  }

  async create({ name, state }: HistoryViewDraft): Promise<HistoryView> {
    this.#meet();
    const view = { id: `view-${name}`, name, state: sorted(state) };
    this.items = [...this.items, view].sort((one, other) => (one.name < other.name ? -1 : 1));
    return view;
  }

  async change(id: string, { name, state }: HistoryViewDraft): Promise<HistoryView> {
    this.#meet();
    const view = { id, name, state: sorted(state) };
    this.items = this.items.map((one) => (one.id === id ? view : one));
    return view;
  }

  async delete(id: string): Promise<void> {
    this.#meet();
    this.items = this.items.filter((one) => one.id !== id);
  }

  #meet(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** An export that a test takes on, piece by piece. */
export interface ScriptedExport {
  query: HistoryQuery;
  options: ExportOptions;
  finish(file: Blob): void;
  fail(error: unknown): void;
}

/** A client that a test speaks for. */
/** Reports that say what a test has them say, and remember what they were asked for. */
class ScriptedReports {
  readonly asked: [keyof ReportsApi, unknown][] = [];
  readonly counted = new ScriptedSubscription<CheckpointReport>();
  readonly passed = new ScriptedSubscription<FunnelReport>();
  readonly shared = new ScriptedSubscription<LoadSharingReport>();

  checkpoints(query: unknown): ScriptedSubscription<CheckpointReport> {
    this.asked.push(['checkpoints', query]);
    return this.counted;
  }

  funnel(query: unknown): ScriptedSubscription<FunnelReport> {
    this.asked.push(['funnel', query]);
    return this.passed;
  }

  loadSharing(query: unknown): ScriptedSubscription<LoadSharingReport> {
    this.asked.push(['loadSharing', query]);
    return this.shared;
  }
}

export class ScriptedClient {
  readonly me = new ScriptedSubscription<Me>();
  readonly list = new ScriptedSubscription<HistoryData>();
  readonly ones = new Map<string, ScriptedSubscription<InteractionData>>();
  readonly counted = new ScriptedSubscription<Supervision>();
  readonly reports = new ScriptedReports();
  readonly desk = new ScriptedDesk();
  readonly queries: (HistoryQuery | undefined)[] = [];
  readonly historyViews = new ScriptedViews();
  readonly exports: ScriptedExport[] = [];
  choices: HistoryChoices = {
    advisors: [],
    queues: [],
    routings: [],
    versions: [],
    checkpoints: [],
    templates: [],
    voiceCampaigns: [],
    tags: [],
  };

  constructor() {
    this.me.tell({ status: 'live', data: me });
  }

  history(query?: HistoryQuery): ScriptedSubscription<HistoryData> {
    this.queries.push(query);
    return this.list;
  }

  supervision(): ScriptedSubscription<Supervision> {
    return this.counted;
  }

  interaction(id: string): ScriptedSubscription<InteractionData> {
    const found = this.ones.get(id) ?? new ScriptedSubscription<InteractionData>();
    this.ones.set(id, found);
    return found;
  }

  async historyChoices(): Promise<HistoryChoices> {
    return this.choices;
  }

  /** Ends when the test says so, or with the signal. */
  exportHistory(query: HistoryQuery, options: ExportOptions): Promise<Blob> {
    const { promise, resolve, reject } = Promise.withResolvers<Blob>();
    this.exports.push({ query, options, finish: resolve, fail: reject });
    const { signal } = options;
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
    return promise;
  }

  /** Only what an element calls is here; the client itself is tested on the real server. */
  get asWaypost(): Waypost {
    return this as unknown as Waypost;
  }
}
