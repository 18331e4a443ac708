import { describe, expect, test, vi } from 'vitest';
import { Cache } from '../../api-client/cache.ts';
import { dropDatabase } from '../../api-client/drop-database.ts';
import { rowOf } from './rows.ts';
import {
  cache,
  detailsOf,
  find,
  name,
  onBroken,
  open,
  read,
  rename,
  reopen,
  rows,
  write,
} from './cache-fixture.ts';

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

  test('is not kept with its details, when everything was let go', async () => {
    const epoch = await cache.readEpoch();
    await cache.reset();
    await cache.writeDetails(detailsOf(1), epoch);
    expect(await cache.readDetails(rowOf(1).id)).toBeUndefined();
    await cache.writeDetails(detailsOf(1), epoch + 1);
    expect(await cache.readDetails(rowOf(1).id)).toBeDefined();
  });

  test('is not in memory either, when everything was let go', async () => {
    const anything = async () =>
      (await cache.find({ search: 'customer' }, { limit: 9 }))?.rows.map(({ id }) => id);
    await write([rowOf(1)]);
    expect(await anything()).toEqual([rowOf(1).id]); // by now all that is kept is in memory
    const epoch = await cache.readEpoch();
    await cache.reset();
    expect(await anything()).toEqual([]);
    await cache.writePage({ rows: [rowOf(1)], epoch });
    expect(await anything()).toEqual([]);
    await cache.writePage({ rows: [rowOf(1), rowOf(2)], epoch: epoch + 1 });
    expect(await anything()).toEqual([rowOf(1).id, rowOf(2).id]);
    await write([], [rowOf(2)]);
    expect(await anything()).toEqual([rowOf(1).id]);
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
  rename();
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
  reopen();
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
    rename();
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
