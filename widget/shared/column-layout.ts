import {
  historyColumns,
  type HistoryColumn,
} from '../../api-client/contract/history-columns.ts';
import { columnOf, type Column } from './history-columns.ts';

/** How a person arranged the table: the order of all columns, those put away, widths that were chosen, in pixels. */
export interface ColumnLayout {
  order: readonly HistoryColumn[];
  hidden: readonly HistoryColumn[];
  widths: Partial<Record<HistoryColumn, number>>;
}

export const usualLayout: ColumnLayout = { order: historyColumns, hidden: [], widths: {} };

/** Narrower, a column shows nothing; wider, it is all there is. */
const NARROWEST = 56;
const WIDEST = 640;

export const shownColumns = ({ order, hidden }: ColumnLayout): Column[] =>
  order.filter((id) => !hidden.includes(id)).map(columnOf);

/** A column is put away, or shown again; the start stays, since it opens the row. */
export function toggleColumn(layout: ColumnLayout, id: HistoryColumn): ColumnLayout {
  const isHidden = layout.hidden.includes(id);
  if (id === 'start' && !isHidden) return layout;
  const others = layout.hidden.filter((one) => one !== id);
  return { ...layout, hidden: isHidden ? others : [...others, id] };
}

/** A column changes places with its neighbour, among those that are shown. */
export function moveColumn(layout: ColumnLayout, id: HistoryColumn, by: -1 | 1): ColumnLayout {
  const from = layout.order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= layout.order.length) return layout;
  const order = layout.order.filter((one) => one !== id);
  order.splice(to, 0, id);
  return { ...layout, order };
}

export const widthOf = (layout: ColumnLayout, id: HistoryColumn): number =>
  layout.widths[id] ?? columnOf(id).width;

export function resizeColumn(
  layout: ColumnLayout,
  id: HistoryColumn,
  width: number,
): ColumnLayout {
  const kept = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
  return { ...layout, widths: { ...layout.widths, [id]: kept } };
}

/**
 * The columns of a grid, with one at the end for what a row offers; and how wide all of them are at least. Rows of one
 * day show clock times alone.
 */
export function gridOf(
  layout: ColumnLayout,
  isOneDay: boolean,
): { template: string; width: number } {
  const columns = shownColumns(layout).map(({ id, width, ofOneDay, grow }) => ({
    chosen: layout.widths[id],
    width: (isOneDay && ofOneDay) || width,
    grow,
  }));
  const tracks = columns.map(({ chosen, width, grow }) =>
    chosen === undefined && grow ? `minmax(${width}px, ${grow}fr)` : `${chosen ?? width}px`,
  );
  const width = columns.reduce((sum, { chosen, width }) => sum + (chosen ?? width), LAST);
  return { template: `${tracks.join(' ')} minmax(${LAST}px, auto)`, width };
}

const LAST = 60;
/** As wide as the last one becomes where there is room. */
const WHOLE_LAST = 75;

/** How wide a column is in a table of this width, as the grid shares what is left over. */
export function widthIn(
  room: number,
  layout: ColumnLayout,
  isOneDay: boolean,
  column: HistoryColumn,
): number {
  const columns = shownColumns(layout).map(({ id, width, ofOneDay, grow }) => ({
    id,
    least: layout.widths[id] ?? ((isOneDay && ofOneDay) || width),
    grow: layout.widths[id] === undefined ? grow : 0,
  }));
  let growing = columns.filter(({ grow }) => grow > 0);
  for (;;) {
    const taken = columns.filter((one) => !growing.includes(one));
    const left = taken.reduce((free, { least }) => free - least, room - WHOLE_LAST);
    const unit = left / growing.reduce((sum, { grow }) => sum + grow, 0);
    const wider = growing.filter(({ grow, least }) => unit * grow > least);
    if (wider.length === growing.length) {
      const found = columns.find(({ id }) => id === column);
      if (!found) return 0;
      return growing.includes(found) ? unit * found.grow : found.least;
    }
    growing = wider;
  }
}

const keyOf = (userId: string): string => `waypost.history.columns.${userId}`;

/** What this browser remembers of a user's table; the usual one where it remembers nothing, or nothing sensible. */
export function readLayout(userId: string): ColumnLayout {
  try {
    return layoutFrom(JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null'));
  } catch {
    return usualLayout;
  }
}

export function writeLayout(userId: string, layout: ColumnLayout): void {
  try {
    if (layout === usualLayout) localStorage.removeItem(keyOf(userId));
    else localStorage.setItem(keyOf(userId), JSON.stringify(layout));
  } catch {
    // The arrangement holds for this page all the same.
  }
}

/** Columns that are new since it was remembered come last; those that are no more are left out. */
function layoutFrom(found: unknown): ColumnLayout {
  if (typeof found !== 'object' || found === null) return usualLayout;
  const { order, hidden, widths } = found as Record<string, unknown>; // each is looked at
  const known = columnsIn(order);
  const entries = Object.entries(typeof widths === 'object' && widths ? widths : {});
  const sound = entries.filter(
    ([id, width]) => columnsIn([id]).length && typeof width === 'number' && width >= NARROWEST,
  );
  return {
    order: [...known, ...historyColumns.filter((id) => !known.includes(id))],
    hidden: columnsIn(hidden).filter((id) => id !== 'start'),
    widths: Object.fromEntries(sound),
  };
}

function columnsIn(list: unknown): HistoryColumn[] {
  const names = new Set<unknown>(Array.isArray(list) ? list : []);
  return [...names].filter((name): name is HistoryColumn =>
    historyColumns.includes(name as HistoryColumn),
  );
}
