import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import {
  historyColumns,
  type HistoryColumn,
} from '../../api-client/contract/history-columns.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { contactActions } from './contact-actions.ts';
import { chipsCell, contactName, startCell, statusCell } from './interaction-cells.ts';
import { directionWords, flowWords, routingWords } from './interaction-words.ts';
import { clockTime, dayKey, exactMoment, shortMoment, shortTime } from './time.ts';

/** What cells need to know of the table around them. */
export interface CellContext {
  timeZone: string;
  now: number;
  /** Whether all rows began on one day, so that clock times are enough. */
  isOneDay: boolean;
  /** 0 in the row that the Tab key goes into. */
  tabIndex: number;
}

export interface Column {
  id: HistoryColumn;
  heading: () => string;
  /** In pixels at the usual size of text; what is left over goes to those that `grow`. */
  width: number;
  grow: number;
  /** What a row shows; undefined where it has nothing. */
  cell: (row: Interaction, context: CellContext) => unknown;
}

const all: Record<HistoryColumn, Omit<Column, 'id'>> = {
  start: {
    heading: () => msg('Start'),
    width: 104,
    grow: 0,
    cell: (row, context) =>
      startCell(row, startWords(row.startedAt, context), context.timeZone, context.tabIndex),
  },
  end: { heading: () => msg('End'), width: 76, grow: 0, cell: end },
  flow: {
    heading: () => msg('Flow'),
    width: 134,
    grow: 0,
    cell: ({ flow }) => flowWords(flow),
  },
  status: {
    heading: () => msg('Status'),
    width: 112,
    grow: 0,
    cell: (row, { tabIndex }) => statusCell(row, tabIndex),
  },
  direction: {
    heading: () => msg('Direction'),
    width: 84,
    grow: 0,
    cell: ({ direction }) => directionWords(direction),
  },
  'original-routing': {
    heading: () => msg('Original', { desc: 'Column of the routing that it came in by' }),
    width: 76,
    grow: 0,
    cell: ({ originalRouting }) => routingWords(originalRouting),
  },
  'current-routing': {
    heading: () => msg('Current', { desc: 'Column of the routing that it is in now' }),
    width: 72,
    grow: 0,
    cell: ({ currentRouting }) => routingWords(currentRouting),
  },
  advisor: {
    heading: () => msg('Advisor'),
    width: 96,
    grow: 1,
    cell: ({ advisor }) => name(advisor?.name),
  },
  queue: {
    heading: () => msg('Queue'),
    width: 88,
    grow: 1,
    cell: ({ queue }) => name(queue?.name),
  },
  contact: {
    heading: () => msg('Contact'),
    width: 160,
    grow: 2,
    cell: (row, { tabIndex }) =>
      html`<span class="who">${contactName(row)}</span
        ><span class="actions">${contactActions(row, tabIndex)}</span>`,
  },
  'voice-campaign': {
    heading: () => msg('Campaign', { desc: 'Column of the voice campaign' }),
    width: 76,
    grow: 1,
    cell: ({ voiceCampaign }) => name(voiceCampaign ?? undefined),
  },
  checkpoints: {
    heading: () => msg('Checkpoints'),
    width: 230,
    grow: 6,
    cell: (row, { timeZone, tabIndex }) => {
      const chips = chipsCell(row, timeZone, tabIndex < 0, 2);
      return chips === nothing ? undefined : chips;
    },
  },
};

export const columnOf = (id: HistoryColumn): Column => ({ id, ...all[id] });

export const allColumns: Column[] = historyColumns.map(columnOf);

function startWords(at: string, { isOneDay, timeZone, now }: CellContext): string {
  return isOneDay ? clockTime(at, timeZone) : shortMoment(at, timeZone, now);
}

/** The end's day is said where it is not the start's. */
function end(
  { startedAt, endedAt }: Interaction,
  context: CellContext,
): TemplateResult | undefined {
  if (!endedAt) return undefined;
  const { timeZone, now, isOneDay } = context;
  const isSameDay = dayKey(startedAt, timeZone) === dayKey(endedAt, timeZone);
  const words = !isSameDay
    ? shortMoment(endedAt, timeZone, now)
    : isOneDay
      ? clockTime(endedAt, timeZone)
      : shortTime(endedAt, timeZone);
  return html`<time datetime=${endedAt} data-tip=${exactMoment(endedAt, timeZone)}
    >${words}</time
  >`;
}

/** A name that may be cut: all of it shows on hover. */
const name = (words: string | undefined): TemplateResult | undefined =>
  words ? html`<bdi data-tip=${words}>${words}</bdi>` : undefined;
