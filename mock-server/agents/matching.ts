import type { FreeAdvisor, Ring, WaitingEntry } from '../storage/dispatch.ts';

/** When all have passed an interaction over, it rests so long before it rings at them again. */
export const REST_SECONDS = 5;

/**
 * Who is rung at by what. Entries come in the order in which they are served, advisors longest free first. Whoever
 * has just passed an interaction over is not rung at by it again before all others who are free have, too.
 */
export function match(
  entries: readonly WaitingEntry[],
  advisors: readonly FreeAdvisor[],
  now: Date,
): Ring[] {
  const free = new Set(advisors);
  const rings: Ring[] = [];
  const ring = (entry: WaitingEntry, anew: boolean, may: (userId: string) => boolean) => {
    const until = ringEnd(entry, now);
    if (until <= now) return;
    for (const advisor of free) {
      if (!serves(advisor, entry) || !may(advisor.userId)) continue;
      free.delete(advisor);
      rings.push({ entry, userId: advisor.userId, until, anew });
      return;
    }
  };
  for (const entry of entries) {
    if (free.size === 0) break;
    ring(entry, false, (userId) => !entry.passedOver.includes(userId));
  }
  const taken = new Set(rings.map(({ entry }) => entry));
  for (const entry of entries) {
    if (free.size === 0) break;
    if (!taken.has(entry) && mayBeginAnew(entry, now)) ring(entry, true, () => true);
  }
  return rings;
}

function serves({ userId, queueIds }: FreeAdvisor, entry: WaitingEntry): boolean {
  if (entry.userId !== null) return entry.userId === userId;
  return entry.queueIds.some((id) => queueIds.includes(id));
}

/** A ring at the one user ends with the time that the routing gives it. */
function ringEnd({ userId, enteredAt, ringSeconds }: WaitingEntry, now: Date): Date {
  const from = userId === null ? now : enteredAt;
  return new Date(from.getTime() + ringSeconds * 1000);
}

function mayBeginAnew({ userId, passedAt }: WaitingEntry, now: Date): boolean {
  if (userId !== null || passedAt === null) return false;
  return now.getTime() >= passedAt.getTime() + REST_SECONDS * 1000;
}
