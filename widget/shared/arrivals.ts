import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';

/** Names one stop of one trail. */
export const stopKey = (stop: AttachedCheckpoint): string =>
  `${stop.checkpointId} ${stop.sequence}`;

/** The stops that a list has and the one shown before had not; none when nothing was shown before. */
export function arrivals(
  before: readonly AttachedCheckpoint[] | undefined,
  after: readonly AttachedCheckpoint[] | undefined,
): AttachedCheckpoint[] {
  if (!before || !after) return [];
  const known = new Set(before.map(stopKey));
  return after.filter((stop) => !known.has(stopKey(stop)));
}
