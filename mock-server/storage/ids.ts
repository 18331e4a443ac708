import { v7 } from 'uuid';

/** Makes an id for something that began at the given instant. */
export type NewId = (at: Date) => string;

/** Ids that sort by time, as the database's partitions need. */
export const newId: NewId = (at) => v7({ msecs: at.getTime() });

/** The smallest id of the given instant: a bound for partitions and periods. */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
