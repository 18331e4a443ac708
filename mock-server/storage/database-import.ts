import { sql } from 'kysely';
import type { z } from 'zod';
import type { Column } from '../../api-client/contract/entities/column.ts';
import type {
  DatabaseImport,
  DatabaseImported,
  DatabaseRowFault,
} from '../../api-client/contract/database-import.ts';
import { Refusal } from '../refusal.ts';
import type { Locale } from '../routing/action-context.ts';
import { missingIn, readValues, valueIn, type ColumnValues } from '../routing/column-values.ts';
import { notWritten, uniqueNames } from '../routing/database-writing.ts';
import type { DatabaseKey } from './database-rows.ts';
import type { Db } from './database.ts';
import type { NewId } from './ids.ts';
import { contentOf } from './matching.ts';
import { readLocale } from './organisations.ts';
import { columnsOf, namedValues } from './stored-database-rows.ts';

type Import = z.output<typeof DatabaseImport>;
type Fault = DatabaseRowFault;

/** So many faults are told. */
const MOST_FAULTS = 200;

/** Adds all rows, or none: one that cannot be written keeps the others out, too. A dry run tells what is wrong. */
export async function importDatabaseRows(
  db: Db,
  key: DatabaseKey,
  { newId, now }: { newId: NewId; now: Date },
  { rows, dryRun }: Import,
): Promise<DatabaseImported> {
  return db.transaction().execute(async (tx) => {
    const columns = await columnsOf(tx, key, { lock: !dryRun });
    const locale = await readLocale(tx, key.organisationId);
    const { read, faults } = await judge(tx, key, rows, columns, locale);
    if (dryRun)
      return {
        isStored: false,
        written: faults.length > 0 ? 0 : rows.length,
        faults: faults.slice(0, MOST_FAULTS),
      };
    refuse(faults);
    await write(tx, key, read, uniqueNames(columns), { newId, now });
    return { isStored: true, written: rows.length, faults: [] };
  });
}

async function judge(
  db: Db,
  key: DatabaseKey,
  rows: Import['rows'],
  columns: readonly Column[],
  locale: Locale,
): Promise<{ read: ColumnValues[]; faults: Fault[] }> {
  const faults = new Map<number, Fault>();
  const note = (fault: Fault) => faults.has(fault.row) || faults.set(fault.row, fault);
  const read = rows.map((row, index) => {
    const values = readValues(namedValues(row), columns, locale);
    if ('wrong' in values) {
      const { name, message } = values.wrong;
      const is = columns.some((column) => column.name === name) ? 'wrong' : 'unknown';
      note({ row: index, column: name, is, message });
      return {};
    }
    const missing = missingIn(values.values, columns);
    if (missing)
      note({ row: index, column: missing.name, is: 'missing', message: missing.message });
    return values.values;
  });
  for (const column of uniqueNames(columns))
    for (const fault of await repeated(db, key, read, column)) note(fault);
  return { read, faults: [...faults.values()].sort((a, b) => a.row - b.row) };
}

/** The rows whose value another one has, of those that come or of those that are there. */
async function repeated(
  db: Db,
  { organisationId, databaseId }: DatabaseKey,
  read: readonly ColumnValues[],
  column: string,
): Promise<Fault[]> {
  const values = read.map((row) => valueIn(row, column));
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return [];
  const { rows } = await sql<{ value: string }>`
    select distinct content -> ${databaseId}::text ->> ${column}::text as value from database_rows
    where organisation_id = ${organisationId} and database_id = ${databaseId}
      and content -> ${databaseId}::text ->> ${column}::text = any(${given}::text[])
  `.execute(db);
  const taken = new Set(rows.map(({ value }) => value));
  const seen = new Set<string>();
  return values.flatMap((value, row): Fault[] => {
    if (value === null) return [];
    if (taken.has(value)) {
      const message = notWritten({ ok: false, taken: column });
      return [{ row, column, is: 'taken', message }];
    }
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `A row before it has the same value for “${column}”, of which each may be there once.`;
    return [{ row, column, is: 'twice', message }];
  });
}

function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  const many = faults.length > 1 ? ` And ${faults.length - 1} more.` : '';
  throw new Refusal(
    'invalid-input',
    `Row ${first.row + 1}: ${first.message}${many} Nothing was imported.`,
    faults
      .slice(0, MOST_FAULTS)
      .map(({ row, column, message }) => ({ path: `rows.${row}.${column}`, message })),
  );
}

async function write(
  tx: Db,
  { organisationId, databaseId }: DatabaseKey,
  read: readonly ColumnValues[],
  unique: readonly string[],
  { newId, now }: { newId: NewId; now: Date },
): Promise<void> {
  const rows = read.map((values) => ({ id: newId(now), values }));
  const written = rows.map(({ id, values }) => ({
    id,
    content: JSON.parse(contentOf(databaseId, values)) as unknown,
  }));
  await sql`
    insert into database_rows (organisation_id, database_id, id, content, created_at, updated_at)
    select ${organisationId}::uuid, ${databaseId}::uuid, (r.row ->> 'id')::uuid, r.row -> 'content',
      ${now}::timestamptz, ${now}::timestamptz
    from jsonb_array_elements(${JSON.stringify(written)}::jsonb) with ordinality as r (row, place)
    order by r.place
  `.execute(tx);
  const once = rows.flatMap(({ id, values }) =>
    unique.flatMap((name) => {
      const value = valueIn(values, name);
      return value === null ? [] : [{ id, name, value }];
    }),
  );
  const { rows: kept } = await sql`
    insert into database_unique_values (organisation_id, database_id, column_name, digest, row_id)
    select ${organisationId}::uuid, ${databaseId}::uuid, name, sha256(convert_to(value, 'UTF8')), id
    from jsonb_to_recordset(${JSON.stringify(once)}::jsonb) as r (id uuid, name text, value text)
    order by 3, 4
    on conflict do nothing
    returning 1
  `.execute(tx);
  if (kept.length < once.length)
    throw new Refusal(
      'conflict',
      'Somebody has written the same values meanwhile. Nothing was imported: look at it again.',
    );
}
