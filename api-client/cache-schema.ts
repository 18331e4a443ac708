import type { DBSchema } from 'idb';
import type { Cursor, Instant } from './contract/primitives.ts';
import type { Supervision } from './contract/supervision.ts';
import type { InteractionData } from './waypost.ts';

/**
 * Rows that follow each other in time, in one record: a record costs as much as a hundred rows. Its rows are from
 * `from` on and before the next pack's; `age` is minus a start, so that the first key is the newest.
 */
export interface Pack {
  from: number;
  /** The hour in which it was last written or shown, and minus `from`: in which order packs are let go. */
  rank: [used: number, order: number];
  /** The ids of its rows, and the keys of their contacts: what a row is found by. */
  ids: string[];
  contacts: string[];
  /** Newest first. */
  rows: PackedRow[];
}

/** A row as text, which is read only when it is wanted. */
export interface PackedRow {
  id: string;
  age: number;
  revision: number;
  contacts: string[];
  text: string;
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
  /** Counts how often everything was let go, or a checkpoint renamed. What was asked for before is not kept after. */
  epoch: number;
  /** From when on every row that the user sees is kept; null: all of them. Absent: there may be gaps anywhere. */
  whole?: { since: Instant | null };
}

/** What was counted last, and what for. */
export interface KeptSupervision {
  asked: string;
  data: Supervision;
}

export interface CacheSchema extends DBSchema {
  packs: {
    key: number;
    value: Pack;
    indexes: { ids: string; contacts: string; rank: [number, number] };
  };
  details: {
    key: string;
    value: CachedDetails;
    indexes: { age: number; used: number };
  };
  coverage: { key: 'coverage'; value: Coverage };
  supervision: { key: 'supervision'; value: KeptSupervision };
}

export const CACHE_VERSION = 4;

/** What a former version kept goes: it is loaded again. */
export function createStores(database: IDBDatabase): void {
  for (const former of database.objectStoreNames) database.deleteObjectStore(former);
  const packs = database.createObjectStore('packs', { keyPath: 'from' });
  packs.createIndex('ids', 'ids', { multiEntry: true });
  packs.createIndex('contacts', 'contacts', { multiEntry: true });
  packs.createIndex('rank', 'rank');
  const details = database.createObjectStore('details', { keyPath: 'id' });
  details.createIndex('age', 'age');
  details.createIndex('used', 'used');
  database.createObjectStore('coverage');
  database.createObjectStore('supervision');
}
