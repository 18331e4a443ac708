import { sql, type RawBuilder } from 'kysely';
import { viewersOf, visibleTo, type Asking } from '../../access/visible.ts';
import type { Span } from '../../history/same-day-before.ts';
import { firstIdAt } from '../ids.ts';

/** The two days that are compared, and who looks at them when. */
export interface Supervising extends Asking {
  now: Date;
  today: Span;
  before: Span;
}

/** `i.id` lies in the span: an id begins with the moment of the interaction's start. */
export function startedIn({ from, to }: Span): RawBuilder<boolean> {
  return sql<boolean>`(i.id >= ${firstIdAt(from)}::uuid and i.id < ${firstIdAt(to)}::uuid)`;
}

/** Interactions `i` that the viewer sees. */
export function seenFrom(asking: Supervising): RawBuilder<unknown> {
  return sql`${viewersOf(asking.organisationId, [asking.userId])} v, interactions i`;
}

export function seen(asking: Supervising): RawBuilder<boolean> {
  return visibleTo(asking, asking.now);
}

/** The interactions of both days, as `day`, each with whether it is today's. */
export function bothDays(asking: Supervising): RawBuilder<unknown> {
  const { today, before } = asking;
  return sql`
    select i.organisation_id, i.id, ${startedIn(today)} as is_today
    from ${seenFrom(asking)}
    where ${seen(asking)} and (${startedIn(today)} or ${startedIn(before)})`;
}
