import { sql } from 'kysely';
import type { Page } from '../../api-client/contract/primitives.ts';
import type {
  TableRow,
  TableRows,
  TableRowsWritten,
} from '../../api-client/contract/stored-rows.ts';
import { invalidField, notFound } from '../refusal.ts';
import type { Db } from './database.ts';
import { readEntityRow } from './entities.ts';
import { readCursor, writeCursor } from './keyset.ts';
import { foldKey } from './value-tables.ts';

/** One values table of an organisation. */
export interface TableKey {
  organisationId: string;
  tableId: string;
}

const ORDER = 'key';

/** One page of a table's rows, by key. */
export async function listTableRows(
  db: Db,
  key: TableKey,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<TableRow>> {
  const after = readCursor(ORDER, cursor);
  const { id } = await readTable(db, key);
  const rows = await db
    .selectFrom('value_table_rows')
    .select(['key', 'value'])
    .where('organisation_id', '=', key.organisationId)
    .where('table_id', '=', id)
    .$if(after !== undefined, (query) => query.where('key', '>', after?.value ?? ''))
    .orderBy('key')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursor(ORDER, { value: last.key, id }) : null };
}

/** Writes rows, one writer after the other. With `replace`, the keys that are not named go. */
export async function writeTableRows(
  db: Db,
  key: TableKey,
  { rows, replace, new: areNew }: TableRows,
): Promise<TableRowsWritten> {
  const { organisationId } = key;
  const keys = rows.map((row) => row.key);
  return db.transaction().execute(async (tx) => {
    const { id } = await readTable(tx, key, { lock: true });
    if (areNew) await refuseKnown(tx, { organisationId, tableId: id }, keys);
    if (replace) {
      await sql`
        delete from value_table_rows
        where organisation_id = ${organisationId} and table_id = ${id} and key <> all(${keys}::text[])
      `.execute(tx);
    }
    await sql`
      insert into value_table_rows (organisation_id, table_id, key, folded, value)
      select ${organisationId}::uuid, ${id}::uuid, key, folded, value
      from unnest(${keys}::text[], ${keys.map(foldKey)}::text[], ${rows.map(({ value }) => value)}::text[])
        as r (key, folded, value)
      on conflict (organisation_id, table_id, key) do update set value = excluded.value
    `.execute(tx);
    const { total } = await tx
      .selectFrom('value_table_rows')
      .select(sql<number>`count(*)`.as('total'))
      .where('organisation_id', '=', organisationId)
      .where('table_id', '=', id)
      .executeTakeFirstOrThrow();
    return { total: Number(total) };
  });
}

async function refuseKnown(tx: Db, key: TableKey, keys: readonly string[]): Promise<void> {
  const known = await tx
    .selectFrom('value_table_rows')
    .select('key')
    .where('organisation_id', '=', key.organisationId)
    .where('table_id', '=', key.tableId)
    .where('key', 'in', [...keys])
    .orderBy('key')
    .limit(1)
    .executeTakeFirst();
  if (!known) return;
  const message = `“${known.key}” is there already.`;
  throw invalidField(`rows.${keys.indexOf(known.key)}.key`, message);
}

/** Deletes the row that has exactly this key. */
export async function deleteTableRow(
  db: Db,
  { organisationId, tableId }: TableKey,
  rowKey: string,
): Promise<void> {
  if (rowKey === '') throw invalidField('key', 'Name the key of the row.');
  const { numDeletedRows } = await db
    .deleteFrom('value_table_rows')
    .where('organisation_id', '=', organisationId)
    .where('table_id', '=', tableId)
    .where('key', '=', rowKey)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('row');
}

function readTable(db: Db, { organisationId, tableId }: TableKey, { lock = false } = {}) {
  return readEntityRow(db, { organisationId, kind: 'value-table', id: tableId }, { lock });
}
