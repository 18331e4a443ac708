import type { DBSchema } from 'idb';
import type { Interaction } from './contract/interaction.ts';
import type { Cursor, Instant } from './contract/primitives.ts';
import type { InteractionData } from './waypost.ts';

/** A row with what it is found by. `age` is minus its start, so that an index reads newest first. */
export interface CachedRow {
  id: string;
  age: number;
  /** Every key of the contact, each with the age: one contact's rows are one range, newest first. */
  contacts: [key: string, age: number][];
  /** The hour in which it was last written or shown. */
  used: number;
  row: Interaction;
}

/** A whole interaction that was opened. */
export interface CachedDetails {
  id: string;
  age: number;
  used: number;
  data: InteractionData;
}

/** How far the rows are known to be true. */
export interface Coverage {
  cursor: Cursor | null;
  syncedAt: Instant;
}

export interface CacheSchema extends DBSchema {
  rows: {
    key: string;
    value: CachedRow;
    indexes: { age: number; used: number; contacts: [string, number] };
  };
  details: {
    key: string;
    value: CachedDetails;
    indexes: { age: number; used: number };
  };
  coverage: { key: 'coverage'; value: Coverage };
}

export const CACHE_VERSION = 1;

export function createStores(database: IDBDatabase): void {
  const rows = database.createObjectStore('rows', { keyPath: 'id' });
  rows.createIndex('age', 'age');
  rows.createIndex('used', 'used');
  rows.createIndex('contacts', 'contacts', { multiEntry: true });
  const details = database.createObjectStore('details', { keyPath: 'id' });
  details.createIndex('age', 'age');
  details.createIndex('used', 'used');
  database.createObjectStore('coverage');
}
