import type { HistoryColumn } from '../../../api-client/contract/history-columns.ts';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { allColumns } from '../../../widget/shared/history-columns.ts';
import {
  contactWords,
  directionWords,
  flowWords,
  routingWords,
  statusWords,
} from '../../../widget/shared/interaction-words.ts';
import { shortMoment, shortTime } from '../../../widget/shared/time.ts';

/* The twelve columns as other tables are given them: the same words and widths, without our tooltips and links. */

export const ROW_HEIGHT = 33;
export const ZONE = 'Europe/Paris';

export interface TableColumn {
  id: HistoryColumn;
  title: string;
  width: number;
  grow: number;
  words: (row: Interaction) => string;
}

const words: Record<HistoryColumn, (row: Interaction) => string> = {
  start: ({ startedAt }) => shortMoment(startedAt, ZONE, Date.now()),
  end: ({ endedAt }) => (endedAt ? shortTime(endedAt, ZONE) : '–'),
  flow: ({ flow }) => flowWords(flow),
  status: ({ status }) => statusWords(status),
  direction: ({ direction }) => directionWords(direction),
  'original-routing': ({ originalRouting }) => routingWords(originalRouting),
  'current-routing': ({ currentRouting }) => routingWords(currentRouting),
  advisor: ({ advisor }) => advisor?.name ?? '–',
  queue: ({ queue }) => queue?.name ?? '–',
  contact: ({ contact }) => contactWords(contact),
  'voice-campaign': ({ voiceCampaign }) => voiceCampaign ?? '–',
  checkpoints: ({ checkpoints }) => String(checkpoints.length),
};

export const tableColumns: TableColumn[] = allColumns.map(({ id, heading, width, grow }) => ({
  id,
  title: heading(),
  width,
  grow,
  words: words[id],
}));

/** The contact's name, where the contest looks for it. */
export function customer(row: Interaction): HTMLElement {
  return marked('customer', contactWords(row.contact));
}

/** Two chips and how many more there are, as our table shows five. */
export function chips({ checkpoints }: Interaction): HTMLElement {
  const list = marked('chips', '');
  for (const { alias, name } of checkpoints.slice(0, 2))
    list.append(marked('chip', alias ?? name));
  if (checkpoints.length > 2) list.append(marked('more', `+${checkpoints.length - 2}`));
  return list;
}

function marked(name: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}
