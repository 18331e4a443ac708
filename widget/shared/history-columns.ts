import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import {
  historyColumns,
  type HistoryColumn,
} from '../../api-client/contract/history-columns.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { chipList } from './chip-list.ts';
import { contactActions } from './contact-actions.ts';
import { startCell, statusCell } from './interaction-cells.ts';
import { contactWords, directionWords, flowWords, routingWords } from './interaction-words.ts';
import { clockTime, dayKey, exactMoment, shortMoment, shortTime } from './time.ts';

/** What cells need to know of the table around them. */
export interface CellContext {
  timeZone: string;
  now: number;
  /** Whether all rows began on one day, so that clock times are enough. */
  isOneDay: boolean;
  /** Whether a row is one line, as in a table. */
  isOneLine: boolean;
  /** 0 in the row that the Tab key goes into. */
  tabIndex: number;
  /** Whether all chips of the row show. */
  isOpen: boolean;
  /** The chip that the Tab key goes to; -1 for none. */
  chip: number;
  /** How many chips show before the rest waits. */
  chips: number;
  /** Whether what is said only when it is pointed at or gone to is there, too. */
  isWhole: boolean;
  /** Whether the contact can be called and written to from here. */
  hasActions: boolean;
  /** The `stopKey` of the checkpoints that the row has just got. */
  arrived: ReadonlySet<string>;
}

export interface Column {
  id: HistoryColumn;
  heading: () => string;
  /** In pixels at the usual size of text, at least; the widths that are wished for share what is left over by `grow`. */
  width: number;
  /** Where all rows began on one day. */
  ofOneDay?: number;
  grow: number;
  /** What a row shows: words, which may be cut, or more than words; nothing where it has none. */
  cell: (row: Interaction, context: CellContext) => string | TemplateResult | null | undefined;
}

/** In a column that is narrower, in pixels, of two chips one would be a sliver. */
const TWO_CHIPS = 216;

/** So many chips show in a column of this width before the rest waits. */
export const chipsIn = (width: number): number => (width < TWO_CHIPS ? 1 : 2);

const all: Record<HistoryColumn, Omit<Column, 'id'>> = {
  start: {
    heading: () => msg('Start'),
    width: 140,
    ofOneDay: 90,
    grow: 0,
    cell: (row, context) => startCell(row, startWords(row.startedAt, context), context),
  },
  end: { heading: () => msg('End'), width: 60, ofOneDay: 76, grow: 66, cell: end },
  flow: {
    heading: () => msg('Flow'),
    width: 122,
    grow: 140,
    cell: ({ flow }) => flowWords(flow),
  },
  status: {
    heading: () => msg('Status'),
    width: 114,
    grow: 0,
    cell: (row, { tabIndex }) => statusCell(row, tabIndex),
  },
  direction: {
    heading: () => msg('Direction'),
    width: 78,
    grow: 0,
    cell: ({ direction }) => directionWords(direction),
  },
  'original-routing': {
    heading: () => msg('Original', { desc: 'Column of the routing that it came in by' }),
    width: 70,
    grow: 100,
    cell: ({ originalRouting }) => routingWords(originalRouting),
  },
  'current-routing': {
    heading: () => msg('Current', { desc: 'Column of the routing that it is in now' }),
    width: 70,
    grow: 100,
    cell: ({ currentRouting }) => routingWords(currentRouting),
  },
  advisor: {
    heading: () => msg('Advisor'),
    width: 80,
    grow: 108,
    cell: ({ advisor }) => advisor?.name,
  },
  queue: {
    heading: () => msg('Queue'),
    width: 68,
    grow: 88,
    cell: ({ queue }) => queue?.name,
  },
  contact: {
    heading: () => msg('Contact'),
    width: 100,
    grow: 138,
    cell: (row, { tabIndex, hasActions }) =>
      html`<span class="who words" data-tip .textContent=${contactWords(row.contact)}></span>${
          hasActions
            ? html`<span class="actions">${contactActions(row, tabIndex)}</span>`
            : nothing
        }`,
  },
  'voice-campaign': {
    heading: () => msg('Campaign'),
    width: 70,
    grow: 78,
    cell: ({ voiceCampaign }) => voiceCampaign,
  },
  checkpoints: {
    heading: () => msg('Checkpoints'),
    width: 198,
    grow: 310,
    cell: ({ checkpoints }, { chip, chips, ...context }) =>
      checkpoints.length === 0
        ? undefined
        : chipList({ checkpoints, limit: chips, current: chip, ...context }),
  },
};

export const columnOf = (id: HistoryColumn): Column => ({ id, ...all[id] });

export const allColumns: Column[] = historyColumns.map(columnOf);

function startWords(at: string, { isOneDay, timeZone, now }: CellContext): string {
  return isOneDay ? clockTime(at, timeZone) : shortMoment(at, timeZone, now);
}

/** How many days after the start it was is said where there are any. */
function end(
  { startedAt, endedAt }: Interaction,
  context: CellContext,
): TemplateResult | undefined {
  if (!endedAt) return undefined;
  const { timeZone, isOneDay, isWhole } = context;
  const days = daysBetween(startedAt, endedAt, timeZone);
  const time = (isOneDay && !days ? clockTime : shortTime)(endedAt, timeZone);
  const words = days ? msg(str`${time} +${days} d`) : time;
  return html`<time
    datetime=${endedAt}
    data-tip=${isWhole ? exactMoment(endedAt, timeZone) : nothing}
    .textContent=${words}
  ></time>`;
}

function daysBetween(from: string, to: string, timeZone: string): number {
  const [first, last] = [from, to].map((at) => Date.parse(dayKey(at, timeZone)));
  return (last! - first!) / 86_400_000; // both are there
}
