import type { Change, Scope } from './contract/change.ts';
import type { Cursor } from './contract/primitives.ts';
import type { Problem } from './contract/problem.ts';
import type { FeedEvents, Link } from './feed.ts';
import { Realtime, type Tokens } from './realtime.ts';
import { SharedFeed } from './shared-feed.ts';
import type { Session } from './sync.ts';
import type { Followed } from './view.ts';

/** What following the feed needs of the client's heart, and tells it. */
export interface FollowingHost {
  readonly url: string;
  /** Null when the page wants no realtime: then only the tabs are kept together. */
  readonly tokens: Tokens | null;
  viewsOf(scope: Scope): Followed[];
  linked(link: Link): void;
  /** The server was just heard. */
  heard(): void;
  /** The user's own rights changed. */
  accessChanged(): void;
  /** The server takes no token of ours. */
  denied(): void;
  /** Another tab of this user signed out. */
  signedOut(): void;
}

/** A scope that views are interested in. */
interface FollowedScope {
  views: number;
  isReady: boolean;
  /** A load that was made before it was followed may be older than where it is followed from. */
  isBehind: boolean;
}

/** Follows the feed for one session, together with the user's other tabs: keeps cache and views true by it. */
export class Following {
  readonly #session: Session;
  readonly #host: FollowingHost;
  readonly #feed: SharedFeed;
  readonly #scopes = new Map<Scope, FollowedScope>();
  /** Whether the user's own rights are followed by themselves. */
  #isOnlyMe = false;
  #isClosed = false;

  constructor(session: Session, host: FollowingHost, scopes: readonly Scope[]) {
    this.#session = session;
    this.#host = host;
    const { url, tokens } = host;
    const connect = (events: FeedEvents) =>
      tokens ? new Realtime(url, tokens, events) : silence;
    this.#feed = new SharedFeed(session.name, connect, {
      link: (link) => this.#linked(link),
      ready: (scope, cursor, isUnbroken) => this.#ready(scope, cursor, isUnbroken),
      changes: (scope, items, cursor, from) => this.#changed(scope, items, cursor, from),
      refused: (scope, problem) => this.#refused(scope, problem),
      denied: () => host.denied(),
      signedOut: () => host.signedOut(),
    });
    scopes.forEach((scope) => this.watch(scope));
    if (scopes.length === 0) this.#followOnlyMe();
  }

  isReady(scope: Scope): boolean {
    return this.#scopes.get(scope)?.isReady ?? false;
  }

  watch(scope: Scope): void {
    const followed = this.#scopes.get(scope);
    if (followed) followed.views++;
    else {
      this.#scopes.set(scope, { views: 1, isReady: false, isBehind: false });
      void this.#watchFrom(scope);
    }
  }

  unwatch(scope: Scope): void {
    const followed = this.#scopes.get(scope);
    if (!followed || --followed.views > 0) return;
    this.#scopes.delete(scope);
    this.#feed.unwatch(scope);
    if (this.#scopes.size === 0) this.#followOnlyMe();
  }

  /** What a view follows tells of the user's rights, too; where none follows anything, they change all the same. */
  #followOnlyMe(): void {
    if (this.#isOnlyMe) return;
    this.#isOnlyMe = true;
    this.#feed.watch('me', undefined);
  }

  /** Once something else is followed for sure: nothing is missed in between. */
  #leaveOnlyMe(): void {
    if (!this.#isOnlyMe) return;
    this.#isOnlyMe = false;
    this.#feed.unwatch('me');
  }

  /** The server was just reached in another way: do not wait to connect. */
  nudge(): void {
    this.#feed.nudge();
  }

  /** Tells the user's other tabs. */
  signOut(): void {
    this.#feed.signOut();
  }

  close(): void {
    this.#isClosed = true;
    this.#feed.close();
  }

  /**
   * The history goes on from where the cache ends. When another tab moved that end since the session began, a
   * load may be older than it, and does not count.
   */
  async #watchFrom(scope: Scope): Promise<void> {
    const { coverage, cache } = this.#session;
    const [before, now] = await Promise.all([coverage, cache.readCoverage()]);
    const followed = this.#scopes.get(scope);
    if (this.#isClosed || !followed) return;
    followed.isBehind = before?.cursor !== now?.cursor;
    this.#feed.watch(scope, (scope === 'history' && now?.cursor) || undefined);
  }

  #linked(link: Link): void {
    if (this.#isClosed) return;
    if (link.state !== 'open') this.#scopes.forEach((followed) => (followed.isReady = false));
    this.#host.linked(link);
  }

  #ready(scope: Scope, cursor: Cursor, isUnbroken: boolean): void {
    if (scope !== 'me') this.#leaveOnlyMe();
    else if (!isUnbroken) return this.#host.accessChanged();
    const followed = this.#scopes.get(scope);
    const isComplete = isUnbroken && !followed?.isBehind;
    if (followed) Object.assign(followed, { isReady: true, isBehind: false });
    const { cache } = this.#session;
    if (scope === 'history' && !isUnbroken)
      void (this.#feed.isLeading ? cache.reset(cursor) : cache.forgetMemory());
    this.#host.viewsOf(scope).forEach((view) => view.ready(isComplete));
  }

  #changed(scope: Scope, items: Change[], cursor: Cursor, from: Cursor | undefined): void {
    this.#host.heard();
    this.#keep(scope, items, cursor, from);
    this.#host.viewsOf(scope).forEach((view) => view.changed(items));
    if (items.some(({ kind }) => kind === 'access')) this.#host.accessChanged();
  }

  /** The leader keeps the history's changes; what is gone, every tab forgets, after what it wrote itself. */
  #keep(scope: Scope, items: Change[], cursor: Cursor, from: Cursor | undefined): void {
    const { cache } = this.#session;
    const { isLeading } = this.#feed;
    cache.hear(items);
    const gone = items.flatMap((item) => (item.kind === 'gone' ? [item.interactionId] : []));
    if (scope === 'history' && isLeading && from !== undefined)
      void cache.writeChanges(items, from, cursor);
    else {
      if (gone.length) void cache.forget(gone);
      if (items.some(({ kind }) => kind === 'checkpoint')) void cache.rename(items);
    }
    if (items.some(({ kind }) => kind === 'access') && isLeading) void cache.reset();
  }

  #refused(scope: Scope, problem: Problem): void {
    this.#host.viewsOf(scope).forEach((view) => view.refused(problem));
  }
}

const silence = { watch() {}, unwatch() {}, nudge() {}, close() {} };
