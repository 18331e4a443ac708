import { describe, expect, test } from 'vitest';
import { type Interaction } from '../../api-client/contract/interaction.ts';
import { phoneOf, rowOf } from './rows.ts';
import { change, gone, listOf, loaded, numbersOf, page } from './history-list-parts.ts';

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
    const list = listOf({ contact: phoneOf(1) });
    list.replace(list.begin(), page([rowOf(1)]));
    list.apply(change(rowOf(1, { revision: 2, contact: rowOf(2).contact })));
    expect(list.items).toEqual([]);
  });

  test('lets a row go that sorts behind its last page now, and takes it back with that page', () => {
    const list = listOf({ sort: 'status' });
    list.replace(list.begin(), page([rowOf(1, { status: 'waiting' }), rowOf(2)], 'more'));
    const later = rowOf(1, { revision: 2, status: 'aborted' });
    list.apply(change(later));
    expect(numbersOf(list)).toEqual([2]);
    list.extend(list.begin(), page([rowOf(3), later]));
    expect(numbersOf(list)).toEqual([2, 3, 1]);
  });

  test('goes on from where its last page ended, though the row that was there moved or is gone', () => {
    const list = listOf({ sort: 'status' });
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
    const list = listOf({ contact });
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
    const list = listOf({ contact });
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
  const list = listOf({});
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
