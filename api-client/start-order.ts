import type { Interaction } from './contract/interaction.ts';
import type { ValueOf } from './row-columns.ts';

export type Key = string | number | null;

/** The order of a history: the contract's, so that every client and the server agree. */
export interface HistoryOrder {
  compare(one: Interaction, other: Interaction): number;
  sort(rows: readonly Interaction[]): Interaction[];
  /** What rows are sorted by, but for what the start alone sorts. The same function each time. */
  keyOf?: ValueOf<Key>;
  /** The same for rows that come newest first, which spares most of it. With their keys, they need not be read. */
  sortNewest(rows: readonly Interaction[], keys?: readonly Key[]): Interaction[];
}

/** An id begins with the start, so that the whole order is turned round. */
export function startOrder(isDown: boolean): HistoryOrder {
  const compare = isDown
    ? byNewest
    : (one: Interaction, other: Interaction) => byNewest(other, one);
  return {
    compare,
    sort: (rows) => rows.toSorted(compare),
    sortNewest: (rows) => (isDown ? [...rows] : rows.toReversed()),
  };
}

/** Newest first; ties by id downwards. */
export function byNewest(one: Interaction, other: Interaction): number {
  // Instants are all written alike, so that they compare as text.
  if (one.startedAt !== other.startedAt) return one.startedAt < other.startedAt ? 1 : -1;
  return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}
