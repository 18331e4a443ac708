import { sql, type RawBuilder } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { UserType } from '../../api-client/contract/user.ts';
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
 * profile opens the history. Whoever is not among them sees nothing. `sees_of` are those whose interactions the user
 * sees by who took part: the user, and for a manager the members of the teams. What a manager or an administrator sees
 * by its queue is in `queues`.
 *
 * `offset 0`: the lists are made once for each user, not once for each interaction that is asked about.
 */
export function viewersOf(
  organisationId: string,
  userIds: readonly string[],
): RawBuilder<unknown> {
  return sql`(
    select u.id as user_id, u.type, p.id as profile_id, p.flows,
      case when u.type = 'manager' then array(
        select member.user_id from team_managers managed
        join team_members member
          on member.organisation_id = managed.organisation_id and member.team_id = managed.team_id
        where managed.organisation_id = u.organisation_id and managed.user_id = u.id
      ) else '{}' end || u.id as sees_of,
      case when u.type in ('manager', 'administrator') then array(
        select served.queue_id from profile_queues served
        where served.organisation_id = p.organisation_id and served.profile_id = p.id
      ) else '{}' end as queues
    from users u
    join profiles p on p.organisation_id = u.organisation_id and p.id = u.active_profile_id
    where u.organisation_id = ${organisationId} and u.id = any(${[...userIds]}::uuid[])
      and u.active and p.history_of_interactions
    offset 0
  )`;
}

/**
 * Whether the viewer `v` sees the interaction `i`: the one rule that every answer, count and event goes through
 * (history of interactions, "Who sees what"). `i` and `v` stand side by side in one `from`. The row alone tells it.
 */
export function visible(organisationId: string, now: Date): RawBuilder<boolean> {
  return rule(organisationId, now, sql`${byQueue} or i.participant_ids && v.sees_of`);
}

/** One user who asks, and what kind of user that was when the question came. */
export interface Asking {
  organisationId: string;
  userId: string;
  userType: UserType;
}

/**
 * The same, where `v` is this one user: what a collaborator took part in is told by an index. If the user becomes of
 * another kind meanwhile, it finds less than the rule, never more.
 */
export function visibleTo(
  { organisationId, userId, userType }: Asking,
  now: Date,
): RawBuilder<boolean> {
  if (userType !== 'collaborator') return visible(organisationId, now);
  return rule(organisationId, now, sql`i.participant_ids @> array[${userId}::uuid]`);
}

const byQueue = sql`
  (v.type = 'administrator' and i.current_routing = 'direct')
  or (v.type in ('manager', 'administrator')
    and 'smart' in (i.original_routing, i.current_routing)
    and (v.type = 'manager' or i.flow = any(v.flows))
    and i.queue_id = any(v.queues))`;

function rule(organisationId: string, now: Date, by: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(
    i.organisation_id = ${organisationId}
    and i.id >= ${firstIdAt(windowStart(now))}::uuid
    and (${by})
  )`;
}
