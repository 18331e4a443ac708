import { describe, expect, test } from 'vitest';
import { InteractionFlow } from '../../api-client/contract/flow.ts';
import {
  historyColumns,
  type HistoryColumn,
} from '../../api-client/contract/history-columns.ts';
import { InteractionStatus, type Interaction } from '../../api-client/contract/interaction.ts';
import { orderOf } from '../../api-client/history-order.ts';
import { idOf, rowOf, stopOf } from './rows.ts';

const named = (name: string) => ({ id: idOf(1), name });
const contact = (name: string | null, phone: string | null, email: string | null) => ({
  contact: { name, phone, email },
});
const stops = (number: number) => ({
  checkpoints: Array.from({ length: number }, (_, index) =>
    stopOf(index, index, '10:00:00.000'),
  ),
});
const end = (at: string | null) => ({ endedAt: at && `2026-11-20T${at}.000Z` });

interface Column {
  sort: HistoryColumn;
  /** Upwards; what shares a place stands as it began, newest first. */
  places: Partial<Interaction>[][];
  empty?: Partial<Interaction>;
}

const places = (values: Partial<Interaction>[]) => values.map((value) => [value, value]);

const columns: Column[] = [
  { sort: 'flow', places: places(InteractionFlow.options.map((flow) => ({ flow }))) },
  { sort: 'status', places: places(InteractionStatus.options.map((status) => ({ status }))) },
  { sort: 'direction', places: places([{ direction: 'incoming' }, { direction: 'outgoing' }]) },
  {
    sort: 'original-routing',
    places: places([{ originalRouting: 'smart' }, { originalRouting: 'direct' }]),
  },
  {
    sort: 'current-routing',
    places: places([{ currentRouting: 'smart' }, { currentRouting: 'direct' }]),
  },
  { sort: 'end', places: places([end('10:00:00'), end('10:00:01')]), empty: end(null) },
  {
    sort: 'advisor',
    places: [
      ...places([{ advisor: named('Anna') }]),
      [{ advisor: named('Éva') }, { advisor: named('EVA') }],
      ...places([{ advisor: named('zoé') }]),
    ],
    empty: { advisor: null },
  },
  {
    sort: 'queue',
    places: places([{ queue: named('a') }, { queue: named('B') }]),
    empty: { queue: null },
  },
  {
    sort: 'voice-campaign',
    places: places([{ voiceCampaign: 'autumn' }, { voiceCampaign: 'Spring' }]),
    empty: { voiceCampaign: null },
  },
  {
    sort: 'contact',
    places: places([
      contact(null, '+33', 'a@b.c'),
      contact('Anna', '+99', null),
      contact('émile', null, null),
      contact(null, null, 'x@y.z'),
    ]),
    empty: contact(null, null, null),
  },
  { sort: 'checkpoints', places: places([stops(1), stops(2)]), empty: stops(0) },
];

/** Rows as they are expected to be sorted, each older than the one before. */
function expected({ places, empty }: Column, isDown: boolean): Interaction[] {
  const groups = [
    ...(isDown ? places.toReversed() : places),
    ...(empty ? [[empty, empty]] : []),
  ];
  return groups.flat().map((some, index) => rowOf(index, some));
}

const numbersOf = (rows: Interaction[]) => rows.map(({ id }) => Number(id.slice(-12)));

describe.each(columns)('by $sort', (column) => {
  test.each([false, true])('downwards: %s', (isDown) => {
    const order = orderOf(isDown ? `-${column.sort}` : column.sort);
    const rows = expected(column, isDown);
    const right = numbersOf(rows);
    expect(numbersOf(order.sort(rows.toReversed()))).toEqual(right);
    expect(numbersOf(rows.toReversed().sort(order.compare))).toEqual(right);
    const newest = orderOf('-start').sort(rows);
    expect(numbersOf(order.sortNewest(newest))).toEqual(right);
  });
});

test('every column sorts', () => {
  const tested = [...columns.map(({ sort }) => sort), 'start'].sort();
  expect(tested).toEqual([...historyColumns].sort());
});

test('more names than are worth groups are sorted all the same', () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => {
    const name = index % 7 ? `Customer ${(index * 7919) % 1_500}` : null;
    return rowOf(index, contact(name, null, null));
  });
  for (const sort of ['contact', '-contact'] as const) {
    const right = numbersOf(rows.toSorted(orderOf(sort).compare));
    expect(numbersOf(orderOf(sort).sortNewest(rows))).toEqual(right);
  }
});

test('starts go both ways, and within an instant by id', () => {
  const startedAt = rowOf(1).startedAt;
  const rows = [rowOf(1, { startedAt }), rowOf(2, { startedAt }), rowOf(3)];
  expect(numbersOf(orderOf('-start').sort(rows))).toEqual([2, 1, 3]);
  expect(numbersOf(orderOf('start').sort(rows))).toEqual([3, 1, 2]);
  const newest = orderOf('-start').sort(rows);
  expect(numbersOf(orderOf('-start').sortNewest(newest))).toEqual([2, 1, 3]);
  expect(numbersOf(orderOf('start').sortNewest(newest))).toEqual([3, 1, 2]);
});
