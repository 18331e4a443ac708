import { sql, type RawBuilder } from 'kysely';

/** A user of whom nothing was seen for so long is gone, whatever their presence says. */
export const SEEN_SECONDS = 120;

/** Whether the presence `p` is that of somebody who is there: available or away, and seen a moment ago. */
export function isConnected(now: Date): RawBuilder<boolean> {
  const seenSince = new Date(now.getTime() - SEEN_SECONDS * 1000);
  return sql<boolean>`(p.status <> 'offline' and p.seen_at > ${seenSince})`;
}
