import { backoff } from './backoff.ts';
import type { Change, Scope } from './contract/change.ts';
import type { Problem } from './contract/problem.ts';
import {
  asWaypostError,
  ClosedError,
  forbidsData,
  isPassing,
  ProblemError,
  type WaypostError,
} from './errors.ts';
import type { Session, Sync } from './sync.ts';
import type { Subscription, SubscriptionState } from './waypost.ts';

/** How long a load waits to be preceded by the feed, so that one answer is enough. */
const PATIENCE = 300;

/** What the client's heart knows of a view. */
export interface Followed {
  /** What of the feed concerns this view. */
  readonly scope: Scope | undefined;
  enter(session: Session, isReady: boolean, isReadySoon: boolean): void;
  leave(): void;
  ready(isUnbroken: boolean): void;
  linked(isOpen: boolean): void;
  changed(items: Change[]): void;
  refused(problem: Problem): void;
  retryNow(): void;
  reload(): Promise<void>;
  tell(): void;
}

/**
 * Something that can be followed: shown from the cache, then loaded, then kept true by the feed. A view works
 * while it has listeners, and loads once at a time.
 */
export abstract class View<Data> implements Subscription<Data>, Followed {
  abstract readonly scope: Scope | undefined;
  protected readonly sync: Sync;
  protected session: Session | undefined;
  /** From the first listener to the last, within one session; over when aborted. */
  #visit = new AbortController();
  #listeners = new Set<(state: SubscriptionState<Data>) => void>();
  #isToldSoon = false;
  #loading: Promise<void> | undefined;
  #isWantedAgain = false;
  #isLoaded = false;
  /** Nothing can have been missed since the load. */
  #isCurrent = false;
  #isFollowed = false;
  #error: WaypostError | undefined;
  #attempt = 0;
  #retryAt: string | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(sync: Sync) {
    this.sync = sync;
  }

  protected abstract data(): Data | undefined;
  /** Takes in what this browser has, unless something newer is there. */
  protected abstract showCached(session: Session, signal: AbortSignal): Promise<void>;
  /** Asks the server; what the feed tells meanwhile must survive an older answer. */
  protected abstract load(session: Session, signal: AbortSignal): Promise<void>;
  protected abstract take(change: Change): void;
  protected abstract clear(): void;

  protected get visit(): AbortSignal {
    return this.#visit.signal;
  }

  protected get hasFailed(): boolean {
    return this.#error !== undefined;
  }

  protected get isLoaded(): boolean {
    return this.#isLoaded;
  }

  get state(): SubscriptionState<Data> {
    const error = this.#error ?? (this.session ? undefined : this.sync.trouble?.error);
    const status = this.#statusWith(error);
    return {
      status,
      data: this.data(),
      error,
      since: status === 'offline' ? this.sync.offlineSince() : undefined,
      retryAt: this.session ? this.#retryAt : (this.sync.trouble?.retryAt ?? null),
      kept: this.sync.isKept,
    };
  }

  #statusWith(error: WaypostError | undefined): SubscriptionState<Data>['status'] {
    if (error && error.kind !== 'network') return 'error';
    if (error || this.sync.isCutOff) return 'offline';
    if (this.#isCurrent && (this.#isFollowed || !this.sync.isFollowing)) return 'live';
    return this.data() === undefined ? 'loading' : 'cached';
  }

  subscribe(
    listener: (state: SubscriptionState<Data>) => void,
    { signal }: { signal: AbortSignal },
  ): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#leaveOne(listener), { once: true });
    this.sync.attach(this);
    listener(this.state);
  }

  #leaveOne(listener: (state: SubscriptionState<Data>) => void): void {
    this.#listeners.delete(listener);
    if (!this.#listeners.size) this.sync.detach(this);
  }

  async refresh(): Promise<void> {
    if (!this.session) await this.sync.start();
    if (this.session) await this.reload();
  }

  /** A session began, or this view began within it. `isReady`: its scope is followed already, or soon will be. */
  enter(session: Session, isReady: boolean, isReadySoon: boolean): void {
    this.session = session;
    this.#visit = new AbortController();
    this.#isFollowed = isReady || this.scope === undefined;
    void this.showCached(session, this.#visit.signal).then(() => this.tell());
    if (!isReadySoon) void this.reload();
    else this.#retry = setTimeout(() => void this.reload(), PATIENCE);
  }

  /** The session ended, or nobody listens any more. */
  leave(): void {
    this.session = undefined;
    this.#visit.abort(new ClosedError());
    this.#isLoaded = this.#isCurrent = this.#isFollowed = false;
    this.#settle();
    this.clear();
    this.tell();
  }

  /** The feed follows the scope; after a gap, and before a first load, everything is loaded. */
  ready(isUnbroken: boolean): void {
    this.#isFollowed = true;
    if (!isUnbroken) this.#isCurrent = false;
    if (!isUnbroken || (!this.#isLoaded && !this.#loading)) void this.reload();
    this.tell();
  }

  /** The server is heard again, or no more. */
  linked(isOpen: boolean): void {
    if (isOpen) this.retryNow();
    else this.#isFollowed = this.scope === undefined;
    this.tell();
  }

  /** What waits to be tried again waits no longer. */
  retryNow(): void {
    if (this.#retry !== undefined) void this.reload();
  }

  changed(items: Change[]): void {
    items.forEach((item) => this.take(item));
    if (items.some(({ kind }) => kind === 'checkpoint')) void this.reload();
    this.tell();
  }

  refused(problem: Problem): void {
    this.fail(new ProblemError(problem));
  }

  /** Loads anew; one at a time, and once more when it was asked for meanwhile. */
  reload(): Promise<void> {
    this.#isWantedAgain = this.#loading !== undefined;
    this.#loading ??= this.#loadWhileWanted().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #loadWhileWanted(): Promise<void> {
    do {
      this.#isWantedAgain = false;
      await this.#loadOnce();
    } while (this.#isWantedAgain);
  }

  async #loadOnce(): Promise<void> {
    const { session } = this;
    const { signal } = this.#visit;
    if (!session) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    try {
      await this.load(session, signal);
      if (signal.aborted) return;
      this.#isLoaded = true;
      this.#isCurrent = !this.#isWantedAgain;
      this.#settle();
    } catch (error) {
      if (!signal.aborted) this.fail(asWaypostError(error));
    }
    this.tell();
  }

  #settle(): void {
    clearTimeout(this.#retry);
    this.#retry = this.#error = undefined;
    this.#retryAt = null;
    this.#attempt = 0;
  }

  protected fail(error: WaypostError): void {
    this.#error = error;
    if (forbidsData(error)) {
      this.#isLoaded = this.#isCurrent = false;
      this.clear();
    }
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#retryAt = null;
    if (isPassing(error)) this.#tryLater();
    this.tell();
  }

  #tryLater(): void {
    const wait = backoff(this.#attempt++);
    this.#retryAt = new Date(Date.now() + wait).toISOString();
    this.#retry = setTimeout(() => void this.reload(), wait);
  }

  /** Tells the listeners once, however much changed in this turn. */
  tell(): void {
    if (this.#isToldSoon) return;
    this.#isToldSoon = true;
    queueMicrotask(() => {
      this.#isToldSoon = false;
      const { state } = this;
      for (const listener of [...this.#listeners]) listener(state);
    });
  }
}
