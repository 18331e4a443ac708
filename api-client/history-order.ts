import { fold } from './contract/fold.ts';
import type { InteractionFlow } from './contract/flow.ts';
import type { HistoryColumn } from './contract/history-columns.ts';
import type { HistorySort } from './contract/history.ts';
import type { Interaction, InteractionStatus } from './contract/interaction.ts';
import { byNewest, startOrder, type HistoryOrder } from './start-order.ts';

/** So many keys, or fewer, are worth a group of rows for each. */
const MOST_GROUPS = 1_000;

type Key = string | number | null;

export function orderOf(sort: HistorySort = '-start'): HistoryOrder {
  const isDown = sort.startsWith('-');
  if (/^-?start$/.test(sort)) return startOrder(isDown);
  const key = keys[(isDown ? sort.slice(1) : sort) as Exclude<HistoryColumn, 'start'>]; // what a sort is made of
  const byKey = (one: Key, other: Key): number => {
    if (one === other) return 0;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other === isDown ? 1 : -1;
  };
  const sortNewest = (rows: readonly Interaction[]) => sortByKey(rows, key, byKey);
  return {
    compare: (one, other) => byKey(key(one), key(other)) || byNewest(one, other),
    sort: (rows) => sortNewest(rows.toSorted(byNewest)),
    sortNewest,
  };
}

/** Rows with equal keys stay as they came. What a row goes by is found out once. */
function sortByKey(
  rows: readonly Interaction[],
  keyOf: (row: Interaction) => Key,
  byKey: (one: Key, other: Key) => number,
): Interaction[] {
  const keys = rows.map(keyOf);
  const groups = new Map<Key, Interaction[]>();
  for (const [place, key] of keys.entries()) {
    const group = groups.get(key);
    if (group) group.push(rows[place]!);
    else if (groups.size < MOST_GROUPS) groups.set(key, [rows[place]!]);
    else return sortPlaces(keys, byKey).map((each) => rows[each]!);
  }
  return [...groups.keys()].sort(byKey).flatMap((key) => groups.get(key)!);
}

function sortPlaces(keys: readonly Key[], byKey: (one: Key, other: Key) => number): number[] {
  const places = Array.from(keys, (_, place) => place);
  return places.sort((one, other) => byKey(keys[one] ?? null, keys[other] ?? null));
}

const keys: Record<Exclude<HistoryColumn, 'start'>, (row: Interaction) => Key> = {
  end: (row) => row.endedAt,
  flow: (row) => flows[row.flow],
  status: (row) => statuses[row.status],
  direction: (row) => (row.direction === 'incoming' ? 0 : 1),
  'original-routing': (row) => (row.originalRouting === 'smart' ? 0 : 1),
  'current-routing': (row) => (row.currentRouting === 'smart' ? 0 : 1),
  advisor: (row) => folded(row.advisor?.name ?? null),
  queue: (row) => folded(row.queue?.name ?? null),
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

function folded(text: string | null): string | null {
  if (text === null) return null;
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : fold(text);
}
