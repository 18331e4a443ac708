import type { Change, Scope } from './contract/change.ts';
import type { Cursor } from './contract/primitives.ts';
import type { Problem } from './contract/problem.ts';
import type { Feed, FeedEvents, Link } from './feed.ts';

/** What a leader tells every tab. */
export type News =
  | { type: 'link'; link: Link }
  | { type: 'ready'; scope: Scope; cursor: Cursor }
  | { type: 'changes'; scope: Scope; items: Change[]; cursor: Cursor }
  | { type: 'refused'; scope: Scope; problem: Problem }
  | { type: 'denied' };

/** Scopes with the cursor up to which a tab knows all of them. */
export type Wishes = [Scope, Cursor | undefined][];

/** The tab that holds the socket: it follows each scope that any tab wants, once. */
export class Leading {
  readonly feed: Feed;
  readonly #tell: (news: News) => void;
  readonly #tabs = new Map<string, Set<Scope>>();
  readonly #followed = new Map<Scope, { cursor: Cursor | undefined; isReady: boolean }>();
  #link: Link = { state: 'connecting' };

  constructor(connect: (events: FeedEvents) => Feed, tell: (news: News) => void) {
    this.#tell = tell;
    this.feed = connect({
      link: (link) => this.#linked(link),
      ready: (scope, cursor) => this.#moved(scope, cursor, { type: 'ready', scope, cursor }),
      changes: (scope, items, cursor) =>
        this.#moved(scope, cursor, { type: 'changes', scope, items, cursor }),
      refused: (scope, problem) => tell({ type: 'refused', scope, problem }),
      denied: () => tell({ type: 'denied' }),
    });
  }

  knows(tab: string): boolean {
    return this.#tabs.has(tab);
  }

  /** All that a tab follows from now on. Each scope that runs already is told to be ready where it stands. */
  want(tab: string, wishes: Wishes): void {
    this.#tabs.set(tab, new Set(wishes.map(([scope]) => scope)));
    this.#tell({ type: 'link', link: this.#link });
    for (const [scope, since] of wishes) this.#follow(scope, since);
    this.#letGo();
  }

  forget(tab: string): void {
    this.#tabs.delete(tab);
    this.#letGo();
  }

  close(): void {
    this.feed.close();
  }

  #follow(scope: Scope, since: Cursor | undefined): void {
    const followed = this.#followed.get(scope);
    if (!followed) {
      this.#followed.set(scope, { cursor: since, isReady: false });
      this.feed.watch(scope, since);
    } else if (followed.isReady && followed.cursor !== undefined) {
      this.#tell({ type: 'ready', scope, cursor: followed.cursor });
    }
  }

  #letGo(): void {
    const wanted = new Set([...this.#tabs.values()].flatMap((scopes) => [...scopes]));
    for (const scope of this.#followed.keys()) {
      if (wanted.has(scope)) continue;
      this.#followed.delete(scope);
      this.feed.unwatch(scope);
    }
  }

  #linked(link: Link): void {
    this.#link = link;
    if (link.state !== 'open') this.#followed.forEach((followed) => (followed.isReady = false));
    this.#tell({ type: 'link', link });
  }

  #moved(scope: Scope, cursor: Cursor, news: News): void {
    const followed = this.#followed.get(scope);
    if (!followed) return;
    if (news.type === 'ready') followed.isReady = true;
    followed.cursor = cursor;
    this.#tell(news);
  }
}
