import { sql } from 'kysely';
import type { Written } from '../routing/records/databases.ts';
import type { DatabaseKey } from './database-rows.ts';
import type { Db } from './database.ts';
import { foundRows } from './matching.ts';

/**
 * Lets a row have values that only one row may have, or says which another one has. Of two transactions of the same
 * moment, the second waits for the first. Rows that were written before their column became unique count as well.
 */
export async function takeUniqueValues(
  tx: Db,
  key: DatabaseKey,
  rowId: string,
  values: Readonly<Record<string, string>>,
): Promise<Written> {
  const names = Object.keys(values).sort(); // in one order, so that no two wait for each other
  if (names.length === 0) return { ok: true };
  const { organisationId, databaseId } = key;
  const { rows } = await sql<{ name: string }>`
    insert into database_unique_values (organisation_id, database_id, column_name, digest, row_id)
    select ${organisationId}::uuid, ${databaseId}::uuid, name, sha256(convert_to(value, 'UTF8')), ${rowId}::uuid
    from unnest(${names}::text[], ${names.map((name) => values[name])}::text[]) as v (name, value)
    order by name
    on conflict do nothing
    returning column_name as name
  `.execute(tx);
  const taken =
    names.find((name) => !rows.some((row) => row.name === name)) ??
    (await findTaken(tx, key, rowId, values));
  return taken === undefined ? { ok: true } : { ok: false, taken };
}

async function findTaken(
  tx: Db,
  { organisationId, databaseId }: DatabaseKey,
  rowId: string,
  values: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const [name, value] of Object.entries(values)) {
    const search = { confirm: 'all' as const, terms: [{ name, value }] };
    const { rows } = await sql`
      with ${foundRows('database_rows', databaseId, search)}
      select 1 from found where organisation_id = ${organisationId} and id <> ${rowId} limit 1
    `.execute(tx);
    if (rows.length > 0) return name;
  }
  return undefined;
}
