import { sql } from 'kysely';
import { MOST_COUNTED, type HistoryCount } from '../../../api-client/contract/history.ts';
import type { Db } from '../database.ts';
import { selectAny, type Selection } from './selection.ts';

/** How many there are, as far as it is counted. */
export async function countHistory(
  db: Db,
  selection: Omit<Selection, 'order' | 'after'>,
): Promise<HistoryCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${selectAny(selection)} limit ${MOST_COUNTED + 1}) found
  `.execute(db);
  const count = Number(rows[0]?.count ?? 0);
  return { count: Math.min(count, MOST_COUNTED), isExact: count <= MOST_COUNTED };
}

/** How many there are in all, however long it takes. */
export async function countAll(
  db: Db,
  selection: Omit<Selection, 'order' | 'after'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${selectAny(selection)}) found
  `.execute(db);
  return Number(rows[0]?.count ?? 0);
}
