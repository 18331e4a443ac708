import { sql, type RawBuilder } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { firstIdAt } from '../storage/ids.ts';

/** How far back anybody sees, in calendar months. */
export const WINDOW_MONTHS = 3;

/** Where a day ends last of all, and where it begins first. */
const LAST_ZONE = '-12:00';
const FIRST_ZONE = '+14:00';

/**
 * The first instant inside the window: three calendar months before today, wherever the reader is. It is reckoned from
 * the day that is still today somewhere, and from where that day began first, so that nobody's months are cut short.
 */
export function windowStart(now: Date): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(LAST_ZONE)
    .toPlainDate();
  const first = today.subtract({ months: WINDOW_MONTHS }); // 31 May clamps to the end of February
  return new Date(first.toZonedDateTime(FIRST_ZONE).epochMilliseconds);
}

/**
 * The users who ask, as rows `v` that the predicate below is written for: one for each active user whose active
 * profile opens the history. Whoever is not among them sees nothing.
 */
export function viewersOf(
  organisationId: string,
  userIds: readonly string[],
): RawBuilder<unknown> {
  return sql`(
    select u.id as user_id, u.type, p.id as profile_id, p.flows
    from users u
    join profiles p on p.organisation_id = u.organisation_id and p.id = u.active_profile_id
    where u.organisation_id = ${organisationId} and u.id = any(${[...userIds]}::uuid[])
      and u.active and p.history_of_interactions
  )`;
}

/**
 * Whether the viewer `v` sees the interaction `i`: the one rule that every answer, count and event goes through
 * (history of interactions, "Who sees what"). `i` and `v` stand side by side in one `from`.
 *
 * `offset 0` keeps PostgreSQL from hashing the subqueries. Where `v` came from a lateral subquery that depends on
 * `i`, version 18.4 used one hash table in two places of a plan, filled it anew for one of them only, and so
 * answered for an interaction with what it had found for another. Probing the indexes is also twice as fast here.
 */
export function visible(organisationId: string, now: Date): RawBuilder<boolean> {
  return sql<boolean>`(
    i.organisation_id = ${organisationId}
    and i.id >= ${firstIdAt(windowStart(now))}::uuid
    and (
      exists (
        select 1 from participants own
        where own.organisation_id = i.organisation_id and own.interaction_id = i.id and own.user_id = v.user_id
        offset 0
      )
      or (v.type = 'manager' and exists (
        select 1 from participants part
        join team_members member
          on member.organisation_id = part.organisation_id and member.user_id = part.user_id
        join team_managers managed
          on managed.organisation_id = member.organisation_id and managed.team_id = member.team_id
        where part.organisation_id = i.organisation_id and part.interaction_id = i.id
          and managed.user_id = v.user_id
        offset 0
      ))
      or (v.type in ('manager', 'administrator')
        and 'smart' in (i.original_routing, i.current_routing)
        and (v.type = 'manager' or i.flow = any(v.flows))
        and exists (
          select 1 from profile_queues served
          where served.organisation_id = i.organisation_id and served.profile_id = v.profile_id
            and served.queue_id = i.queue_id
          offset 0
        ))
      or (v.type = 'administrator' and i.current_routing = 'direct')
    )
  )`;
}
