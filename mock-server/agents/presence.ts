import type { Presence, PresenceStatus } from '../../api-client/contract/desk.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../storage/database.ts';
import {
  endPresence,
  markSeen,
  readPresence,
  writePresence,
  type UserKey,
} from '../storage/presence.ts';

/** How often users with an open socket are marked as seen: well within what counts as a moment ago. */
const RENEW_MS = 60_000;

export interface PresenceParts {
  db: Db;
  clock: Clock;
  /** Users who hold a socket of this process. */
  watching: () => readonly UserKey[];
  /** Told that somebody is there now, or is not. */
  changed: () => void;
}

/** Who of the users is there. What they said is a row; that they are still there must be seen again and again. */
export class PresenceKeeper {
  #parts: PresenceParts;
  #renewedAt = -Infinity;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  async read(user: UserKey): Promise<Presence> {
    await this.seen(user);
    const row = await readPresence(this.#parts.db, user);
    return { status: row?.status ?? 'offline', since: row?.since.toISOString() ?? null };
  }

  async choose(user: UserKey, status: PresenceStatus): Promise<Presence> {
    const { db, clock, changed } = this.#parts;
    await writePresence(db, user, status, clock.now());
    changed();
    return this.read(user);
  }

  /** The user signed out. */
  async signedOut(user: UserKey): Promise<void> {
    const { db, clock, changed } = this.#parts;
    if (await endPresence(db, user, clock.now())) changed();
  }

  /** The user called. */
  async seen(user: UserKey): Promise<void> {
    const { db, clock } = this.#parts;
    await markSeen(db, [user], clock.now());
  }

  /** Marks whoever holds a socket as seen; does so once a minute, however often it is called. */
  async renew(): Promise<void> {
    const { db, clock, watching } = this.#parts;
    const now = clock.now();
    if (now.getTime() < this.#renewedAt + RENEW_MS) return;
    this.#renewedAt = now.getTime();
    await markSeen(db, watching(), now);
  }
}
