import type { ChangesAnswer, Scope } from '../../api-client/contract/change.ts';
import type { Cursor } from '../../api-client/contract/primitives.ts';
import type { Clock } from '../clock.ts';
import { toProblem } from '../problem.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Db } from '../storage/database.ts';
import {
  isKept,
  readChanges,
  readHorizon,
  type ChangeBatch,
  type ChangeRow,
  type Position,
} from '../storage/changes.ts';
import { readInteraction } from '../storage/interactions.ts';
import { listStandingSessions } from '../storage/sessions.ts';
import { itemsFor, readSeenChanges, type SeenChanges } from './changes-for.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Feed } from './feed.ts';
import { interactionOf, type Watcher, type Watching } from './watcher.ts';

/** The most changes that are replayed to a client that was away; for more it loads anew. */
const MOST_REPLAYED = 5000;

export interface HubParts {
  db: Db;
  clock: Clock;
  feed: Feed;
  databaseId: string;
}

/** Gives the feed's changes to the open connections: to each only what its user may see at that moment. */
export class Hub {
  #parts: HubParts;
  #watchers = new Set<Watcher>();
  /** One thing at a time: a replay must end before the next batch goes out, or a change would be lost or doubled. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Everything up to here has gone out to the connections. */
  #position: Position | undefined;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#watchers.size;
  }

  /** The users who hold a connection, each once. */
  get users(): { organisationId: string; userId: string }[] {
    const users = [...this.#watchers].flatMap(({ who }) => (who.kind === 'user' ? [who] : []));
    return [...new Map(users.map((user) => [user.userId, user])).values()];
  }

  /** Holds a connection until `remove`. */
  async add(watcher: Watcher): Promise<void> {
    this.#watchers.add(watcher);
    try {
      await this.#inOrder(() => this.#follow());
    } catch (error) {
      this.remove(watcher);
      throw error;
    }
  }

  async #follow(): Promise<void> {
    const { feed } = this.#parts;
    if (feed.running) return;
    this.#position = await feed.start(
      () => this.#watchers.size > 0,
      (batch) => this.#inOrder(() => this.#deliver(batch)),
    );
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** Closes every connection: the server stops. */
  closeAll(reason: Refusal): void {
    for (const watcher of this.#watchers) watcher.close(toProblem(reason));
  }

  /**
   * Begins to follow a scope. With `since`, what happened after it is sent first; `reset` when that is too long
   * ago, and the client loads anew. The answer goes out before the changes that follow it.
   */
  async watch(
    watcher: Watcher,
    scope: Scope,
    since: Cursor | undefined,
    answer: (cursor: Cursor, reset: boolean) => void,
  ): Promise<void> {
    const { who } = watcher;
    await this.#demandSight(who, scope);
    const reached = this.#reached();
    const missed = since === undefined ? [] : await this.#missed(who, since, reached);
    // Read before the answer: from then on the client counts on everything that its cursor covers.
    const seen = await this.#seenBy(who, scope, missed);
    await this.#inOrder(async () => {
      if (!this.#watchers.has(watcher)) return; // closed while it waited
      const present = this.#reached();
      const late =
        missed && since !== undefined ? await this.#between(who, reached, present) : [];
      const lateSeen = await this.#seenBy(who, scope, late);
      const cursor = this.#cursor(present);
      watcher.scopes.add(scope);
      answer(cursor, !missed || !late);
      if (missed && late)
        for (const one of [seen, lateSeen]) if (one) give(watcher, [scope], one, cursor);
    });
  }

  #reached(): Position {
    if (this.#position) return this.#position;
    throw new Refusal('not-ready', 'The server is starting; try again in a moment.');
  }

  /** What went out to the others while a client's long way back was read: little, so it is read in order. */
  async #between(
    { organisationId }: Watching,
    from: Position,
    to: Position,
  ): Promise<ChangeRow[] | undefined> {
    if (from.transaction === to.transaction && from.row === to.row) return [];
    const batch = await readChanges(this.#parts.db, from, {
      organisationId,
      limit: MOST_REPLAYED,
    });
    return batch.complete ? batch.rows.filter((row) => isBefore(row, to)) : undefined;
  }

  async #seenBy(
    who: Watching,
    scope: Scope,
    rows: readonly ChangeRow[] | undefined,
  ): Promise<SeenChanges | undefined> {
    return rows && rows.length > 0 ? this.#seen([who], [scope], rows) : undefined;
  }

  /** The same changes for a caller who asks instead of listening. Without `since`: nothing but where to begin. */
  async list(who: Watching, scope: Scope, since: Cursor | undefined): Promise<ChangesAnswer> {
    await this.#demandSight(who, scope);
    const { db } = this.#parts;
    const horizon = await readHorizon(db);
    if (since === undefined)
      return { cursor: this.#cursor(horizon), reset: false, items: [], more: false };
    const rows = await this.#missed(who, since, horizon);
    if (!rows) return { cursor: this.#cursor(horizon), reset: true, items: [], more: false };
    const items =
      rows.length === 0 ? [] : itemsFor(who, scope, await this.#seen([who], [scope], rows));
    return { cursor: this.#cursor(horizon), reset: false, items, more: false };
  }

  async #demandSight(who: Watching, scope: Scope): Promise<void> {
    const id = interactionOf(scope);
    if (who.kind === 'customer') {
      if (id !== who.interactionId) throw notFound('interaction');
      return;
    }
    if (id === undefined) return;
    if (!(await readInteraction(this.#parts.db, who, id, this.#window())))
      throw notFound('interaction');
  }

  /** What happened between a client's cursor and the present; undefined when it must load anew. */
  async #missed(
    who: Watching,
    since: Cursor,
    present: Position,
  ): Promise<ChangeRow[] | undefined> {
    const { db, databaseId } = this.#parts;
    const position = readCursor(databaseId, since);
    if (!position) return undefined;
    const { organisationId } = who;
    const batch = await readChanges(db, position, { organisationId, limit: MOST_REPLAYED });
    // A database that was put back to an earlier day knows nothing of what this client has seen.
    const isAhead = position.transaction > batch.position.transaction;
    if (isAhead || !batch.complete || !(await isKept(db, position))) return undefined;
    return batch.rows.filter((row) => isBefore(row, present));
  }

  async #deliver({ rows, position }: ChangeBatch): Promise<void> {
    for (const [organisationId, own] of Map.groupBy(rows, (row) => row.organisationId)) {
      const watchers = [...this.#watchers].filter(
        ({ who }) => who.organisationId === organisationId,
      );
      if (watchers.length === 0) continue;
      if (own.some(({ kind }) => kind === 'access'))
        await this.#closeEnded(organisationId, watchers);
      await this.#send(watchers, own, position);
    }
    this.#position = position;
  }

  /** Sends what the rows show to the watchers, in the scopes that each follows. */
  async #send(
    watchers: readonly Watcher[],
    rows: readonly ChangeRow[],
    position: Position,
  ): Promise<void> {
    const seen = await this.#seen(
      watchers.map(({ who }) => who),
      watchers.flatMap((watcher) => [...watcher.scopes]),
      rows,
    );
    const cursor = this.#cursor(position);
    for (const watcher of watchers) {
      give(watcher, [...watcher.scopes], seen, cursor);
      if (rows.some((row) => concerns(watcher.who, row)))
        await this.#dropUnseen(watcher, cursor);
    }
  }

  /** What the rows show to any of these, who are of one organisation. */
  async #seen(
    everybody: readonly Watching[],
    scopes: readonly Scope[],
    rows: readonly ChangeRow[],
  ): Promise<SeenChanges> {
    const { organisationId } = rows[0]!; // callers give at least one
    const followed = new Set(scopes.map(interactionOf));
    return readSeenChanges(
      this.#parts.db,
      organisationId,
      rows,
      {
        userIds: [
          ...new Set(everybody.flatMap((who) => (who.kind === 'user' ? who.userId : []))),
        ],
        customersOf: new Set(
          everybody.flatMap((who) => (who.kind === 'customer' ? who.interactionId : [])),
        ),
        withMessages: (id) => followed.has(id),
      },
      this.#window(),
    );
  }

  /** After a change of someone's rights: interactions that they follow one by one and see no more are gone. */
  async #dropUnseen(watcher: Watcher, cursor: Cursor): Promise<void> {
    for (const scope of watcher.scopes) {
      const interactionId = interactionOf(scope);
      if (!interactionId) continue;
      try {
        await this.#demandSight(watcher.who, scope);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        watcher.scopes.delete(scope);
        watcher.send(scope, cursor, [{ kind: 'gone', interactionId }]);
      }
    }
  }

  /** Connections whose session or user ended. */
  async #closeEnded(organisationId: string, watchers: readonly Watcher[]): Promise<void> {
    const { db, clock } = this.#parts;
    const sessions = watchers.flatMap(({ who }) => (who.kind === 'user' ? who.sessionId : []));
    const standing = await listStandingSessions(db, organisationId, sessions, clock.now());
    for (const watcher of watchers) {
      if (watcher.who.kind === 'user' && !standing.has(watcher.who.sessionId)) {
        this.remove(watcher);
        watcher.scopes.clear();
        watcher.close(
          toProblem(new Refusal('signed-out', 'This session has ended; sign in again.')),
        );
      }
    }
  }

  #window() {
    return { now: this.#parts.clock.now() };
  }

  #cursor(position: Position): Cursor {
    return writeCursor(this.#parts.databaseId, position);
  }

  #inOrder<Value>(task: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(task);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

/** Sends what each of the scopes shows of the changes; one that shows no more is followed no more. */
function give(
  watcher: Watcher,
  scopes: readonly Scope[],
  seen: SeenChanges,
  cursor: Cursor,
): void {
  for (const scope of scopes) {
    const items = itemsFor(watcher.who, scope, seen);
    if (items.length > 0) watcher.send(scope, cursor, items);
    const ends = interactionOf(scope) !== undefined; // the history goes on without the one that is gone
    if (ends && items.some(({ kind }) => kind === 'gone')) watcher.scopes.delete(scope);
  }
}

function concerns(who: Watching, { kind, entityId }: ChangeRow): boolean {
  return (
    kind === 'access' && who.kind === 'user' && (entityId === null || entityId === who.userId)
  );
}

function isBefore(row: Position, position: Position): boolean {
  return (
    row.transaction < position.transaction ||
    (row.transaction === position.transaction && row.row <= position.row)
  );
}
