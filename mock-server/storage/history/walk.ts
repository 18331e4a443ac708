import { sql, type RawBuilder } from 'kysely';
import { windowStart } from '../../access/visible.ts';
import { firstIdAt } from '../ids.ts';
import type { Place } from '../keyset.ts';
import { placesFrom, type Order, type Place as NamedPlace } from './order.ts';
import type { Selection } from './selection.ts';

type Part = RawBuilder<unknown>;

/**
 * A part of the list whose rows an index gives in their order: `rows` are the first of them, as `i` with the text that
 * they are sorted by, before it is asked which of them the filter finds and the viewer sees.
 */
export interface Walk {
  rows(most: number): Part;
  by: Part;
  /** What of the rows belongs to the part, where no index tells it. */
  among?: Part[];
  /** So many rows are gone through, first these, then those, before it is done otherwise. */
  steps: readonly number[];
  /** Whether it is gone through in the same way whatever the values: to plan it anew would take longer than to do it. */
  keepsPlan: boolean;
}

/**
 * Rows in about the order in which they lie in the table: 3,000 of them cost less than to gather what is not rare, and
 * where one in four hundred is found, a page is found among 20,000.
 */
const AS_THEY_LIE = [3000, 20_000];
/** Rows that lie anywhere in the table: whether 3,000 are worth it, 300 tell. */
const SCATTERED = [300, 3000, 20_000];
/** What one took part in is found by an index, and is not much: that is gathered sooner. */
const OWN = [300, 3000];

/** The parts of the list at and behind a row, one after the other. */
export interface Walks {
  parts: Walk[];
  /** Whether there is nothing beside them. Of places without a name no index gives the order. */
  isAll: boolean;
}

export function walksOf(selection: Selection): Walks {
  const { order, after } = selection;
  if (order.by === 'id')
    return { parts: [byId(selection, order.down, after?.id)], isAll: true };
  if (order.by === 'value') {
    const empty = byId(selection, true, after?.value === null ? after.id : undefined, {
      more: [sql`${sql.ref(`i.${order.column}`)} is null`],
    });
    const parts = after?.value === null ? [empty] : [byValue(selection, order, after), empty];
    return { parts, isAll: true };
  }
  return byPlace(selection, order, after);
}

/** Every interaction of the period: what an index has to give. */
function all(selection: Selection): Part[] {
  return [
    sql`i.organisation_id = ${selection.organisationId}`,
    ...ofPeriod(selection, sql`i.id`),
  ];
}

function ofPeriod({ window, filter: { from, to } }: Selection, id: Part): Part[] {
  return [
    sql`${id} >= ${firstIdAt(windowStart(window.now))}::uuid`,
    ...(from ? [sql`${id} >= ${firstIdAt(from)}::uuid`] : []),
    ...(to ? [sql`${id} < ${firstIdAt(to)}::uuid`] : []),
  ];
}

const behind = (id: Part, down: boolean, after: string | undefined): Part[] => {
  if (after === undefined) return [];
  return [down ? sql`${id} < ${after}::uuid` : sql`${id} > ${after}::uuid`];
};

/** What else the rows of the part are, and the text that they are sorted by before their ids. */
interface Rest {
  more?: Part[];
  value?: string | null;
}

function byId(
  selection: Selection,
  down: boolean,
  after: string | undefined,
  { more = [], value = null }: Rest = {},
): Walk {
  if (selection.userType === 'collaborator' && more.length === 0)
    return byOwnId(selection, down, after);
  const conditions = [...all(selection), ...behind(sql`i.id`, down, after), ...more];
  const by = sql`i.id ${sql.raw(down ? 'desc' : 'asc')}`;
  return {
    by,
    steps: AS_THEY_LIE,
    keepsPlan: more.length === 0,
    rows: (most) => sql`
      select i.*, ${value}::text as value, 0 as rank from interactions i
      where ${sql.join(conditions, sql` and `)} order by ${by} limit ${most}`,
  };
}

/** Where one sees what one took part in, and that alone: of what others have, nothing is looked at. */
function byOwnId(
  selection: Selection,
  down: boolean,
  after: string | undefined,
  { more = [], value = null }: Rest = {},
): Walk {
  const { organisationId, userId } = selection;
  const id = sql`took.interaction_id`;
  const own = [
    sql`took.organisation_id = ${organisationId} and took.user_id = ${userId}`,
    ...ofPeriod(selection, id),
    ...behind(id, down, after),
  ];
  const direction = sql.raw(down ? 'desc' : 'asc');
  const by = sql`i.id ${direction}`;
  return {
    by,
    among: more,
    steps: OWN,
    keepsPlan: more.length === 0,
    rows: (most) => sql`
      select i.*, ${value}::text as value, 0 as rank from (
        select took.interaction_id from participants took
        where ${sql.join(own, sql` and `)} order by ${id} ${direction} limit ${most}
      ) took
      join interactions i on i.organisation_id = ${organisationId} and i.id = took.interaction_id
      order by ${by}`,
  };
}

function byValue(
  selection: Selection,
  { column, down, type }: Extract<Order, { by: 'value' }>,
  after: Place | undefined,
): Walk {
  const key = sql.ref(`i.${column}`);
  const by = sql`${key} ${sql.raw(down ? 'desc' : 'asc')}, i.id desc`;
  const conditions = [...all(selection), sql`${key} is not null`];
  if (after) {
    const value = sql`${after.value}::${sql.raw(type)}`;
    const further = down ? sql`${key} < ${value}` : sql`${key} > ${value}`;
    // the first tells an index where to begin, the second which of the equal ones are behind
    conditions.push(down ? sql`${key} <= ${value}` : sql`${key} >= ${value}`);
    conditions.push(sql`(${further} or i.id < ${after.id}::uuid)`);
  }
  return {
    by,
    steps: type === 'timestamptz' ? AS_THEY_LIE : SCATTERED,
    keepsPlan: false,
    rows: (most) => sql`
      select i.*, ${key}::text as value, 0 as rank from interactions i
      where ${sql.join(conditions, sql` and `)} order by ${by} limit ${most}`,
  };
}

/** So many places are gone through one by one: the database then knows how much there is of each. */
const FEW = 8;

/**
 * Through the places that the filter allows, and through each by id. Not where names are equal, or where only the empty
 * ones are left.
 */
function byPlace(selection: Selection, order: PlaceOrder, after: Place | undefined): Walks {
  if (after?.value === null) return { parts: [], isAll: false };
  const { places, isWithin } = after
    ? placesFrom(order, after.value)
    : { places: order.places, isWithin: false };
  const chosen: readonly string[] | undefined = order.chosen && selection.filter[order.chosen];
  const isAllowed = ({ values }: NamedPlace) => values.some((value) => chosen?.includes(value));
  const allowed = chosen ? places.filter(isAllowed) : places;
  if (allowed.some(({ values }) => values.length !== 1)) return { parts: [], isAll: false };
  const begun = isWithin && allowed[0] === places[0] ? after?.id : undefined;
  // of many places the first is gone through by itself: where it is enough, it can be left in the middle
  const alone = allowed.length > FEW ? 1 : FEW;
  const parts = allowed
    .slice(0, alone)
    .map((place, index) =>
      throughOne(selection, order, place, index === 0 ? begun : undefined),
    );
  const others = allowed.slice(alone);
  if (others.length > 0) parts.push(throughMany(selection, order, others));
  const isAll = order.isWhole ?? chosen?.every((value) => hasPlace(order, value)) ?? false;
  return { parts, isAll };
}

function hasPlace({ places }: PlaceOrder, value: string): boolean {
  return places.some(({ values }) => values.includes(value));
}

type PlaceOrder = Extract<Order, { by: 'place' }>;

function throughOne(
  selection: Selection,
  { column, type }: PlaceOrder,
  { key, values: [value] }: NamedPlace,
  begun: string | undefined,
): Walk {
  const is = sql`${sql.ref(`i.${column}`)} = ${value}::${sql.raw(type)}`;
  const isOwn = selection.seesOnlyOwnSmart && column === 'current_routing' && value === 'smart';
  const through = isOwn ? byOwnId : byId;
  return through(selection, true, begun, { more: [is], value: key });
}

/** A range of one value, rather than the value: only the index of the column gives its rows in order. */
function throughMany(
  selection: Selection,
  { column, type }: PlaceOrder,
  places: readonly NamedPlace[],
): Walk {
  const key = sql.ref(`i.${column}`);
  const conditions = [...all(selection), sql`${key} >= place.value and ${key} <= place.value`];
  return {
    by: sql`i.rank, i.id desc`,
    steps: SCATTERED,
    keepsPlan: false,
    // a function is scanned in its order, and what depends on it is asked for row by row
    rows: (most) => sql`
      select i.*, place.key as value, place.rank
      from unnest(
        ${places.map(({ values }) => values[0])}::${sql.raw(type)}[],
        ${places.map((place) => place.key)}::text[]
      ) with ordinality as place (value, key, rank),
      lateral (
        select i.* from interactions i where ${sql.join(conditions, sql` and `)}
        order by ${key}, i.id desc limit ${most}
      ) i
      limit ${most}`,
  };
}
