import type { Tables } from '../routing/records/tables.ts';
import type { Db } from './database.ts';

/** A key as it compares when its case does not count. */
export function foldKey(key: string): string {
  return key.toLowerCase();
}

/** The organisation's values tables. */
export function createTables(db: Db, organisationId: string): Tables {
  return {
    async findValue(tableId, key) {
      const rows = await db
        .selectFrom('value_table_rows')
        .select(['key', 'value'])
        .where('organisation_id', '=', organisationId)
        .where('table_id', '=', tableId)
        .where('folded', '=', foldKey(key))
        .orderBy('key')
        .execute();
      return (rows.find((row) => row.key === key) ?? rows[0])?.value;
    },
  };
}
