import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../api-client/contract/change.ts';
import { InteractionStatus, type Interaction } from '../../api-client/contract/interaction.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { HistoryCount, HistorySort } from '../../api-client/contract/history.ts';
import { historyColumns } from '../../api-client/contract/history-columns.ts';
import { filterOf } from '../../api-client/history-filter.ts';
import type { HistoryList, Load } from '../../api-client/history-list.ts';
import { orderOf } from '../../api-client/history-order.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { idOf, phoneOf, rowOf, stopOf } from './rows.ts';
import { change, gone, listOf, page } from './history-list-parts.ts';

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
    this.list = listOf(query);
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
const linkOf = (number: number) => `${idOf(7)}.2.share.link-${number}`;
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
    routing: some(null, person('Welcome')),
    routingVersion: some(null, 2),
    links: fc.subarray([linkOf(1), linkOf(2)]),
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
    queue: some([person('Sales').id], ['none'], ['none', person('Sales').id]),
    routing: some(['none']),
    routingVersion: some([`${person('Welcome').id}.2`], [`${person('Welcome').id}.0`]),
    link: some([linkOf(1)], [linkOf(1), linkOf(2)]),
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
    checkpointOrder: some([`${idOf(20)}.${idOf(21)}`], [`${idOf(21)}.${idOf(20)}`]),
    withoutCheckpointOrder: some([`${idOf(20)}.${idOf(21)}`]),
    startedBefore: some(rowOf(3).startedAt),
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
