import { sql } from 'kysely';
import { readHorizon, type Position } from '../changes.ts';
import type { Db } from '../database.ts';
import { readSessionUser, type SessionUser } from '../sessions.ts';

type Who = Pick<SessionUser, 'organisationId' | 'sessionId' | 'userId'>;

/** Whether what somebody may see has stayed as it was since `begin`. */
export class SameAccess {
  #user: Who;
  #since: Position;

  private constructor(user: Who, since: Position) {
    this.#user = user;
    this.#since = since;
  }

  static async begin(db: Db, user: Who): Promise<SameAccess> {
    return new SameAccess(user, await readHorizon(db));
  }

  async isKept(db: Db, now: Date): Promise<boolean> {
    const { organisationId, userId } = this.#user;
    const { transaction, row } = this.#since;
    const standing = await readSessionUser(db, this.#user, now);
    if (!standing?.historyOpen) return false;
    const { rows } = await sql`
      select 1 from changes
      where organisation_id = ${organisationId} and kind = 'access'
        and (transaction_id, id) > (${String(transaction)}::text::xid8, ${row}::bigint)
        and (entity_id is null or entity_id = ${userId})
      limit 1
    `.execute(db);
    return rows.length === 0;
  }
}
