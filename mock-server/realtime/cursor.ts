import type { Cursor } from '../../api-client/contract/primitives.ts';
import type { Position } from '../storage/changes.ts';

/** A position as text that travels: of this database only, named by the first part of its id. */
export function writeCursor(databaseId: string, { transaction, row }: Position): Cursor {
  return btoa(`${databaseId.slice(0, 8)}.${transaction}.${row}`).replaceAll('=', '');
}

/** The position, or undefined when the cursor is none of this database's. */
export function readCursor(databaseId: string, cursor: Cursor): Position | undefined {
  try {
    const [database, transaction, row] = atob(cursor).split('.');
    if (database !== databaseId.slice(0, 8)) return undefined;
    if (!/^\d{1,19}$/.test(transaction ?? '') || !/^\d{1,15}$/.test(row ?? ''))
      return undefined;
    return { transaction: BigInt(transaction ?? 0), row: Number(row) };
  } catch {
    return undefined; // no base64 at all
  }
}
