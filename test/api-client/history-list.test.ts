import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../api-client/contract/change.ts';
import { InteractionStatus, type Interaction } from '../../api-client/contract/interaction.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { HistoryCount, HistorySort } from '../../api-client/contract/history.ts';
import { historyColumns } from '../../api-client/contract/history-columns.ts';
import { filterOf } from '../../api-client/history-filter.ts';
import { HistoryList, type Load } from '../../api-client/history-list.ts';
import { orderOf } from '../../api-client/history-order.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { idOf, phoneOf, rowOf, stopOf } from './rows.ts';

const change = (interaction: Interaction): Change => ({
  kind: 'interaction',
  interactionId: interaction.id,
  interaction,
});
const gone = (number: number): Change => ({ kind: 'gone', interactionId: rowOf(number).id });
const page = (items: Interaction[], nextCursor: string | null = null) => ({
  items,
  nextCursor,
});
const numbersOf = ({ items }: HistoryList) => items.map(({ id }) => Number(id.slice(-12)));

function loaded(rows: Interaction[], nextCursor: string | null = null): HistoryList {
  const list = new HistoryList({});
  list.replace(list.begin(), page(rows, nextCursor));
  return list;
}

describe('a loaded history', () => {
  test('puts a new row in its place', () => {
    const list = loaded([rowOf(1), rowOf(3)]);
    list.apply(change(rowOf(2)));
    expect(numbersOf(list)).toEqual([1, 2, 3]);
  });

  test('orders rows of one instant by id, newest first', () => {
    const startedAt = rowOf(1).startedAt;
    const list = loaded([]);
    [1, 3, 2].forEach((number) => list.apply(change(rowOf(number, { startedAt }))));
    expect(numbersOf(list)).toEqual([3, 2, 1]);
  });

  test('keeps the copy with the greater revision', () => {
    const list = loaded([rowOf(1, { revision: 5 })]);
    list.apply(change(rowOf(1, { revision: 4, status: 'aborted' })));
    expect(list.items[0]?.status).toBe('in-progress');
    list.apply(change(rowOf(1, { revision: 6, status: 'aborted' })));
    expect(list.items[0]?.status).toBe('aborted');
  });

  test('leaves what is older than its last page to that page', () => {
    const list = loaded([rowOf(1), rowOf(2)], 'more');
    list.apply(change(rowOf(9)));
    expect(numbersOf(list)).toEqual([1, 2]);
  });

  test('lets a row go that no longer matches', () => {
    const list = new HistoryList({ contact: phoneOf(1) });
    list.replace(list.begin(), page([rowOf(1)]));
    list.apply(change(rowOf(1, { revision: 2, contact: rowOf(2).contact })));
    expect(list.items).toEqual([]);
  });

  test('lets a row go that sorts behind its last page now, and takes it back with that page', () => {
    const list = new HistoryList({ sort: 'status' });
    list.replace(list.begin(), page([rowOf(1, { status: 'waiting' }), rowOf(2)], 'more'));
    const later = rowOf(1, { revision: 2, status: 'aborted' });
    list.apply(change(later));
    expect(numbersOf(list)).toEqual([2]);
    list.extend(list.begin(), page([rowOf(3), later]));
    expect(numbersOf(list)).toEqual([2, 3, 1]);
  });

  test('goes on from where its last page ended, though the row that was there moved or is gone', () => {
    const list = new HistoryList({ sort: 'status' });
    list.replace(list.begin(), page([rowOf(1), rowOf(2)], 'more'));
    list.apply(change(rowOf(2, { revision: 2, status: 'waiting' })));
    list.apply(change(rowOf(3, { revision: 2, status: 'aborted' })));
    list.apply(change(rowOf(4, { revision: 2, status: 'waiting' })));
    expect(numbersOf(list)).toEqual([2, 4, 1]);
    list.apply(gone(2));
    list.apply(change(rowOf(0, { revision: 2 })));
    expect(numbersOf(list)).toEqual([4, 0, 1]);
  });
});

describe('a contact of whom only the server can tell whether it is the one', () => {
  const contact = `0${phoneOf(1).slice(3)}`;
  const begin = () => {
    const list = new HistoryList({ contact });
    list.replace(list.begin(), page([]));
    return list;
  };

  test('is asked about, once', () => {
    const list = begin();
    const row = rowOf(1);
    list.apply(change(row));
    expect(list.items).toEqual([]);
    expect(list.takeDoubtful()).toEqual([row]);
    list.learn([row], new Set([row.id]));
    expect(list.items).toEqual([row]);
    const next = rowOf(2, { contact: row.contact });
    list.apply(change(next));
    expect(list.items).toEqual([row, next]);
    expect(list.takeDoubtful()).toEqual([]);
  });

  test('is not shown when the server says no', () => {
    const list = begin();
    list.apply(change(rowOf(1)));
    list.learn([rowOf(1)], new Set());
    list.apply(change(rowOf(1, { revision: 2 })));
    expect(list.items).toEqual([]);
    expect(list.takeDoubtful()).toEqual([]);
  });

  test('is known by the rows that the server put there', () => {
    const list = new HistoryList({ contact });
    list.replace(list.begin(), page([rowOf(1)]));
    list.apply(change(rowOf(1, { revision: 2, status: 'processed' })));
    expect(list.items[0]?.status).toBe('processed');
    list.apply(change(rowOf(1, { revision: 3, contact: rowOf(2).contact })));
    expect(list.items).toEqual([]);
  });
});

describe('how many there are', () => {
  const counted = (count: number, isExact = true) => {
    const list = loaded([rowOf(1), rowOf(2)], 'more');
    list.beginCount()({ count, isExact });
    return list;
  };

  test('is what is loaded when that is all', () => {
    expect(loaded([rowOf(1)]).total).toEqual({ count: 1, isExact: true });
  });

  test('follows what comes and goes', () => {
    const list = counted(7);
    list.apply(change(rowOf(0)));
    expect(list.total).toEqual({ count: 8, isExact: true });
    list.apply(gone(2));
    list.apply(gone(0));
    expect(list.total).toEqual({ count: 6, isExact: true });
    expect(list.isTotalDoubtful).toBe(true);
  });

  test('stays when a row merely changes', () => {
    const list = counted(7);
    list.apply(change(rowOf(1, { revision: 2 })));
    expect(list.total?.count).toBe(7);
    expect(list.isTotalDoubtful).toBe(false);
  });

  test('is asked for again when it is not known whether a row was counted', () => {
    const list = counted(7);
    list.apply(gone(5));
    expect(list.total?.count).toBe(7);
    expect(list.isTotalDoubtful).toBe(true);
    list.beginCount()({ count: 6, isExact: true });
    expect(list.isTotalDoubtful).toBe(false);
  });

  test('is asked for again when something came while it was counted', () => {
    const list = counted(7);
    const answer = list.beginCount();
    list.apply(change(rowOf(0)));
    answer({ count: 8, isExact: true });
    expect(list.isTotalDoubtful).toBe(true);
  });

  test('is not followed where nobody counts so far', () => {
    const list = counted(10_000, false);
    list.apply(change(rowOf(0)));
    expect(list.total).toEqual({ count: 10_000, isExact: false });
    expect(list.isTotalDoubtful).toBe(false);
  });
});

test('one change among 20,000 rows is one search by halves', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => rowOf(index));
  const list = loaded(rows);
  let read = 0;
  const watched = new Proxy(rowOf(10_000, { revision: 2 }), {
    get(target, key: keyof Interaction) {
      if (key === 'startedAt') read++;
      return target[key];
    },
  });
  list.apply(change(watched));
  expect(list.items[10_000]).toBe(watched);
  expect(read).toBeLessThan(100);
});

describe('an answer that is older than what the feed told', () => {
  test('does not undo a change', () => {
    const list = loaded([rowOf(1)]);
    const load = list.begin();
    list.apply(change(rowOf(1, { revision: 2 })));
    list.replace(load, page([rowOf(1)]));
    expect(list.items[0]?.revision).toBe(2);
  });

  test('does not bring back what is gone', () => {
    const list = loaded([rowOf(1)]);
    const load = list.begin();
    list.apply(gone(1));
    list.replace(load, page([rowOf(1)]));
    expect(list.items).toEqual([]);
  });

  test('does not lose a row of the page behind', () => {
    const list = loaded([rowOf(1)], 'more');
    const load = list.begin();
    list.apply(change(rowOf(3)));
    list.extend(load, page([rowOf(2), rowOf(4)]));
    expect(numbersOf(list)).toEqual([1, 2, 3, 4]);
  });

  test('is not taken for the next page when everything was loaded anew meanwhile', () => {
    const list = loaded([rowOf(1)], 'more');
    const older = list.begin();
    list.replace(list.begin(), page([rowOf(1)], 'more'));
    list.extend(older, page([rowOf(2)]));
    expect(numbersOf(list)).toEqual([1]);
  });
});

test('a load takes the place of everything: what is not in it is no more', () => {
  const list = loaded([rowOf(1), rowOf(2)]);
  const before = list.items;
  list.replace(list.begin(), page([rowOf(2)]));
  expect(numbersOf(list)).toEqual([2]);
  expect(list.findMissing(before)).toEqual([rowOf(1)]);
});

test('rows of the cache that lie behind the first page are not said to be missing', () => {
  const list = new HistoryList({});
  list.showCached([rowOf(1), rowOf(2), rowOf(3)]);
  const before = list.items;
  list.replace(list.begin(), page([rowOf(2)], 'more'));
  expect(list.findMissing(before)).toEqual([rowOf(1)]);
});

describe('rows of the cache behind what is loaded', () => {
  test('are shown until the page from there comes', () => {
    const list = loaded([rowOf(1), rowOf(2)], 'more');
    list.showCached([rowOf(3), rowOf(4)]);
    expect(numbersOf(list)).toEqual([1, 2, 3, 4]);
    expect(list.hasCached).toBe(true);
    list.extend(list.begin(), page([rowOf(4)]));
    expect(numbersOf(list)).toEqual([1, 2, 4]);
    expect(list.isComplete).toBe(true);
  });
});

/**
 * A server with a few interactions, a feed that lags behind what was committed, and loads and counts whose answer was
 * taken at some moment and arrives at a later one.
 */
class Model {
  readonly rows = new Map<number, Interaction>();
  readonly feed: Change[] = [];
  readonly query: HistoryQuery;
  readonly list: HistoryList;
  readonly edges: Interaction[] = [];
  #told = 0;
  #load: { load: Load; cursor: string | null; answer?: Page<Interaction> } | undefined;
  #count: { take: (count: HistoryCount) => void; answer?: number } | undefined;
  #revision = 1;

  constructor(query: HistoryQuery) {
    this.query = query;
    this.list = new HistoryList(query);
  }

  write(number: number, changes: Partial<Interaction>): void {
    const known = this.rows.get(number);
    const row = rowOf(number, { ...known, ...changes, revision: ++this.#revision });
    this.rows.set(number, row);
    this.feed.push(change(row));
  }

  hide(number: number): void {
    if (this.rows.delete(number)) this.feed.push(gone(number));
  }

  tell(): void {
    const next = this.feed[this.#told];
    if (!next) return;
    this.#told++;
    this.list.apply(next);
  }

  ask(isFirst: boolean): void {
    const cursor = isFirst ? null : this.list.nextCursor;
    if (this.#load || (!isFirst && cursor === null)) return;
    this.#load = { load: this.list.begin(), cursor };
  }

  askCount(): void {
    this.#count ??= { take: this.list.beginCount() };
  }

  serve(): void {
    if (this.#count) this.#count.answer ??= this.matching().length;
    if (!this.#load || this.#load.answer) return;
    const { cursor } = this.#load;
    const matching = cursor === null ? this.matching() : this.behind(cursor);
    const items = matching.slice(0, 2);
    const more = matching.length > items.length;
    this.#load.answer = page(items, more ? String(this.edges.push(items.at(-1)!) - 1) : null);
  }

  receive(): void {
    if (this.#count?.answer !== undefined) {
      this.#count.take({ count: this.#count.answer, isExact: true });
      this.#count = undefined;
    }
    if (!this.#load?.answer) return;
    const { load, cursor, answer } = this.#load;
    if (cursor === null) this.list.replace(load, answer);
    else this.list.extend(load, answer);
    this.#load = undefined;
  }

  matching(): Interaction[] {
    const test = filterOf(this.query);
    return [...this.rows.values()].filter(test).sort(orderOf(this.query.sort).compare);
  }

  behind(cursor: string): Interaction[] {
    const { compare } = orderOf(this.query.sort);
    return this.matching().filter((row) => compare(row, this.edges[Number(cursor)]!) > 0);
  }

  settle(): void {
    this.serve();
    this.receive();
    while (this.#told < this.feed.length) this.tell();
  }
}

const some = <Value>(...values: Value[]) => fc.constantFrom(...values);
const person = (name: string) => ({ id: idOf(name.length), name });
const changes: fc.Arbitrary<Partial<Interaction>> = fc.record(
  {
    status: some(...InteractionStatus.options),
    direction: some('incoming' as const, 'outgoing' as const),
    currentRouting: some('smart' as const, 'direct' as const),
    advisor: some(null, person('Anna'), person('Émile')),
    participantIds: fc.subarray([idOf(4), idOf(5)]),
    queue: some(null, person('Sales')),
    voiceCampaign: some(null, 'Spring', 'autumn'),
    contact: some(rowOf(1).contact, rowOf(2).contact, {
      name: 'Zoé',
      phone: null,
      email: null,
    }),
    endedAt: some(null, rowOf(1).startedAt, rowOf(2).startedAt),
    card: some(null, { crmId: idOf(1), id: '1', label: 'Card', address: null }),
    tags: fc.subarray(['vip', 'late']),
    templateIds: fc.subarray([idOf(30)]),
    checkpoints: fc.subarray([stopOf(20, 1, '10:00:00.000'), stopOf(21, 2, '10:05:00.000')]),
  },
  { requiredKeys: [] },
);

const filter: fc.Arbitrary<HistoryQuery> = fc.record(
  {
    status: fc.subarray([...InteractionStatus.options], { minLength: 1 }),
    direction: some(['incoming' as const]),
    currentRouting: some(['smart' as const]),
    advisor: some([person('Anna').id]),
    participant: some([idOf(4)], [idOf(4), idOf(5)]),
    queue: some([person('Sales').id]),
    voiceCampaign: some(['Spring']),
    contact: some(phoneOf(1), 'customer2@example.com'),
    search: some('zoe', 'customer', '12 000 001'),
    from: some(rowOf(6).startedAt),
    to: some(rowOf(2).startedAt),
    endedFrom: some(rowOf(1).startedAt),
    crmRecord: some('linked' as const, 'none' as const),
    tag: some(['vip']),
    template: some([idOf(30)]),
    id: some([1, 2, 3, 4].map(idOf)),
    checkpoint: some([idOf(20)], [idOf(20), idOf(21)]),
    withoutCheckpoint: some([idOf(21)]),
    checkpointSequence: some([`${idOf(20)}.${idOf(21)}.5`], [`${idOf(20)}.${idOf(21)}.4`]),
  },
  { requiredKeys: [] },
);
/** Most filters of many fields find nothing: mostly one or two are tried together. */
const fewFields = fc
  .tuple(filter, fc.nat({ max: 2 }), fc.nat())
  .map(([query, number, turn]) => {
    const fields = Object.entries(query);
    const from = fields.length ? turn % fields.length : 0;
    return Object.fromEntries(
      [...fields.slice(from), ...fields.slice(0, from)].slice(0, number),
    );
  });
const sort: fc.Arbitrary<HistorySort> = fc
  .tuple(some('', '-'), some(...historyColumns))
  .map(([sign, column]) => `${sign}${column}` as HistorySort);

const number = fc.integer({ min: 1, max: 8 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: some('write' as const), number, changes }) },
  { weight: 1, arbitrary: fc.record({ kind: some('hide' as const), number }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: some('tell', 'serve', 'receive', 'first', 'more', 'count') }),
  },
);

function take(model: Model, one: typeof step extends fc.Arbitrary<infer Step> ? Step : never) {
  if (one.kind === 'write' && 'changes' in one) model.write(one.number, one.changes);
  else if (one.kind === 'hide' && 'number' in one) model.hide(one.number);
  else if (one.kind === 'first' || one.kind === 'more') model.ask(one.kind === 'first');
  else if (one.kind === 'count') model.askCount();
  else if (one.kind === 'tell' || one.kind === 'serve' || one.kind === 'receive')
    model[one.kind]();
}

test('however loads and changes cross, under any filter and sort it ends as the server has it', () => {
  const steps = fc.array(step, { maxLength: 60 });
  const property = fc.property(fewFields, sort, steps, (filter, sort, steps) => {
    const model = new Model({ ...filter, sort });
    model.ask(true);
    steps.forEach((one) => take(model, one));
    model.settle();
    const { list } = model;
    const expected = model.matching();
    const isComplete = list.nextCursor === null;
    const behind = isComplete ? [] : model.behind(list.nextCursor!);
    expect(list.isComplete).toBe(isComplete);
    expect(list.items).toEqual(expected.slice(0, expected.length - behind.length));
    if (list.total && !list.isTotalDoubtful)
      expect(list.total).toEqual({ count: expected.length, isExact: true });
    model.askCount();
    model.settle();
    expect(list.total).toEqual({ count: expected.length, isExact: true });
    expect(list.isTotalDoubtful).toBe(false);
  });
  const seed = Date.now() & 0x7fffffff;
  console.info(`history-list: seed ${seed}`);
  fc.assert(property, { seed, numRuns: 5000 });
});
