import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cache } from '../../api-client/cache.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { dropDatabase } from '../../api-client/storage-guard.ts';
import type { HistoryQuery, InteractionData } from '../../api-client/waypost.ts';
import { phoneOf, rowOf } from './rows.ts';

let name: string;
let cache: Cache;
const onBroken = vi.fn();
const opened: Cache[] = [];

function open(): Cache {
  const one = new Cache(name, onBroken);
  opened.push(one);
  return one;
}

beforeEach(() => {
  name = `cache ${crypto.randomUUID()}`;
  onBroken.mockReset();
  cache = open();
});

afterEach(async () => {
  vi.restoreAllMocks();
  opened.splice(0).forEach((one) => one.close());
  await dropDatabase(name);
});

const numbersOf = (rows: Interaction[]) => rows.map(({ id }) => Number(id.slice(-12)));
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => rowOf(from + index));
const find = async (query: HistoryQuery, limit: number, one = cache) =>
  (await one.find(query, { limit }))?.rows ?? [];
const write = (rows: Interaction[], phantoms: Interaction[] = []) =>
  cache.writePage({ rows, phantoms });
const read = async (query = {}, limit = 50) => numbersOf(await find(query, limit));

function detailsOf(number: number, changes: Partial<Interaction> = {}): InteractionData {
  const interaction = {
    ...rowOf(number, changes),
    participants: [],
    variables: {},
    run: null,
    case: null,
    card: null,
  };
  return { interaction, messages: [] };
}

describe('what was written', () => {
  test('is read newest first, as many as are asked for', async () => {
    await write([rowOf(3), rowOf(1), rowOf(2)]);
    expect(await read({}, 2)).toEqual([1, 2]);
  });

  test('is there for the next page that opens it', async () => {
    await write([rowOf(1)]);
    await cache.writeDetails(detailsOf(1));
    cache.close();
    cache = open();
    expect(await read()).toEqual([1]);
    expect(await cache.readDetails(rowOf(1).id)).toEqual(detailsOf(1));
  });

  test('is never replaced by an older copy', async () => {
    await write([rowOf(1, { revision: 5 })]);
    await write([rowOf(1, { revision: 4 })]);
    expect((await find({}, 1))[0]?.revision).toBe(5);
    await cache.writeDetails(detailsOf(1, { revision: 5 }));
    await cache.writeDetails(detailsOf(1, { revision: 4 }));
    expect((await cache.readDetails(rowOf(1).id))?.interaction.revision).toBe(5);
  });

  test('is found by the contact, among thousands', async () => {
    await write(rows(1, 5000));
    expect(await read({ contact: phoneOf(4000) })).toEqual([4000]);
    expect(await read({ contact: `0${phoneOf(4000).slice(3)}` })).toEqual([4000]);
    expect(await read({ contact: 'CUSTOMER4000@example.com' })).toEqual([4000]);
    expect(await read({ contact: '+44999' })).toEqual([]);
  });

  test('is found by a part of the contact, and in a period', async () => {
    await write(rows(1, 30));
    expect(await read({ search: 'customer12@' })).toEqual([12]);
    const period = { from: rowOf(5).startedAt, to: rowOf(3).startedAt };
    expect(await read(period)).toEqual([4, 5]);
  });

  test('goes where a load showed it to be no more', async () => {
    await write(rows(1, 3));
    await write([rowOf(1)], [rowOf(2)]);
    expect(await read()).toEqual([1, 3]);
  });

  test('goes when the user does not see it any more', async () => {
    await write(rows(1, 2));
    await cache.forget([rowOf(1).id]);
    expect(await read()).toEqual([2]);
  });
});

describe('the feed', () => {
  beforeEach(async () => {
    await cache.reset('a');
    await write(rows(1, 2));
  });

  test('writes its rows together with the cursor that covers them', async () => {
    const interaction = rowOf(1, { revision: 2, tags: ['vip'] });
    const items = [
      { kind: 'interaction' as const, interactionId: interaction.id, interaction },
      { kind: 'gone' as const, interactionId: rowOf(2).id },
    ];
    await cache.writeChanges(items, 'a', 'b');
    expect(await find({}, 9)).toEqual([interaction]);
    expect((await cache.readCoverage())?.cursor).toBe('b');
  });

  test('that skipped something makes the cache begin anew: no row may be older than the cursor', async () => {
    const interaction = rowOf(3);
    const items = [
      { kind: 'interaction' as const, interactionId: interaction.id, interaction },
    ];
    await cache.writeChanges(items, 'x', 'y');
    expect(await read()).toEqual([3]);
    expect((await cache.readCoverage())?.cursor).toBe('y');
  });

  test('moves no cursor when its rows could not be written', async () => {
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === 'packs') throw new DOMException('broken', 'DataError');
      return put.apply(this, given);
    });
    const interaction = rowOf(3);
    const items = [
      { kind: 'interaction' as const, interactionId: interaction.id, interaction },
    ];
    await cache.writeChanges(items, 'a', 'b');
    expect(cache.isKept).toBe(false);
    vi.restoreAllMocks();
    cache = open();
    expect(await read()).toEqual([1, 2]);
    expect((await cache.readCoverage())?.cursor).toBe('a');
  });

  test('with a cursor too old empties the cache', async () => {
    await cache.reset('z');
    expect(await read()).toEqual([]);
    expect((await cache.readCoverage())?.cursor).toBe('z');
  });
});

describe('trimming', () => {
  test('leaves nothing older than three months', async () => {
    const old = new Date();
    old.setMonth(old.getMonth() - 3);
    const startedAt = new Date(old.getTime() - 1).toISOString();
    await write([rowOf(1), rowOf(2, { startedAt })]);
    await cache.writeDetails(detailsOf(2, { startedAt }));
    await cache.trim();
    expect(await read()).toEqual([1]);
    expect(await cache.readDetails(rowOf(2).id)).toBeUndefined();
  });

  test('lets the least recently used go first, and of those the oldest', async () => {
    const hour = 3_600_000;
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now - 2 * hour);
    await write(rows(1, 1000));
    clock.mockReturnValue(now);
    await read({ contact: phoneOf(1000) }, 1);
    await read({}, 1);
    await vi.waitFor(async () => {
      await cache.trim(500, 0);
      const kept = await read({}, 1000);
      expect(kept).toHaveLength(500);
      expect([kept[0], kept.at(-1)]).toEqual([1, 1000]);
    });
  });

  test('holds a hundred thousand', { timeout: 60_000 }, async () => {
    for (let from = 1; from <= 100_000; from += 1_000) await write(rows(from, from + 999));
    await write([rowOf(100_001)]);
    await cache.trim();
    expect(await cache.countRows()).toBe(100_000);
    expect(await read({ from: rowOf(100_001).startedAt, to: rowOf(99_998).startedAt })).toEqual(
      [99_999, 100_000],
    );
  });
});

describe('any filter and any sort', () => {
  const advisor = (name: string) => ({ advisor: { id: rowOf(name.length).id, name } });
  const fetched = async (query: HistoryQuery, after?: Interaction, limit = 2) =>
    numbersOf((await cache.find(query, { limit, after }))?.rows ?? []);

  beforeEach(async () => {
    await write([
      rowOf(1, { status: 'processed', ...advisor('Émile') }),
      rowOf(2, { tags: ['vip'], ...advisor('Zoé') }),
      rowOf(3, { status: 'processed', ...advisor('anna') }),
      rowOf(4, { status: 'processed' }),
    ]);
  });

  test('are found in what is kept, page by page, with how many there are', async () => {
    const query: HistoryQuery = { status: ['processed'], sort: 'advisor' };
    const found = await cache.find(query, { limit: 2 });
    expect(found?.total).toBe(3);
    expect(numbersOf(found!.rows)).toEqual([3, 1]);
    expect(await fetched(query, found?.rows.at(-1))).toEqual([4]);
    expect(await fetched({ tag: ['vip'] })).toEqual([2]);
    expect(await fetched({ search: 'customer4@' })).toEqual([4]);
    expect(await fetched({ contact: `0${phoneOf(4).slice(3)}`, sort: 'end' })).toEqual([4]);
  });

  test('follow what is written and told since', async () => {
    const query: HistoryQuery = { status: ['processed'] };
    expect(await fetched(query, undefined, 9)).toEqual([1, 3, 4]);
    const interaction = rowOf(2, { revision: 2, status: 'processed' });
    cache.hear([
      { kind: 'interaction', interactionId: interaction.id, interaction },
      { kind: 'gone', interactionId: rowOf(3).id },
    ]);
    await write([rowOf(5, { status: 'processed' })]);
    expect(await fetched(query, undefined, 9)).toEqual([1, 2, 4, 5]);
    await cache.forget([rowOf(1).id]);
    expect(await fetched(query, undefined, 9)).toEqual([2, 4, 5]);
  });

  test('find nothing of what the user may see no more', async () => {
    expect(await fetched({ tag: ['vip'] })).toEqual([2]);
    cache.hear([{ kind: 'access' }]);
    await cache.reset();
    expect(await fetched({ tag: ['vip'] })).toEqual([]);
  });

  test('are given up when the server answers first', async () => {
    const signal = AbortSignal.abort();
    expect(await cache.find({ tag: ['vip'] }, { limit: 1, signal })).toBeUndefined();
    expect(cache.isKept).toBe(true);
    expect(await fetched({ tag: ['vip'] })).toEqual([2]);
  });
});

describe('a page that is older than what was told since', () => {
  test('does not bring back what is gone', async () => {
    cache.hear([{ kind: 'gone', interactionId: rowOf(1).id }]);
    await write(rows(1, 2));
    expect(await read()).toEqual([2]);
  });

  test('is not kept when everything was let go', async () => {
    const epoch = await cache.readEpoch();
    await cache.reset();
    await cache.writePage({ rows: [rowOf(1)], epoch });
    expect(await read()).toEqual([]);
    await cache.writePage({ rows: [rowOf(1)], epoch: epoch + 1 });
    expect(await read()).toEqual([1]);
  });

  test('takes no row away that is newer than what it missed', async () => {
    await write([rowOf(1, { revision: 2 }), rowOf(2)]);
    await write([], [rowOf(1, { revision: 1 }), rowOf(2)]);
    expect(await read()).toEqual([1]);
  });
});

describe('how much is kept', () => {
  test('is told', async () => {
    expect(await cache.readKept({})).toBeUndefined();
    await write(rows(1, 3));
    expect(await cache.readKept({})).toEqual({ since: null, isWhole: false });
    const since = rowOf(3).startedAt;
    await cache.writePage({ rows: [], whole: { since } });
    expect(await cache.readKept({})).toEqual({ since, isWhole: true });
    expect(await cache.readKept({ from: rowOf(2).startedAt })).toEqual({
      since: null,
      isWhole: true,
    });
    await cache.writePage({ rows: [], whole: { since: null } });
    expect(await cache.readKept({})).toEqual({ since: null, isWhole: true });
  });

  test('is less when rows had to go', async () => {
    await cache.writePage({ rows: rows(1, 600), whole: { since: null } });
    await cache.trim(300, 0);
    const kept = await read({}, 1000);
    const { since } = (await cache.readKept({}))!;
    expect(kept).toHaveLength(300);
    expect(since! > rowOf(kept.at(-1)! + 1).startedAt).toBe(true);
    expect(since! <= rowOf(kept.at(-1)!).startedAt).toBe(true);
  });

  test('is nothing when changes were missed', async () => {
    await cache.reset('a');
    await cache.writePage({ rows: rows(1, 3), whole: { since: null } });
    await cache.writeChanges([], 'x', 'y');
    expect(await cache.readKept({})).toBeUndefined();
  });
});

test('a cache of the first version is replaced by an empty one', async () => {
  await dropDatabase(name);
  name = `cache ${crypto.randomUUID()}`;
  const former = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('rows', { keyPath: 'id' }).add({ id: '1' });
      request.result.createObjectStore('details', { keyPath: 'id' }).createIndex('age', 'age');
      request.result.createObjectStore('coverage').add({ cursor: 'a' }, 'coverage');
    };
    request.onsuccess = () => resolve(request.result);
  });
  former.onversionchange = () => former.close(); // as a tab that still runs the former version does
  onBroken.mockReset();
  cache = open();
  expect(await cache.readCoverage()).toBeUndefined();
  await write(rows(1, 2));
  expect(await read()).toEqual([1, 2]);
  expect(onBroken).not.toHaveBeenCalled();
});

describe('broken storage', () => {
  const works = async (one: Cache) => {
    await one.writePage({ rows: [rowOf(1)] });
    await one.writeChanges([], 'a', 'b');
    await one.reset('c');
    await one.trim();
    expect(await find({}, 1, one)).toEqual([]);
    expect(await one.readDetails(rowOf(1).id)).toBeUndefined();
    expect(one.isKept).toBe(false);
    expect(onBroken).toHaveBeenCalledOnce();
    one.close();
  };

  test('that cannot be opened is told once, and nothing else happens', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    await works(open());
  });

  test('that is not there at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const one = open();
    await one.readCoverage();
    vi.unstubAllGlobals();
    await works(one);
  });

  test('that another tab holds and does not let go', async () => {
    await dropDatabase(name);
    name = `cache ${crypto.randomUUID()}`;
    const held = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.onsuccess = () => resolve(request.result);
    });
    indexedDB.deleteDatabase(name); // waits for the tab that holds it, and whoever opens waits behind it
    onBroken.mockReset();
    await works(open());
    held.close();
  });

  test('that never answers is not waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      return Object.assign(Object.create(IDBRequest.prototype) as IDBOpenDBRequest, {
        addEventListener() {},
      });
    });
    const one = new Cache(name, onBroken);
    const rowsRead = one.find({}, { limit: 1 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await rowsRead)?.rows).toEqual([]);
    expect(one.isKept).toBe(false);
    vi.useRealTimers();
  });

  test('whose handle was lost is opened again', async () => {
    await write([rowOf(1)]);
    const transaction = IDBDatabase.prototype.transaction;
    let lost = false;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...given
    ) {
      if (!lost) {
        lost = true;
        this.close();
      }
      return transaction.apply(this, given);
    });
    expect(await read()).toEqual([1]);
    expect(cache.isKept).toBe(true);
  });

  test('that is full gives up half, the least used and oldest', async () => {
    await write(rows(1, 10));
    const put = IDBObjectStore.prototype.put;
    let isFull = true;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (!isFull) return put.apply(this, given);
      isFull = false;
      throw new DOMException('full', 'QuotaExceededError');
    });
    await write([rowOf(11)]);
    expect(await read()).toEqual([1, 2, 3, 4, 5, 11]);
    expect(cache.isKept).toBe(true);
  });

  test('that stays full is told, and the page goes on', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await works(cache);
  });

  test('that another tab takes away is let go', async () => {
    await write([rowOf(1)]);
    await dropDatabase(name);
    await expect.poll(() => cache.isKept).toBe(false);
    expect(await read()).toEqual([]);
  });
});
