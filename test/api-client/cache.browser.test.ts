import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cache } from '../../api-client/cache.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { dropDatabase } from '../../api-client/storage-guard.ts';
import type { InteractionData } from '../../api-client/waypost.ts';
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
const read = async (query = {}, limit = 50) => numbersOf(await cache.readRows(query, limit));

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
    await cache.writePage([rowOf(3), rowOf(1), rowOf(2)]);
    expect(await read({}, 2)).toEqual([1, 2]);
  });

  test('is there for the next page that opens it', async () => {
    await cache.writePage([rowOf(1)]);
    await cache.writeDetails(detailsOf(1));
    cache.close();
    cache = open();
    expect(await read()).toEqual([1]);
    expect(await cache.readDetails(rowOf(1).id)).toEqual(detailsOf(1));
  });

  test('is never replaced by an older copy', async () => {
    await cache.writePage([rowOf(1, { revision: 5 })]);
    await cache.writePage([rowOf(1, { revision: 4 })]);
    expect((await cache.readRows({}, 1))[0]?.revision).toBe(5);
    await cache.writeDetails(detailsOf(1, { revision: 5 }));
    await cache.writeDetails(detailsOf(1, { revision: 4 }));
    expect((await cache.readDetails(rowOf(1).id))?.interaction.revision).toBe(5);
  });

  test('is found by the contact, among thousands', async () => {
    await cache.writePage(rows(1, 5000));
    expect(await read({ contact: phoneOf(4000) })).toEqual([4000]);
    expect(await read({ contact: `0${phoneOf(4000).slice(3)}` })).toEqual([4000]);
    expect(await read({ contact: 'CUSTOMER4000@example.com' })).toEqual([4000]);
    expect(await read({ contact: '+44999' })).toEqual([]);
  });

  test('is found by a part of the contact, and in a period', async () => {
    await cache.writePage(rows(1, 30));
    expect(await read({ search: 'customer12@' })).toEqual([12]);
    const period = { from: rowOf(5).startedAt, to: rowOf(3).startedAt };
    expect(await read(period)).toEqual([4, 5]);
  });

  test('goes where a load showed it to be no more', async () => {
    await cache.writePage(rows(1, 3));
    await cache.writeDetails(detailsOf(2));
    await cache.writePage([rowOf(1)], [rowOf(2).id]);
    expect(await read()).toEqual([1, 3]);
    expect(await cache.readDetails(rowOf(2).id)).toBeUndefined();
  });

  test('goes when the user does not see it any more', async () => {
    await cache.writePage(rows(1, 2));
    await cache.forget(rowOf(1).id);
    expect(await read()).toEqual([2]);
  });
});

describe('the feed', () => {
  beforeEach(async () => {
    await cache.reset('a');
    await cache.writePage(rows(1, 2));
  });

  test('writes its rows together with the cursor that covers them', async () => {
    const interaction = rowOf(1, { revision: 2, tags: ['vip'] });
    const items = [
      { kind: 'interaction' as const, interactionId: interaction.id, interaction },
      { kind: 'gone' as const, interactionId: rowOf(2).id },
    ];
    await cache.writeChanges(items, 'a', 'b');
    expect(await cache.readRows({}, 9)).toEqual([interaction]);
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
      if (this.name === 'rows') throw new DOMException('broken', 'DataError');
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
    await cache.writePage([rowOf(1), rowOf(2, { startedAt })]);
    await cache.writeDetails(detailsOf(2, { startedAt }));
    await cache.trim();
    expect(await read()).toEqual([1]);
    expect(await cache.readDetails(rowOf(2).id)).toBeUndefined();
  });

  test('lets the least recently used go first', async () => {
    const hour = 3_600_000;
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now - 2 * hour);
    await cache.writePage(rows(1, 3));
    clock.mockReturnValue(now - hour);
    await cache.writePage(rows(4, 5));
    clock.mockReturnValue(now);
    await cache.readRows({ contact: phoneOf(1) }, 1);
    await vi.waitFor(async () => {
      await cache.trim(3, 0);
      expect(await read()).toEqual([1, 4, 5]);
    });
  });

  test('holds twenty thousand', { timeout: 60_000 }, async () => {
    await cache.writePage(rows(1, 20_001));
    expect(await read({}, 30_000)).toHaveLength(20_000);
  });
});

describe('broken storage', () => {
  const works = async (one: Cache) => {
    await one.writePage([rowOf(1)]);
    await one.writeChanges([], 'a', 'b');
    await one.reset('c');
    await one.trim();
    expect(await one.readRows({}, 1)).toEqual([]);
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
    const rowsRead = one.readRows({}, 1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await rowsRead).toEqual([]);
    expect(one.isKept).toBe(false);
    vi.useRealTimers();
  });

  test('whose handle was lost is opened again', async () => {
    await cache.writePage([rowOf(1)]);
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

  test('that is full gives up its least used half', async () => {
    await cache.writePage(rows(1, 10));
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
    await cache.writePage([rowOf(11)]);
    expect(await read()).toEqual([6, 7, 8, 9, 10, 11]);
    expect(cache.isKept).toBe(true);
  });

  test('that stays full is told, and the page goes on', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await works(cache);
  });

  test('that another tab takes away is let go', async () => {
    await cache.writePage([rowOf(1)]);
    await dropDatabase(name);
    await expect.poll(() => cache.isKept).toBe(false);
    expect(await read()).toEqual([]);
  });
});
