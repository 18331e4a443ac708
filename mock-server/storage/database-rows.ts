import { sql } from 'kysely';
import type { Search } from '../routing/assertions.ts';
import type { ColumnValues } from '../routing/column-values.ts';
import type { Databases, HeldRow, Written } from '../routing/records/databases.ts';
import type { RecordScope } from './create-records.ts';
import type { Db } from './database.ts';
import { contentOf, foundRows, matching } from './matching.ts';
import { takeUniqueValues } from './unique-values.ts';

/** One custom database of an organisation. */
export interface DatabaseKey {
  organisationId: string;
  databaseId: string;
}

/** The rows of the organisation's custom databases. */
export function createDatabases({ db, organisationId, newId, now }: RecordScope): Databases {
  const keyOf = (databaseId: string): DatabaseKey => ({ organisationId, databaseId });
  return {
    findFirst: (databaseId, search) => findFirst(db, keyOf(databaseId), search),
    insert: (databaseId, values, unique) =>
      insertRow(db, keyOf(databaseId), { id: newId(now()), values, unique, now: now() }),
    hold: (databaseId, search, which, changes) =>
      holdRows(db, keyOf(databaseId), search, which, changes),
    change: (databaseId, rowIds, changes, unique) =>
      changeRows(db, keyOf(databaseId), { rowIds, changes, unique, now: now() }),
  };
}

async function findFirst(
  db: Db,
  { organisationId, databaseId }: DatabaseKey,
  search: Search,
): Promise<Record<string, string> | undefined> {
  const { rows } = await sql<{ values: Record<string, string> }>`
    with ${foundRows('database_rows', databaseId, search)}
    select content -> ${databaseId}::text as values from found
    where organisation_id = ${organisationId}
    order by position limit 1
  `.execute(db);
  return rows[0]?.values;
}

/** The condition stands twice: a row that another transaction has just changed must still meet it when it is held. */
async function holdRows(
  tx: Db,
  { organisationId, databaseId }: DatabaseKey,
  search: Search,
  which: 'first' | 'all',
  changes: ColumnValues,
): Promise<HeldRow[]> {
  const { cleared } = partsOf(changes);
  const { rows } = await sql<HeldRow>`
    with ${foundRows('database_rows', databaseId, search)}
    select r.id, not (r.content @> ${contentOf(databaseId, changes)}::jsonb)
      or r.content -> ${databaseId}::text ?| ${cleared}::text[] as differs
    from database_rows r
    where r.organisation_id = ${organisationId} and r.id = any(array(select id from found))
      and ${matching(databaseId, search)}
    order by r.position
    ${which === 'first' ? sql`limit 1` : sql``}
    for update of r
  `.execute(tx);
  return rows;
}

/** Adds a row, unless another one has a value that only one may have. */
export async function insertRow(
  tx: Db,
  key: DatabaseKey,
  row: { id: string; values: ColumnValues; unique: readonly string[]; now: Date },
): Promise<Written> {
  const { organisationId, databaseId } = key;
  const { id, values, unique, now } = row;
  return orNothing(tx, async () => {
    const inserted = await sql`
      insert into database_rows (organisation_id, database_id, id, content, created_at, updated_at)
      select organisation_id, id, ${id}::uuid, ${contentOf(databaseId, values)}::jsonb,
        ${now}::timestamptz, ${now}::timestamptz
      from entities
      where organisation_id = ${organisationId} and id = ${databaseId} and kind = 'database'
      for key share
      returning id
    `.execute(tx);
    if (inserted.rows.length === 0) return { ok: false, taken: null };
    return takeUniqueValues(tx, key, id, onlyOf(values, unique));
  });
}

/** Changes rows that this transaction holds, all of them or none. */
export async function changeRows(
  tx: Db,
  key: DatabaseKey,
  change: {
    rowIds: readonly string[];
    changes: ColumnValues;
    unique: readonly string[];
    now: Date;
  },
): Promise<Written> {
  const { organisationId, databaseId } = key;
  const { rowIds, changes, unique, now } = change;
  const { set, cleared } = partsOf(changes);
  const once = onlyOf(changes, unique);
  return orNothing(tx, async () => {
    await sql`
      update database_rows
      set content = jsonb_build_object(${databaseId}::text,
          (content -> ${databaseId}::text || ${set}::jsonb) - ${cleared}::text[]),
        updated_at = ${now}
      where organisation_id = ${organisationId} and id = any(${[...rowIds]}::uuid[])
    `.execute(tx);
    await sql`
      delete from database_unique_values
      where organisation_id = ${organisationId} and row_id = any(${[...rowIds]}::uuid[])
        and column_name = any(${Object.keys(changes)}::text[])
    `.execute(tx);
    const [rowId] = rowIds; // where others get the same unique value, it is found to be taken
    return rowId === undefined ? { ok: true } : takeUniqueValues(tx, key, rowId, once);
  });
}

/** Undoes what was written when it cannot all be: the rest of the transaction goes on. */
async function orNothing(tx: Db, write: () => Promise<Written>): Promise<Written> {
  await sql`savepoint rows`.execute(tx);
  const written = await write();
  if (!written.ok) await sql`rollback to savepoint rows`.execute(tx);
  await sql`release savepoint rows`.execute(tx);
  return written;
}

function partsOf(changes: ColumnValues): { set: string; cleared: string[] } {
  const entries = Object.entries(changes);
  return {
    set: JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== null))),
    cleared: entries.filter(([, value]) => value === null).map(([name]) => name),
  };
}

function onlyOf(values: ColumnValues, names: readonly string[]): Record<string, string> {
  const chosen = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== null && names.includes(entry[0]),
  );
  return Object.fromEntries(chosen);
}
