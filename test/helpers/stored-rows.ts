import { insertRow } from '../../mock-server/storage/database-rows.ts';
import type { EngineRun } from './engine-run.ts';

/** Puts rows into a custom database, in this order, by the way that actions do. */
export async function addRows(
  { db, services, organisationId, now }: EngineRun,
  databaseId: string,
  rows: readonly Record<string, string>[],
  unique: readonly string[] = [],
): Promise<void> {
  const key = { organisationId, databaseId };
  await db.transaction().execute(async (tx) => {
    for (const values of rows) {
      const written = await insertRow(tx, key, {
        id: services.newId(now),
        values,
        unique,
        now,
      });
      if (!written.ok) throw new Error(`The row ${JSON.stringify(values)} was refused.`);
    }
  });
}

/** The values of a custom database's rows, in the order they were inserted. */
export async function rowsOf({ db }: EngineRun, databaseId: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom('database_rows')
    .select('content')
    .where('database_id', '=', databaseId)
    .orderBy('position')
    .execute();
  return rows.map(({ content }) => content[databaseId]);
}
