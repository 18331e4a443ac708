import { isDeadlock } from './database-errors.ts';
import type { Db } from './database.ts';

/** How often a transaction is begun anew that the database broke off for others. */
const MOST_TRIES = 4;

/**
 * Does the work in a transaction: in the one that is under way, or in one of its own. Two that wait for each other
 * are broken off by the database, one of them: it begins anew. So the work must leave nothing behind but what it
 * wrote to the database.
 */
export async function transact<Answer>(
  db: Db,
  work: (tx: Db) => Promise<Answer>,
): Promise<Answer> {
  if (db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === MOST_TRIES || !isDeadlock(error)) throw error;
    }
  }
}
