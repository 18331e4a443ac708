import { sql } from 'kysely';
import type { Db } from '../../mock-server/storage/database.ts';

/** Until a transaction on this database, or so many, wait for another's lock. */
export async function someoneWaits(db: Db, many = 1): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db);
    if (rows.length >= many) return;
  }
}
