import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../api-client/contract/change.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import { matchesQuery } from '../../api-client/contact-match.ts';
import { byNewest, HistoryList, type Load } from '../../api-client/history-list.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { phoneOf, rowOf } from './rows.ts';

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

  test('keeps a row that the server put there, though the client cannot tell why', () => {
    const list = new HistoryList({ contact: '(local 12)' });
    list.replace(list.begin(), page([rowOf(1)]));
    list.apply(change(rowOf(1, { revision: 2, status: 'processed' })));
    expect(list.items[0]?.status).toBe('processed');
  });
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
  expect(list.findMissing(before)).toEqual([rowOf(1).id]);
});

test('rows of the cache that lie behind the first page are not said to be missing', () => {
  const list = new HistoryList({});
  list.showCached([rowOf(1), rowOf(2), rowOf(3)]);
  const before = list.items;
  list.replace(list.begin(), page([rowOf(2)], 'more'));
  expect(list.findMissing(before)).toEqual([rowOf(1).id]);
});

/**
 * A server with a few interactions, a feed that lags behind what was committed, and loads whose answer was
 * taken at some moment and arrives at a later one.
 */
class Model {
  readonly rows = new Map<number, Interaction>();
  readonly feed: Change[] = [];
  readonly query: HistoryQuery;
  readonly list: HistoryList;
  #told = 0;
  #load: { load: Load; isFirst: boolean; answer?: Page<Interaction> } | undefined;
  #revision = 1;

  constructor(query: HistoryQuery) {
    this.query = query;
    this.list = new HistoryList(query);
  }

  write(number: number, contact: number): void {
    const row = rowOf(number, { revision: ++this.#revision, contact: rowOf(contact).contact });
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
    if (this.#load || (!isFirst && this.list.nextCursor === null)) return;
    this.#load = { load: this.list.begin(), isFirst };
  }

  serve(): void {
    if (!this.#load || this.#load.answer) return;
    const behind = this.#load.isFirst ? null : Number(this.list.nextCursor);
    const matching = this.matching().filter((row) => behind === null || numberOf(row) > behind);
    const items = matching.slice(0, 2);
    const more = matching.length > items.length;
    this.#load.answer = page(items, more ? String(numberOf(items.at(-1)!)) : null);
  }

  receive(): void {
    if (!this.#load?.answer) return;
    const { load, isFirst, answer } = this.#load;
    if (isFirst) this.list.replace(load, answer);
    else this.list.extend(load, answer);
    this.#load = undefined;
  }

  matching(): Interaction[] {
    return [...this.rows.values()]
      .filter((row) => matchesQuery(this.query, row))
      .sort(byNewest);
  }

  settle(): void {
    this.serve();
    this.receive();
    while (this.#told < this.feed.length) this.tell();
  }
}

const numberOf = ({ id }: Interaction) => Number(id.slice(-12));

const number = fc.integer({ min: 1, max: 8 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    number,
    contact: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({ kind: fc.constant('hide' as const), number }),
  fc.record({ kind: fc.constantFrom('tell', 'serve', 'receive', 'first', 'more') }),
);

function take(model: Model, one: typeof step extends fc.Arbitrary<infer Step> ? Step : never) {
  if (one.kind === 'write' && 'contact' in one) model.write(one.number, one.contact);
  else if (one.kind === 'hide' && 'number' in one) model.hide(one.number);
  else if (one.kind === 'first' || one.kind === 'more') model.ask(one.kind === 'first');
  else if (one.kind === 'tell' || one.kind === 'serve' || one.kind === 'receive')
    model[one.kind]();
}

test.each([{}, { contact: phoneOf(1) }])(
  'however loads and changes cross, %j ends as the server has it',
  (query) => {
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const model = new Model(query);
      model.ask(true);
      steps.forEach((one) => take(model, one));
      model.settle();
      const { list } = model;
      const expected = model.matching();
      const shown = list.isComplete ? expected : expected.slice(0, list.items.length);
      expect(list.items).toEqual(shown);
      if (!list.isComplete && list.nextCursor !== null)
        expect(expected.filter((row) => numberOf(row) <= Number(list.nextCursor))).toEqual(
          shown,
        );
    });
    const seed = Date.now() & 0x7fffffff;
    console.info(`history-list: seed ${seed}`);
    fc.assert(property, { seed, numRuns: 2000 });
  },
);
