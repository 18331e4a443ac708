import type { Db } from './database.ts';

/** Does the work in a transaction: in the one that is under way, or in one of its own. */
export function transact<Answer>(db: Db, work: (tx: Db) => Promise<Answer>): Promise<Answer> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
