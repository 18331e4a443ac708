import { sql, type RawBuilder } from 'kysely';
import { viewersOf, visibleTo, type Asking } from '../../access/visible.ts';
import type { Span } from '../../history/same-day-before.ts';
import { conditionsOf, type Filter } from '../history/filter.ts';
import { firstIdAt } from '../ids.ts';

/** Who asks for a report, when, and of which interactions. */
export interface Reporting extends Asking {
  now: Date;
  period: Span;
  /** Without the bounds of the start, which are the period. */
  filter: Omit<Filter, 'from' | 'to'>;
}

/** A part of time, and what it is counted for: several may be counted together. */
export interface Part extends Span {
  label: number;
}

/**
 * Parts of time as rows `part`, each with the bounds of the ids of what started in it. Counted part by part, a day at a
 * time, what belongs to a day's interactions is joined where it lies together: over months the same join is several
 * times as slow.
 */
export function partsOf(parts: readonly Part[]): RawBuilder<unknown> {
  return sql`unnest(
    ${parts.map(({ label }) => label)}::integer[],
    ${parts.map(({ from }) => firstIdAt(from))}::uuid[],
    ${parts.map(({ to }) => firstIdAt(to))}::uuid[]
  ) as part (label, first_id, end_id)`;
}

/** Interactions `i` of the row `part` that the viewer `v` sees and the filter finds. */
export function seenIn(
  reporting: Reporting,
  columns: RawBuilder<unknown> = sql`i.id`,
): RawBuilder<unknown> {
  const { organisationId, userId, now, filter } = reporting;
  const conditions = [visibleTo(reporting, now), ...conditionsOf(filter)];
  return sql`
    select ${columns} from ${viewersOf(organisationId, [userId])} v, interactions i
    where i.id >= part.first_id and i.id < part.end_id and ${sql.join(conditions, sql` and `)}`;
}

/** The rows `alias` of the interaction `id`, of the row `part`, in a table of what belongs to interactions. */
export function ofInteraction(
  alias: string,
  { organisationId }: Pick<Reporting, 'organisationId'>,
  id = 'i.id',
): RawBuilder<boolean> {
  const own = sql.ref(`${alias}.interaction_id`);
  // the bounds lead to where the rows lie
  return sql`(${sql.ref(`${alias}.organisation_id`)} = ${organisationId} and ${own} = ${sql.ref(id)}
    and ${own} >= part.first_id and ${own} < part.end_id)`;
}
