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
 * (history of interactions, "Who sees what"). `i` and `v` stand side by side in one `from`. What the row itself tells is
 * asked first.
 *
 * `offset 0` keeps PostgreSQL from hashing the subquery: where `v` came from a lateral subquery that depends on `i`,
 * version 18.4 answered for an interaction with what it had found for another. Probing the index is faster here, too.
 */
export function visible(organisationId: string, now: Date): RawBuilder<boolean> {
  return rule(
    organisationId,
    now,
    sql`${byQueue} or exists (
      select 1 from participants part
      where part.organisation_id = i.organisation_id and part.interaction_id = i.id
        and part.user_id = any(v.sees_of)
      offset 0
    )`,
  );
}

/** One user who asks, and what kind of user that was when the question came. */
export interface Asking {
  organisationId: string;
  userId: string;
  userType: UserType;
}

/**
 * The same, where `v` is this one user: what nobody of the kind sees by is not asked for, and what an administrator or
 * a collaborator took part in is looked up once for all interactions. If the user becomes of another kind meanwhile, it
 * finds less than the rule, never more.
 */
export function visibleTo(
  { organisationId, userId, userType }: Asking,
  now: Date,
): RawBuilder<boolean> {
  if (userType === 'manager') return visible(organisationId, now);
  const own = sql`i.id in (
    select interaction_id from participants
    where organisation_id = ${organisationId} and user_id = ${userId}
      and interaction_id >= ${firstIdAt(windowStart(now))}::uuid
  )`;
  return rule(
    organisationId,
    now,
    userType === 'collaborator' ? own : sql`${byQueue} or ${own}`,
  );
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
