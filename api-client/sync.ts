import { backoff } from './backoff.ts';
import { Bearer } from './bearer.ts';
import { Caller } from './caller.ts';
import type { Coverage } from './cache-schema.ts';
import type { Filling } from './cache-filling.ts';
import { Cache } from './cache.ts';
import type { EndpointName } from './contract/endpoints.ts';
import type { Instant } from './contract/primitives.ts';
import type { Me } from './contract/user.ts';
import {
  asWaypostError,
  ClosedError,
  isPassing,
  isTokenRefusal,
  signedOutError,
  type ProblemError,
  type WaypostError,
} from './errors.ts';
import type { Link } from './feed.ts';
import type { Following, FollowingHost } from './following.ts';
import { Reach } from './reach.ts';
import { databaseName, recallUser } from './remembered-users.ts';
import { forgetUser, rememberUser } from './remembering-users.ts';
import { callEndpoint, type Answer, type CallInput } from './request.ts';
import type { Followed } from './view.ts';
import type { WaypostOptions } from './waypost.ts';

/** What belongs to one user with one active profile. Nothing of it outlives either. */
export interface Session {
  me: Me;
  readonly name: string;
  readonly cache: Cache;
  /** How far the cache went when the session began. */
  readonly coverage: Promise<Coverage | undefined>;
  /** Absent until its code is loaded, which is not part of the first script. */
  following: Following | undefined;
  /** Absent until a history is followed. */
  filling: Filling | undefined;
}

/** Joins views, cache, calls and feed; knows who the user is and whether the server is there. */
export class Sync {
  readonly isFollowing: boolean;
  session: Session | undefined;
  /** Why there is no session. */
  trouble: { error: WaypostError; retryAt: Instant | null } | undefined;
  readonly #options: WaypostOptions;
  readonly #bearer: Bearer;
  readonly #views = new Set<Followed>();
  readonly #reach = new Reach();
  readonly #caller: Caller;
  #identity: string | null | undefined;
  #isConfirmed = false;
  readonly #closing = new AbortController();
  #starting: Promise<void> | undefined;
  #confirming: Promise<Me> | undefined;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WaypostOptions) {
    this.#options = options;
    this.isFollowing = options.realtime !== false;
    this.#bearer = new Bearer(options);
    this.#bearer.onUser = (me) => this.#adopt(me);
    this.#bearer.onIdentity = (identity) => this.#recognise(identity);
    const { signal } = this.#closing;
    const events = {
      reached: () => this.#reached(),
      signedOut: (error: ProblemError) => this.#endAll(error),
    };
    this.#caller = new Caller(options.url, this.#bearer, events, signal);
    globalThis.addEventListener?.('online', () => this.#retryNow(), { signal });
  }

  get url(): string {
    return this.#options.url;
  }

  get isKept(): boolean {
    return this.session?.cache.isKept ?? true;
  }

  /** Whether the feed was heard before, or tried, and is not now. */
  get isCutOff(): boolean {
    return this.isFollowing && this.#reach.link.state === 'down';
  }

  /** When the server was last there. */
  offlineSince(): Instant {
    return this.#reach.lostSince();
  }

  call<Name extends EndpointName>(name: Name, input: CallInput<Name>): Promise<Answer<Name>> {
    return this.#caller.call(name, input);
  }

  /** Whatever `send` asks of the server with the bearer that it is given. */
  run<Result>(send: (bearer: string) => Promise<Result>): Promise<Result> {
    return this.#caller.run(send);
  }

  #reached(): void {
    this.#reach.contact();
    if (this.isCutOff) this.session?.following?.nudge();
  }

  attach(view: Followed): void {
    if (this.#views.has(view)) return;
    this.#views.add(view);
    if (this.session) this.#enterView(view, this.session);
    else if (!this.trouble) void this.start();
  }

  detach(view: Followed): void {
    if (!this.#views.delete(view)) return;
    if (view.scope !== undefined) this.session?.following?.unwatch(view.scope);
    view.leave();
  }

  /** Finds out who the user is: from this browser's memory at once, from the server for sure. */
  start(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(new ClosedError());
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #start(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    try {
      const identity = await this.#bearer.identity();
      const confirming = this.confirm();
      confirming.catch(() => {}); // awaited below
      await this.#recall(identity);
      await confirming;
      this.#attempt = 0;
    } catch (error) {
      this.#failToStart(asWaypostError(error));
    }
    this.#tellAll();
  }

  async #recall(identity: string | null): Promise<void> {
    if (identity === null || this.#options.cache === false || this.session) return;
    const me = await recallUser(this.url, identity);
    if (me && !this.session && !this.#closing.signal.aborted && identity === this.#identity)
      this.#enter(me);
  }

  /** Back on line: nothing waits for its time to try again. */
  #retryNow(): void {
    if (this.#retry !== undefined) void this.start();
    this.#views.forEach((view) => view.retryNow());
  }

  #failToStart(error: WaypostError): void {
    if (this.#closing.signal.aborted) return;
    const wait = isPassing(error) ? backoff(this.#attempt++) : null;
    if (wait !== null) this.#retry = setTimeout(() => void this.start(), wait);
    const retryAt = wait === null ? null : new Date(Date.now() + wait).toISOString();
    if (!this.session) this.trouble = { error, retryAt };
  }

  /** Asks the server who the user is; asked by several, once. */
  confirm(): Promise<Me> {
    this.#confirming ??= this.#confirm().finally(() => (this.#confirming = undefined));
    return this.#confirming;
  }

  async #confirm(): Promise<Me> {
    const wasConfirmed = this.#isConfirmed;
    await this.#bearer.get();
    // An exchange of tokens just said so.
    if (!wasConfirmed && this.#isConfirmed && this.session) return this.session.me;
    const me = await this.call('readMe', {});
    this.#adopt(me);
    return me;
  }

  async chooseProfile(profileId: string): Promise<Me> {
    const me = await this.call('chooseProfile', { body: { profileId } });
    this.#adopt(me);
    return me;
  }

  async signOut(): Promise<void> {
    try {
      await callEndpoint(this.url, 'endSession', {}, await this.#bearer.get());
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
    } finally {
      this.session?.following?.signOut();
      this.#endAll(signedOutError());
    }
  }

  close(): void {
    this.#closing.abort();
    clearTimeout(this.#retry);
    this.#end();
    this.#views.clear();
  }

  /** The user, as the server says. Another one, or another profile, starts from nothing. */
  #adopt(me: Me): void {
    if (this.#closing.signal.aborted) return;
    this.trouble = undefined;
    this.#isConfirmed = true;
    const name = databaseName(this.url, me);
    if (this.session?.name === name) this.session.me = me;
    else {
      void this.#end()?.cache.drop();
      this.#enter(me);
    }
    if (this.#options.cache !== false) void this.#remember(me);
    this.#tellAll();
  }

  async #remember(me: Me): Promise<void> {
    await rememberUser(this.url, this.#identity ?? null, me);
    await this.session?.cache.trim();
  }

  /** The page's token speaks for someone: when that is someone else, what was shown is not theirs. */
  #recognise(identity: string | null): void {
    const before = this.#identity;
    this.#identity = identity;
    if (before === undefined) return;
    if (before !== identity) {
      void this.#end()?.cache.drop();
      void this.start();
    } else if (identity === null) void this.confirm().catch(() => {});
  }

  #endAll(error: WaypostError): void {
    const ended = this.#end();
    this.#isConfirmed = false;
    this.trouble = { error, retryAt: null };
    void ended?.cache.drop();
    if (ended) void forgetUser(this.url, ended.name);
    this.#tellAll();
  }

  #enter(me: Me): void {
    const name = databaseName(this.url, me);
    const kept = this.#options.cache === false ? null : name;
    const cache = new Cache(kept, () => this.#tellAll());
    const coverage = cache.readCoverage();
    const session: Session = {
      ...{ me, name, cache, coverage },
      following: undefined,
      filling: undefined,
    };
    this.session = session;
    void coverage.then((known) => this.#remindOf(session, known));
    this.#views.forEach((view) => this.#enterView(view, session));
    void this.#follow(session, 0);
  }

  #remindOf(session: Session, coverage: Coverage | undefined): void {
    if (this.session !== session || !coverage) return;
    this.#reach.recall(coverage.syncedAt);
    this.#tellAll();
  }

  async #follow(session: Session, attempt: number): Promise<void> {
    try {
      const { Following } = await import('./following.ts');
      if (this.session !== session) return;
      const scopes = [...this.#views].flatMap(({ scope }) => scope ?? []);
      session.following = new Following(session, this.#followingHost(), scopes);
    } catch {
      if (this.session !== session) return;
      this.#linked({ state: 'down', since: this.offlineSince() });
      setTimeout(() => void this.#follow(session, attempt + 1), backoff(attempt));
    }
  }

  /** A history is live: what is kept of it grows in the background. */
  fillCache(session: Session): void {
    if (session.filling) void session.filling.start();
    else if (this.isFollowing && this.#options.cache !== false) void this.#fill(session);
  }

  async #fill(session: Session): Promise<void> {
    const { Filling } = await import('./cache-filling.ts').catch(() => ({
      Filling: undefined,
    }));
    if (!Filling || this.session !== session) return;
    session.filling ??= new Filling(session, {
      call: (name, input) => this.call(name, input),
      isFollowed: () => session.following?.isReady('history') ?? false,
    });
    void session.filling.start();
  }

  #followingHost(): FollowingHost {
    return {
      url: this.url,
      tokens: this.isFollowing ? this.#bearer : null,
      viewsOf: (scope) => [...this.#views].filter((view) => view.scope === scope),
      linked: (link) => this.#linked(link),
      heard: () => this.#reach.contact(),
      accessChanged: () => this.#loadAllAnew(),
      // The answer says why, and ends the session if need be.
      denied: () => void this.confirm().catch(() => {}),
      signedOut: () => this.#endAll(signedOutError()),
    };
  }

  #end(): Session | undefined {
    const { session } = this;
    this.session = undefined;
    this.#reach.link = { state: 'connecting' };
    session?.following?.close();
    session?.filling?.end();
    this.#views.forEach((view) => view.leave());
    session?.cache.close();
    return session;
  }

  /** With the feed there, its view of the scope comes first, so that a load misses nothing. */
  #enterView(view: Followed, session: Session): void {
    const { scope } = view;
    if (scope === undefined) return view.enter(session, true, false);
    const isReady = session.following?.isReady(scope) ?? false;
    view.enter(session, isReady, !isReady && this.#reach.link.state === 'open');
    session.following?.watch(scope);
  }

  #linked(link: Link): void {
    if (link.state === 'open' && this.#reach.link.state === 'open') return;
    this.#reach.link = link;
    if (link.state === 'open') this.#reach.contact();
    this.#views.forEach((view) => view.linked(link.state === 'open'));
  }

  #loadAllAnew(): void {
    void this.confirm().catch(() => {});
    this.#views.forEach((view) => void view.reload());
  }

  #tellAll(): void {
    this.#views.forEach((view) => view.tell());
  }
}
