import type { Services } from './services.ts';
import { trimChanges } from './storage/changes.ts';
import { dropOldPartitions, ensurePartitions } from './storage/partitions.ts';
import { dropOldSessions } from './storage/sessions.ts';

const HOUR_MS = 3_600_000;

/** Keeps the tables in shape once an hour: next months' partitions, old months, old changes, old sessions. */
export function startUpkeep({ db, clock, log }: Services, signal: AbortSignal): void {
  const work = async () => {
    const now = clock.now();
    try {
      await ensurePartitions(db, now);
      await dropOldPartitions(db, now);
      await trimChanges(db, now);
      await dropOldSessions(db, now);
    } catch (error) {
      log.error(
        { error: (error as Error).message },
        'the hourly upkeep failed; it is tried again',
      );
    }
  };
  const timer = setInterval(() => void work(), HOUR_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
