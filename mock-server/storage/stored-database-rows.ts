import type { Selectable } from 'kysely';
import type { Column } from '../../api-client/contract/entities/column.ts';
import { DatabaseDefinition } from '../../api-client/contract/entities/database.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { DatabaseRow, DatabaseRowValues } from '../../api-client/contract/stored-rows.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import { notWritten, uniqueNames } from '../routing/database-writing.ts';
import {
  clearedBy,
  missingIn,
  readValues,
  type ColumnValues,
  type NamedValue,
  type TypedColumn,
  type WrongValue,
} from '../routing/column-values.ts';
import type { Written } from '../routing/records/databases.ts';
import { changeRows, insertRow, type DatabaseKey } from './database-rows.ts';
import type { Db } from './database.ts';
import { readEntityRow } from './entities.ts';
import { readCursor, writeCursor } from './keyset.ts';
import { readLocale } from './organisations.ts';
import type { DatabaseRowsTable } from './record-tables.ts';

/* The rows of custom databases as administrators read and write them. */

const ORDER = 'position';

type Given = DatabaseRowValues['values'];
interface RowChange {
  id: string;
  now: Date;
  values: Given;
}

/** One page of a database's rows, in the order they were inserted. */
export async function listDatabaseRows(
  db: Db,
  { organisationId, databaseId }: DatabaseKey,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<DatabaseRow>> {
  const after = readPosition(cursor);
  await columnsOf(db, { organisationId, databaseId });
  const rows = await db
    .selectFrom('database_rows')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('database_id', '=', databaseId)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(toRow),
    nextCursor: last ? writeCursor(ORDER, { value: String(last.position), id: last.id }) : null,
  };
}

export async function createDatabaseRow(
  db: Db,
  key: DatabaseKey,
  { id, now, values }: RowChange,
): Promise<DatabaseRow> {
  return db.transaction().execute(async (tx) => {
    const columns = await columnsOf(tx, key);
    const read = await parse(tx, key, values, columns);
    refuse(missingIn(read, columns));
    const row = { id, values: read, unique: uniqueNames(columns), now };
    demandWritten(await insertRow(tx, key, row));
    return toRow(await readRow(tx, key, id));
  });
}

/** Changes values of a row; those that are not named stay. */
export async function changeDatabaseRow(
  db: Db,
  key: DatabaseKey,
  { id, now, values }: RowChange,
): Promise<DatabaseRow> {
  return db.transaction().execute(async (tx) => {
    const columns = await columnsOf(tx, key);
    await readRow(tx, key, id, { lock: true });
    const changes = await parse(tx, key, values, columns);
    refuse(clearedBy(changes, columns));
    const change = { rowIds: [id], changes, unique: uniqueNames(columns), now };
    demandWritten(await changeRows(tx, key, change));
    return toRow(await readRow(tx, key, id));
  });
}

export async function deleteDatabaseRow(db: Db, key: DatabaseKey, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('database_rows')
    .where('organisation_id', '=', key.organisationId)
    .where('database_id', '=', key.databaseId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('row');
}

/** A database's columns; locked, they stay as they are, and nobody else writes rows, until the transaction ends. */
export async function columnsOf(
  db: Db,
  { organisationId, databaseId }: DatabaseKey,
  { lock = false } = {},
): Promise<Column[]> {
  const key = { organisationId, kind: 'database' as const, id: databaseId };
  const { definition } = await readEntityRow(db, key, { lock });
  return DatabaseDefinition.parse(definition).columns;
}

async function readRow(
  db: Db,
  { organisationId, databaseId }: DatabaseKey,
  id: string,
  { lock = false } = {},
): Promise<Selectable<DatabaseRowsTable>> {
  const row = await db
    .selectFrom('database_rows')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('database_id', '=', databaseId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound('row');
  return row;
}

/** The values in their stored form, or a refusal that names the field. */
async function parse(
  db: Db,
  { organisationId }: DatabaseKey,
  given: Given,
  columns: readonly TypedColumn[],
): Promise<ColumnValues> {
  const read = readValues(namedValues(given), columns, await readLocale(db, organisationId));
  if ('wrong' in read) throw refusalOf(read.wrong);
  return read.values;
}

/** As texts: `null` is nothing. */
export function namedValues(given: Given): NamedValue[] {
  return Object.entries(given).map(([name, value]) => ({
    name,
    value: value === null ? '' : String(value),
  }));
}

function refuse(wrong: WrongValue | undefined): void {
  if (wrong) throw refusalOf(wrong);
}

function refusalOf({ name, message }: WrongValue): Refusal {
  return invalidField(`values.${name}`, message);
}

function demandWritten(written: Written): void {
  if (written.ok) return;
  if (written.taken === null) throw notFound('database');
  const message = notWritten(written);
  throw new Refusal('conflict', message, [{ path: `values.${written.taken}`, message }]);
}

function readPosition(cursor: string | undefined): number {
  const place = readCursor(ORDER, cursor);
  if (place === undefined) return 0;
  if (!/^\d{1,15}$/.test(place.value ?? '')) {
    throw invalidField('cursor', 'This cursor is none of this list’s; begin without one.');
  }
  return Number(place.value);
}

function toRow(row: Selectable<DatabaseRowsTable>): DatabaseRow {
  return {
    id: row.id,
    values: row.content[row.database_id] ?? {},
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
