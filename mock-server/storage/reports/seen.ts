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

/** So many connections count at the same time: a database has more than one processor. */
const AT_ONCE = 2;

/** Counts every so-manieth part on a connection of its own. */
export async function inShares<Row>(
  parts: readonly Part[],
  count: (share: readonly Part[]) => Promise<Row[]>,
): Promise<Row[]> {
  const shares = Array.from({ length: AT_ONCE }, (_, share) =>
    parts.filter((_part, index) => index % AT_ONCE === share),
  ).filter((share) => share.length > 0);
  return (await Promise.all(shares.map(count))).flat();
}

/** Where the interactions `i` and the viewer `v` come from that `seenIn` asks about. */
export function seenFrom({ organisationId, userId }: Asking): RawBuilder<unknown> {
  return sql`${viewersOf(organisationId, [userId])} v, interactions i`;
}

/** Whether the interaction `i` is of the row `part`, the viewer `v` sees it, and the filter finds it. */
export function seenIn(reporting: Reporting): RawBuilder<boolean> {
  const conditions = [visibleTo(reporting, reporting.now), ...conditionsOf(reporting.filter)];
  return sql`(i.id >= part.first_id and i.id < part.end_id and ${sql.join(conditions, sql` and `)})`;
}

/** The ids of these. */
export function seenIds(reporting: Reporting): RawBuilder<unknown> {
  return sql`select i.id from ${seenFrom(reporting)} where ${seenIn(reporting)}`;
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
