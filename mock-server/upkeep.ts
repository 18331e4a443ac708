import type { Services } from './services.ts';
import { readFeedDelay, trimChanges } from './storage/changes.ts';
import { dropOldConversations } from './storage/channel-conversations.ts';
import { dropOldContacts } from './storage/contact-history.ts';
import { dropOldPlaces } from './storage/dispatch.ts';
import { dropOldOpenings } from './storage/openings.ts';
import { dropOldPartitions, ensurePartitions } from './storage/partitions.ts';
import { dropOldCases, dropWhatWasOfOldInteractions } from './storage/retention.ts';
import { dropOldSessions } from './storage/sessions.ts';
import { dropOldCodes } from './storage/sign-in-codes.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A transaction that writes for longer holds up everybody's live changes. */
const STALLED_SECONDS = 30;

/**
 * Looks once a minute whether the change feed moves, and keeps the tables in shape once an hour: next months'
 * partitions, old months and what belongs to them, old changes, old sessions and codes, old keys of openings.
 */
export function startUpkeep({ db, clock, log }: Services, signal: AbortSignal): void {
  const work = async () => {
    const now = clock.now();
    try {
      await ensurePartitions(db, now);
      await dropOldPartitions(db, now);
      await dropOldContacts(db, now);
      await trimChanges(db, now);
      await dropOldSessions(db, now);
      await dropOldCodes(db, now);
      await dropOldOpenings(db, now);
      await dropWhatWasOfOldInteractions(db, now);
      await dropOldCases(db, now);
      await dropOldConversations(db, now);
      await dropOldPlaces(db, now);
    } catch (error) {
      log.error(
        { error: (error as Error).message },
        'the hourly upkeep failed; it is tried again',
      );
    }
  };
  const watch = async () => {
    const oldest = await readFeedDelay(db).catch(() => undefined); // the database is away: others say so
    if (oldest && oldest.seconds > STALLED_SECONDS) {
      log.warn(oldest, 'a long transaction holds up the change feed');
    }
  };
  const timers = [
    setInterval(() => void work(), HOUR_MS),
    setInterval(() => void watch(), MINUTE_MS),
  ];
  signal.addEventListener('abort', () => timers.forEach(clearInterval), { once: true });
}
