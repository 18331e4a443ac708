import type { Clock } from '../clock.ts';
import type { Db } from '../storage/database.ts';
import type { Window } from '../storage/interactions.ts';

const zones = new WeakMap<Db, Map<string, string>>();

/** From when the visible window is reckoned: now, in the organisation's zone, which does not change while we run. */
export async function windowZone(
  { db, clock }: { db: Db; clock: Clock },
  organisationId: string,
): Promise<Window> {
  const known = zones.get(db) ?? new Map<string, string>();
  zones.set(db, known);
  let timeZone = known.get(organisationId);
  if (timeZone === undefined) {
    const row = await db
      .selectFrom('organisations')
      .select('time_zone')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
    timeZone = row.time_zone;
    known.set(organisationId, timeZone);
  }
  return { now: clock.now(), timeZone };
}
