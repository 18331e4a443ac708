import { fold } from '../../../api-client/contract/fold.ts';
import { InteractionFlow } from '../../../api-client/contract/flow.ts';
import {
  historyColumns,
  type HistoryColumn,
} from '../../../api-client/contract/history-columns.ts';
import type { HistorySort } from '../../../api-client/contract/history.ts';
import { InteractionStatus } from '../../../api-client/contract/interaction.ts';
import type { Db } from '../database.ts';
import { listNamed, listVoiceCampaigns, readMostCheckpoints } from './names.ts';

/** Values of a column that stand at the same place of its order, and the text by which a cursor names the place. */
export interface Place {
  key: string;
  values: readonly string[];
}

/**
 * How rows of `i` are ordered: by their ids; by the values of a column; or by a column that has few values, in the
 * order of its places. Empty values come last both ways, ties go by id downwards.
 */
export type Order =
  | { by: 'id'; down: boolean }
  | { by: 'value'; down: boolean; column: string; type: 'timestamptz' | 'text' }
  | {
      by: 'place';
      down: boolean;
      column: string;
      type: 'text' | 'uuid' | 'integer';
      places: Place[];
      /** Whether every value has its place, and none is empty. */
      isWhole?: boolean;
      /** What of a filter chooses among the values of the column. */
      chosen?: ChosenBy;
    };

export type ChosenBy =
  | 'flow'
  | 'status'
  | 'direction'
  | 'originalRouting'
  | 'currentRouting'
  | 'advisor'
  | 'queue'
  | 'voiceCampaign';

/** The order that a sort names. Where it goes by names, it goes by those that there are now. */
export async function orderOf(
  db: Db,
  organisationId: string,
  sort: HistorySort,
): Promise<Order> {
  const down = sort.startsWith('-');
  const column = historyColumns.find((one) => sort === one || sort === `-${one}`)!; // what a sort is made of
  const order = await orders[column](db, organisationId);
  if (order.by !== 'place') return { ...order, down };
  return { ...order, down, places: down ? order.places.toReversed() : order.places };
}

type Upwards = Order extends infer One
  ? One extends Order
    ? Omit<One, 'down'>
    : never
  : never;

const orders: Record<
  HistoryColumn,
  (db: Db, organisationId: string) => Upwards | Promise<Upwards>
> = {
  start: () => ({ by: 'id' }),
  end: () => ({ by: 'value', column: 'ended_at', type: 'timestamptz' }),
  flow: listed('flow', 'flow', InteractionFlow.options),
  status: listed('status', 'status', InteractionStatus.options),
  direction: listed('direction', 'direction', ['incoming', 'outgoing']),
  'original-routing': listed('original_routing', 'originalRouting', ['smart', 'direct']),
  'current-routing': listed('current_routing', 'currentRouting', ['smart', 'direct']),
  advisor: async (db, organisationId) =>
    byName('advisor_id', 'uuid', 'advisor', await listNamed(db, 'users', organisationId)),
  queue: async (db, organisationId) =>
    byName('queue_id', 'uuid', 'queue', await listNamed(db, 'queues', organisationId)),
  contact: () => ({ by: 'value', column: 'contact_sort', type: 'text' }),
  'voice-campaign': async (db, organisationId) => {
    const names = await listVoiceCampaigns(db, organisationId);
    return byName(
      'voice_campaign',
      'text',
      'voiceCampaign',
      names.map((name) => ({ id: name, name })),
    );
  },
  checkpoints: async (db, organisationId) => ({
    by: 'place',
    column: 'checkpoint_count',
    type: 'integer',
    places: numbersTo(await readMostCheckpoints(db, organisationId)),
  }),
};

/** In the order of the contract. The keys count in letters, so that they compare as the places stand. */
function listed(column: string, chosen: ChosenBy, values: readonly string[]) {
  const places = values.map((value, index) => ({
    key: String.fromCharCode(97 + index),
    values: [value],
  }));
  return (): Upwards => ({ by: 'place', column, type: 'text', places, isWhole: true, chosen });
}

/** The keys are as long as the longest, so that they compare as numbers do. */
function numbersTo(most: number): Place[] {
  return Array.from({ length: most }, (_, index) => ({
    key: String(index + 1).padStart(9, '0'),
    values: [String(index + 1)],
  }));
}

function byName(
  column: string,
  type: 'text' | 'uuid',
  chosen: ChosenBy,
  named: readonly { id: string; name: string }[],
): Upwards {
  const places = [...Map.groupBy(named, ({ name }) => fold(name))]
    .map(([key, those]) => ({ key, values: those.map(({ id }) => id) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  return { by: 'place', column, type, places, chosen };
}

/** The places at and behind that of a cursor, and whether the first of them is the cursor's own. */
export function placesFrom(
  { places, down }: Extract<Order, { by: 'place' }>,
  key: string,
): { places: Place[]; isWithin: boolean } {
  const rest = places.filter((place) => (down ? place.key <= key : place.key >= key));
  return { places: rest, isWithin: rest[0]?.key === key };
}
