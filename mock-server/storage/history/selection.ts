import { sql, type RawBuilder } from 'kysely';
import { viewersOf, visibleTo, type Asking } from '../../access/visible.ts';
import type { Window } from '../interactions.ts';
import type { Place } from '../keyset.ts';
import { conditionsOf, type Filter } from './filter.ts';
import { placesFrom, type Order } from './order.ts';

/** Which rows, in which order, for whom. */
export interface Selection extends Asking {
  window: Window;
  filter: Filter;
  order: Order;
  /** Whether the user sees of what is with a routing now only what they took part in: then the rest is not gone through. */
  seesOnlyOwnSmart?: boolean;
  /** Only what is behind this row. */
  after?: Place | undefined;
}

/** A row that was found, with the text of what it is sorted by. */
export interface Found {
  id: string;
  value: string | null;
}

type Part = RawBuilder<unknown>;

/** Everything that is selected, as `Found`, in its order. */
export function select(selection: Selection): Part {
  const { value, join, by } = ordering(selection.order);
  return sql`
    select i.id, ${value} as value
    from ${viewersOf(selection.organisationId, [selection.userId])} v, interactions i ${join}
    where ${where(selection)}
    order by ${by}`;
}

/**
 * The first of everything that is selected, found by its filter: the order and the number are kept from what finds it,
 * which else goes through the whole history in its order, in the hope that so few rows are not far away.
 */
export function selectFirst(selection: Selection, count: number): Part {
  const { value, join, key, outer } = ordering(selection.order);
  return sql`
    with found as materialized (
      select i.id, ${value} as value, ${key} as key
      from ${viewersOf(selection.organisationId, [selection.userId])} v, interactions i ${join}
      where ${where(selection)}
    )
    select id, value from found order by ${outer} limit ${count}`;
}

/** Everything that is selected, in no order: to be counted. */
export function selectAny(selection: Omit<Selection, 'order' | 'after'>): Part {
  return sql`
    select from ${viewersOf(selection.organisationId, [selection.userId])} v, interactions i
    where ${sql.join(base(selection), sql` and `)}`;
}

function base(selection: Omit<Selection, 'order' | 'after'>): Part[] {
  return [visibleTo(selection, selection.window.now), ...conditionsOf(selection.filter)];
}

function where(selection: Selection): Part {
  const { order, after } = selection;
  const all = after ? [...base(selection), behind(order, after)] : base(selection);
  return sql.join(all, sql` and `);
}

interface Ordering {
  /** What a row is sorted by, as text. */
  value: Part;
  /** Where it comes from. */
  join: Part;
  by: Part;
  /** What a row is sorted by, and how by that alone, where it is called `key`. */
  key: Part;
  outer: Part;
}

function ordering(order: Order): Ordering {
  const direction = sql.raw(order.down ? 'desc' : 'asc');
  if (order.by === 'id')
    return {
      value: sql`null::text`,
      join: sql``,
      by: sql`i.id ${direction}`,
      key: sql`i.id`,
      outer: sql`key ${direction}`,
    };
  if (order.by === 'value') {
    const column = sql.ref(`i.${order.column}`);
    return {
      value: sql`${column}::text`,
      join: sql``,
      by: sql`${column} ${direction} nulls last, i.id desc`,
      key: column,
      outer: sql`key ${direction} nulls last, id desc`,
    };
  }
  const rows = order.places.flatMap(({ key, values }, rank) =>
    values.map((value) => ({ value, rank, key })),
  );
  return {
    value: sql`place.key`,
    join: sql`left join unnest(
      ${rows.map(({ value }) => value)}::${sql.raw(order.type)}[],
      ${rows.map(({ rank }) => rank)}::integer[],
      ${rows.map(({ key }) => key)}::text[]
    ) as place (value, rank, key) on place.value = ${sql.ref(`i.${order.column}`)}`,
    by: sql`place.rank nulls last, i.id desc`,
    key: sql`place.rank`,
    outer: sql`key nulls last, id desc`,
  };
}

/** The rows behind another one, in the order. */
function behind(order: Order, { value, id }: Place): Part {
  const older = sql`i.id < ${id}::uuid`;
  if (order.by === 'id') return order.down ? older : sql`i.id > ${id}::uuid`;
  if (order.by === 'value') {
    const column = sql.ref(`i.${order.column}`);
    if (value === null) return sql`(${column} is null and ${older})`;
    const present = sql`${value}::${sql.raw(order.type)}`;
    const further = order.down ? sql`${column} < ${present}` : sql`${column} > ${present}`;
    return sql`(${further} or (${column} = ${present} and ${older}) or ${column} is null)`;
  }
  if (value === null) return sql`(place.rank is null and ${older})`;
  const { places, isWithin } = placesFrom(order, value);
  const rank = order.places.length - places.length;
  const within = isWithin
    ? sql`(place.rank = ${rank} and ${older})`
    : sql`place.rank = ${rank}`;
  return sql`(place.rank > ${rank} or ${within} or place.rank is null)`;
}
