import { fold } from './contract/fold.ts';
import type { InteractionFlow } from './contract/flow.ts';
import type { HistoryColumn } from './contract/history-columns.ts';
import type { HistorySort } from './contract/history.ts';
import type { Interaction, InteractionStatus } from './contract/interaction.ts';
import { byNewest, startOrder, type HistoryOrder } from './start-order.ts';

/** So many keys, or fewer, are worth a group of rows for each. */
const MOST_GROUPS = 10_000;

type Key = string | number | null;

/** What a row is sorted by: what it has, and the key that this stands for, which is found out once for equal ones. */
interface SortedBy {
  valueOf(row: Interaction): Key;
  keyOf(value: Key): Key;
}

export function orderOf(sort: HistorySort = '-start'): HistoryOrder {
  const isDown = sort.startsWith('-');
  if (/^-?start$/.test(sort)) return startOrder(isDown);
  const column = (isDown ? sort.slice(1) : sort) as Exclude<HistoryColumn, 'start'>; // what a sort is made of
  const { valueOf, keyOf } = columns[column];
  const byKey = (one: Key, other: Key): number => {
    if (one === other) return 0;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other === isDown ? 1 : -1;
  };
  const sortNewest = (rows: readonly Interaction[]) =>
    sortByKey(rows, { valueOf, keyOf }, byKey);
  return {
    compare: (one, other) =>
      byKey(keyOf(valueOf(one)), keyOf(valueOf(other))) || byNewest(one, other),
    sort: (rows) => sortNewest(rows.toSorted(byNewest)),
    sortNewest,
  };
}

/** Rows with equal keys stay as they came. */
function sortByKey(
  rows: readonly Interaction[],
  { valueOf, keyOf }: SortedBy,
  byKey: (one: Key, other: Key) => number,
): Interaction[] {
  const groups = new Map<Key, Interaction[]>();
  const ofValue = new Map<Key, Interaction[]>();
  for (const row of rows) {
    const value = valueOf(row);
    let group = ofValue.get(value);
    if (!group) {
      if (ofValue.size === MOST_GROUPS)
        return sortOne(rows, (one) => keyOf(valueOf(one)), byKey);
      const key = keyOf(value);
      group = groups.get(key) ?? [];
      groups.set(key, group);
      ofValue.set(value, group);
    }
    group.push(row);
  }
  return [...groups.keys()].sort(byKey).flatMap((key) => groups.get(key)!);
}

/** Where nearly every row has a key of its own. */
function sortOne(
  rows: readonly Interaction[],
  keyOf: (row: Interaction) => Key,
  byKey: (one: Key, other: Key) => number,
): Interaction[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  return keyed.sort((one, other) => byKey(one.key, other.key)).map(({ row }) => row);
}

const asItIs = (value: Key): Key => value;

function by<Value extends Key>(
  valueOf: (row: Interaction) => Value,
  keyOf: (value: Value) => Key = asItIs,
): SortedBy {
  return { valueOf, keyOf: keyOf as (value: Key) => Key }; // it gets what `valueOf` gave
}

const columns: Record<Exclude<HistoryColumn, 'start'>, SortedBy> = {
  end: by((row) => row.endedAt),
  flow: by((row) => flows[row.flow]),
  status: by((row) => statuses[row.status]),
  direction: by((row) => (row.direction === 'incoming' ? 0 : 1)),
  'original-routing': by((row) => (row.originalRouting === 'smart' ? 0 : 1)),
  'current-routing': by((row) => (row.currentRouting === 'smart' ? 0 : 1)),
  advisor: by((row) => row.advisor?.name ?? null, folded),
  queue: by((row) => row.queue?.name ?? null, folded),
  contact: by(({ contact }) => contact.name ?? contact.phone ?? contact.email, folded),
  'voice-campaign': by((row) => row.voiceCampaign, folded),
  checkpoints: by((row) => row.checkpoints.length || null),
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
