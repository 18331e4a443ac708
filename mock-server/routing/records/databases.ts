import type { Search } from '../assertions.ts';
import type { ColumnValues } from '../column-values.ts';

/** What came of writing rows: all of them are written, or none. */
export type Written =
  | { ok: true }
  /** Another row has the value that this column allows once. */
  | { ok: false; taken: string }
  /** The database was deleted meanwhile. */
  | { ok: false; taken: null };

/** A row that is held until the step ends, and whether the change would change it. */
export interface HeldRow {
  id: string;
  differs: boolean;
}

/** The rows of custom databases. Values are in their stored form; what is empty is not there. */
export interface Databases {
  /** Of the rows that are found, the first that was inserted. */
  findFirst(databaseId: string, search: Search): Promise<Record<string, string> | undefined>;
  insert(databaseId: string, values: ColumnValues, unique: readonly string[]): Promise<Written>;
  /** Holds the rows that are found, in the order they were inserted: nobody else changes them before this step ends. */
  hold(
    databaseId: string,
    search: Search,
    which: 'first' | 'all',
    changes: ColumnValues,
  ): Promise<HeldRow[]>;
  /** Changes rows that are held; null makes a value empty. */
  change(
    databaseId: string,
    rowIds: readonly string[],
    changes: ColumnValues,
    unique: readonly string[],
  ): Promise<Written>;
}
