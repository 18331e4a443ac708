import { fold } from './contract/fold.ts';
import type { InteractionFlow } from './contract/flow.ts';
import type { HistoryColumn } from './contract/history-columns.ts';
import type { HistorySort } from './contract/history.ts';
import type { Interaction, InteractionStatus } from './contract/interaction.ts';
import type { ValueOf } from './row-columns.ts';
import { byNewest, startOrder, type HistoryOrder, type Key } from './start-order.ts';

/** So many keys, or fewer, are worth a group of rows for each. */
const MOST_GROUPS = 10_000;

export function orderOf(sort: HistorySort = '-start'): HistoryOrder {
  const isDown = sort.startsWith('-');
  if (/^-?start$/.test(sort)) return startOrder(isDown);
  const column = (isDown ? sort.slice(1) : sort) as Exclude<HistoryColumn, 'start'>; // what a sort is made of
  const keyOf = keys[column];
  const byKey = (one: Key, other: Key): number => {
    if (one === other) return 0;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other === isDown ? 1 : -1;
  };
  const sortNewest: HistoryOrder['sortNewest'] = (rows, known) =>
    sortByKey(rows, known ?? rows.map(keyOf), byKey);
  return {
    compare: (one, other) => byKey(keyOf(one), keyOf(other)) || byNewest(one, other),
    sort: (rows) => sortNewest(rows.toSorted(byNewest)),
    keyOf,
    sortNewest,
  };
}

type CompareKeys = (one: Key, other: Key) => number;

/** Rows with equal keys stay as they came. */
function sortByKey(
  rows: readonly Interaction[],
  known: readonly Key[],
  byKey: CompareKeys,
): Interaction[] {
  const groups = new Map<Key, Interaction[]>();
  for (let index = 0; index < rows.length; index++) {
    const key = known[index]!;
    const group = groups.get(key);
    if (group) group.push(rows[index]!);
    else if (groups.size < MOST_GROUPS) groups.set(key, [rows[index]!]);
    else return sortOne(rows, known, byKey);
  }
  return [...groups.keys()].sort(byKey).flatMap((key) => groups.get(key)!);
}

/** Where nearly every row has a key of its own. */
function sortOne(
  rows: readonly Interaction[],
  known: readonly Key[],
  byKey: CompareKeys,
): Interaction[] {
  const keyed = rows.map((row, index) => ({ row, key: known[index]! }));
  return keyed.sort((one, other) => byKey(one.key, other.key)).map(({ row }) => row);
}

const keys: Record<Exclude<HistoryColumn, 'start'>, ValueOf<Key>> = {
  end: (row) => row.endedAt,
  flow: (row) => flows[row.flow],
  status: (row) => statuses[row.status],
  direction: (row) => (row.direction === 'incoming' ? 0 : 1),
  'original-routing': (row) => (row.originalRouting === 'smart' ? 0 : 1),
  'current-routing': (row) => (row.currentRouting === 'smart' ? 0 : 1),
  advisor: (row) => folded(row.advisor?.name),
  queue: (row) => folded(row.queue?.name),
  contact: ({ contact }) => folded(contact.name ?? contact.phone ?? contact.email),
  'voice-campaign': (row) => folded(row.voiceCampaign),
  checkpoints: (row) => row.checkpoints.length || null,
};

/** As the contract lists them; a test says so, for its schemas do not come into a page. */
const flows: Record<InteractionFlow, number> = {
  voice: 0,
  'email-messaging': 1,
  'sms-messaging': 2,
  'whatsapp-messaging': 3,
  'whatsapp-campaign': 4,
  'telegram-messaging': 5,
  'chat-messaging': 6,
  'messenger-messaging': 7,
};

const statuses: Record<InteractionStatus, number> = {
  waiting: 0,
  'in-progress': 1,
  processed: 2,
  delivered: 3,
  warning: 4,
  aborted: 5,
  dissuaded: 6,
};

function folded(text: string | null | undefined): string | null {
  if (text == null) return null;
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : fold(text);
}
