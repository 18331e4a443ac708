import { sql, type RawBuilder } from 'kysely';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { viewersOf, visible } from '../../access/visible.ts';
import type { Db } from '../database.ts';
import { interactionColumns, toInteraction, type InteractionRow } from '../interactions.ts';
import type { Place } from '../keyset.ts';
import { conditionsOf, isFoundByIndex } from './filter.ts';
import { narrow } from './narrow.ts';
import { selectFirst, type Found, type Selection } from './selection.ts';
import { walksOf, type Walk } from './walk.ts';

/** A part of the history, and where it ends when there is more behind. */
export interface HistoryPage {
  items: Interaction[];
  end: Place | undefined;
}

/** So many rows of what is selected. */
export async function readPage(
  db: Db,
  selection: Selection,
  limit: number,
): Promise<HistoryPage> {
  const found = await findPage(db, await narrow(db, selection), limit + 1);
  const page = found.slice(0, limit);
  const items = await readRows(db, selection, page);
  return { items, end: found.length > limit ? page.at(-1) : undefined };
}

/**
 * The first rows of what is selected. Many filters find much: then going through the list in its order comes to them
 * soon, whatever the size of the list. Where it does not, there are few, or they are far away: then all that the filter
 * finds is gathered by its indexes, and sorted. Which of the two it is cannot be told before.
 */
async function findPage(db: Db, selection: Selection, count: number): Promise<Found[]> {
  const found: Found[] = [];
  const { parts, isAll } = walksOf(selection);
  for (const walk of parts) {
    const walked = await walkThrough(db, selection, walk, count - found.length);
    if (!walked) return gather(db, selection, count);
    found.push(...walked);
    if (found.length === count) return found;
  }
  return isAll ? found : gather(db, selection, count);
}

/** The first rows that the filter finds in a part; undefined where they are too far away to be found by going there. */
async function walkThrough(
  db: Db,
  selection: Selection,
  walk: Walk,
  count: number,
): Promise<Found[] | undefined> {
  const furthest = walk.steps.at(-1)!; // there are some
  for (const most of walk.steps) {
    const { rows, isEnd } = await findAmong(db, selection, walk, most, count);
    if (rows.length === count || isEnd) return rows;
    // as rare as among these, there would not be enough among all
    const isRare = (rows.length * furthest) / most < count;
    if (isRare && isGathered(selection)) return undefined;
  }
  return undefined;
}

/** Without an index, to gather what has a part of a contact in it means to look at everything that one may see. */
function isGathered({ userType, filter: { search } }: Selection): boolean {
  return !search || userType === 'collaborator' || isFoundByIndex(search);
}

/**
 * What the filter finds among the first rows of a part, and whether there are no more rows. They are gone through until
 * enough are found.
 */
async function findAmong(
  db: Db,
  selection: Selection,
  walk: Walk,
  most: number,
  count: number,
): Promise<{ rows: Found[]; isEnd: boolean }> {
  const { organisationId, userId, window, filter } = selection;
  const conditions = [
    visible(organisationId, window.now),
    ...conditionsOf(filter),
    ...(walk.among ?? []),
  ];
  const statement = sql<{ id: string | null; value: string | null; walked: number | null }>`
    with found as materialized (
      select i.id, i.value, row_number() over () as place from (
        select i.id, i.value from ${viewersOf(organisationId, [userId])} v, (${walk.rows(most)}) i
        where ${sql.join(conditions, sql` and `)}
        order by ${walk.by} limit ${count}
      ) i
    )
    select id, value, null::bigint as walked, place from found
    union all
    select null, null, (select count(*) from (${walk.rows(most)}) i), null
    where (select count(*) from found) < ${count}
    order by place`;
  const { rows } = await (walk.keepsPlan ? statement.execute(db) : execute(db, statement));
  const walked = rows.at(-1)?.walked ?? most; // the last of all, where there are not enough
  return {
    rows: rows.flatMap(({ id, value }) => (id === null ? [] : { id, value })),
    isEnd: Number(walked) < most,
  };
}

/** All that the filter finds, sorted, and the first of it. */
async function gather(db: Db, selection: Selection, count: number): Promise<Found[]> {
  const { rows } = await execute(db, sql<Found>`${selectFirst(selection, count)}`);
  return rows;
}

/** Planned anew each time, for the values that are asked for: a statement that begins with a comment is not kept. */
function execute<Row>(db: Db, statement: RawBuilder<Row>) {
  return sql<Row>`/* by its values */ ${statement}`.execute(db);
}

async function readRows(
  db: Db,
  { organisationId, userId, window }: Selection,
  found: readonly Found[],
): Promise<Interaction[]> {
  if (found.length === 0) return [];
  const { rows } = await sql<InteractionRow>`
    select ${interactionColumns}
    from unnest(${found.map(({ id }) => id)}::uuid[]) with ordinality as found (id, place)
    join interactions i on i.organisation_id = ${organisationId} and i.id = found.id
    cross join ${viewersOf(organisationId, [userId])} v
    where ${visible(organisationId, window.now)}
    order by found.place
  `.execute(db);
  return rows.map(toInteraction);
}
