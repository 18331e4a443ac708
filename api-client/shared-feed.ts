import type { Change, Scope } from './contract/change.ts';
import type { Cursor } from './contract/primitives.ts';
import type { Problem } from './contract/problem.ts';
import type { Feed, FeedEvents, Link } from './feed.ts';
import { Leading, type News, type Wishes } from './leading.ts';

/** How long a follower waits for its leader's answer before it takes the lead: frozen tabs keep their locks. */
const PATIENCE = 4_000;

type Message =
  | News
  /** A tab took the lead: who wants what? */
  | { type: 'leading' }
  | { type: 'want'; tab: string; wishes: Wishes }
  | { type: 'leaving'; tab: string }
  | { type: 'nudge' }
  | { type: 'signed-out' };

export interface SharedFeedEvents {
  link(link: Link): void;
  /**
   * The scope is followed from `cursor` on. `isUnbroken`: nothing was missed since the cursor that this tab
   * had; otherwise what it has is to be loaded anew.
   */
  ready(scope: Scope, cursor: Cursor, isUnbroken: boolean): void;
  /** `from` is the cursor before; absent while it is not yet known whether something was missed. */
  changes(scope: Scope, items: Change[], cursor: Cursor, from: Cursor | undefined): void;
  refused(scope: Scope, problem: Problem): void;
  denied(): void;
  /** Another tab of this user signed out. */
  signedOut(): void;
}

/**
 * One socket for all tabs of a browser. The tab that holds the lock leads: it connects, follows what any tab
 * wants, and tells all. When it goes, the next in line leads and goes on from the cursors that it was told.
 * Where there are no locks or channels, or it gets none, a tab leads itself alone.
 */
export class SharedFeed {
  readonly #name: string;
  readonly #connect: (events: FeedEvents) => Feed;
  readonly #events: SharedFeedEvents;
  readonly #tab = Math.random().toString(36).slice(2);
  readonly #wanted = new Map<Scope, { cursor: Cursor | undefined; isReady: boolean }>();
  readonly #channel: BroadcastChannel | undefined;
  readonly #ended = new AbortController();
  /** Over when the page is left; a page that a browser keeps to go back to begins another one. */
  #visit = new AbortController();
  #leading: Leading | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, connect: (events: FeedEvents) => Feed, events: SharedFeedEvents) {
    this.#name = name;
    this.#connect = connect;
    this.#events = events;
    if (globalThis.navigator?.locks && globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(name);
      this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
      this.#share();
    } else this.#lead();
  }

  /** Whether this tab holds the socket, and so writes the feed's changes into the cache. */
  get isLeading(): boolean {
    return this.#leading !== undefined;
  }

  /** Follows from `since`, or from now on. */
  watch(scope: Scope, since: Cursor | undefined): void {
    this.#wanted.set(scope, { cursor: since, isReady: false });
    this.#tellWishes();
  }

  unwatch(scope: Scope): void {
    this.#wanted.delete(scope);
    this.#tellWishes();
  }

  /** The server was just reached in another way: do not wait to connect. */
  nudge(): void {
    if (this.#leading) this.#leading.feed.nudge();
    else this.#post({ type: 'nudge' });
  }

  /** Tells the user's other tabs. */
  signOut(): void {
    this.#post({ type: 'signed-out' });
  }

  close(): void {
    if (this.#ended.signal.aborted) return;
    this.#post({ type: 'leaving', tab: this.#tab });
    this.#ended.abort();
    clearTimeout(this.#patience);
    this.#leading?.close();
    this.#channel?.close();
  }

  #share(): void {
    const { signal } = this.#ended;
    // A lock of one's own: whoever gets it too knows that this tab is gone.
    navigator.locks
      .request(this.#lockOf(this.#tab), () => untilAborted(signal))
      .catch(() => {}); // where it gets none, it leads alone
    this.#queueUp();
    this.#askLeader();
    globalThis.addEventListener?.('pagehide', () => this.#rest(), { signal });
    globalThis.addEventListener?.('pageshow', () => this.#comeBack(), { signal });
    globalThis.document?.addEventListener('visibilitychange', () => this.#askLeader(), {
      signal,
    });
  }

  #lockOf(tab: string): string {
    return `${this.#name} ${tab}`;
  }

  /** Leads as soon as nobody else does; with `steal`, at once. */
  #queueUp({ steal = false } = {}): void {
    const signal = AbortSignal.any([this.#ended.signal, this.#visit.signal]);
    const lead = () => {
      if (signal.aborted) return undefined;
      this.#lead();
      return untilAborted(signal);
    };
    const options = steal ? { steal } : { signal };
    navigator.locks.request(this.#name, options, lead).catch((error: unknown) => {
      if (signal.aborted) return;
      // A frame whose browser keeps it from all storage gets no lock, ever.
      if (!isAbort(error)) return this.#lead();
      // Another tab took the lead from this one.
      this.#stopLeading();
      this.#unready();
      this.#queueUp();
      this.#askLeader();
    });
  }

  #stopLeading(): void {
    this.#leading?.close();
    this.#leading = undefined;
  }

  /** A page that is left is kept frozen by some browsers, with its locks: nobody else would lead. */
  #rest(): void {
    clearTimeout(this.#patience);
    this.#post({ type: 'leaving', tab: this.#tab });
    this.#visit.abort();
    this.#stopLeading();
  }

  #comeBack(): void {
    if (!this.#visit.signal.aborted) return; // the first time that it is shown
    this.#visit = new AbortController();
    this.#unready();
    this.#queueUp();
    this.#askLeader();
  }

  #lead(): void {
    if (this.#leading || this.#ended.signal.aborted) return;
    clearTimeout(this.#patience);
    this.#unready();
    this.#leading = new Leading(this.#connect, (news) => {
      this.#post(news);
      this.#hear(news);
    });
    this.#tellWishes();
    this.#post({ type: 'leading' });
  }

  #post(message: Message): void {
    if (!this.#ended.signal.aborted) this.#channel?.postMessage(message);
  }

  #tellWishes(): void {
    const wishes: Wishes = [...this.#wanted].map(([scope, { cursor }]) => [scope, cursor]);
    if (this.#leading) this.#leading.want(this.#tab, wishes);
    else this.#post({ type: 'want', tab: this.#tab, wishes });
  }

  /** A leader that does not answer is frozen: it keeps its lock and does nothing. */
  #askLeader(): void {
    if (this.#leading || globalThis.document?.hidden) return;
    this.#tellWishes();
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#queueUp({ steal: true }), PATIENCE);
  }

  #receive(message: Message): void {
    if (this.#ended.signal.aborted) return;
    if (message.type === 'want') this.#serve(message.tab, message.wishes);
    else if (message.type === 'leaving') this.#leading?.forget(message.tab);
    else if (message.type === 'nudge') this.#leading?.feed.nudge();
    else if (message.type === 'signed-out') this.#events.signedOut();
    else if (!this.#leading) this.#follow(message);
  }

  #follow(message: News | { type: 'leading' }): void {
    clearTimeout(this.#patience);
    if (message.type !== 'leading') return this.#hear(message);
    this.#unready();
    this.#tellWishes();
  }

  #serve(tab: string, wishes: Wishes): void {
    if (!this.#leading) return;
    if (!this.#leading.knows(tab)) this.#forgetAtEndOf(tab);
    this.#leading.want(tab, wishes);
  }

  #forgetAtEndOf(tab: string): void {
    const { signal } = this.#ended;
    const forget = () => this.#leading?.forget(tab);
    navigator.locks.request(this.#lockOf(tab), { signal }, forget).catch(() => {}); // ended first
  }

  #unready(): void {
    this.#wanted.forEach((wish) => (wish.isReady = false));
  }

  #hear(news: News): void {
    if (news.type === 'link') {
      if (news.link.state !== 'open') this.#unready();
      return this.#events.link(news.link);
    }
    if (news.type === 'denied') return this.#events.denied();
    const wish = this.#wanted.get(news.scope);
    if (!wish) return;
    if (news.type === 'refused') return this.#events.refused(news.scope, news.problem);
    const from = wish.cursor;
    if (news.type === 'ready') {
      const isUnbroken = from === news.cursor;
      if (wish.isReady && isUnbroken) return;
      Object.assign(wish, { cursor: news.cursor, isReady: true });
      return this.#events.ready(news.scope, news.cursor, isUnbroken);
    }
    if (wish.isReady) wish.cursor = news.cursor;
    this.#events.changes(news.scope, news.items, news.cursor, wish.isReady ? from : undefined);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

const isAbort = (error: unknown) =>
  error instanceof DOMException && error.name === 'AbortError';
