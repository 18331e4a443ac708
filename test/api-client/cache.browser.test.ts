import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import type { CheckpointNames } from '../../api-client/contract/trail.ts';
import { windowStart } from '../../api-client/window-start.ts';
import { phoneOf, rowOf, stopOf } from './rows.ts';
import {
  cache,
  detailsOf,
  find,
  numbersOf,
  read,
  reopen,
  rows,
  write,
} from './cache-fixture.ts';

describe('what was written', () => {
  test('is read newest first, as many as are asked for', async () => {
    await write([rowOf(3), rowOf(1), rowOf(2)]);
    expect(await read({}, 2)).toEqual([1, 2]);
  });

  test('is there for the next page that opens it', async () => {
    await write([rowOf(1)]);
    await cache.writeDetails(detailsOf(1));
    cache.close();
    reopen();
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

  test('calls a checkpoint by its present names, once it is renamed or deleted', async () => {
    const [kept, renamed] = [stopOf(7, 1, '10:00:00.000'), stopOf(8, 2, '10:01:00.000')];
    await write(rows(1, 500));
    await write([
      rowOf(3, { checkpoints: [kept, renamed] }),
      rowOf(450, { checkpoints: [renamed] }),
    ]);
    await cache.writeDetails(detailsOf(3, { checkpoints: [kept, renamed] }));
    const epoch = await cache.readEpoch();
    const currentOf = async (number: number) => {
      const row = (await find({}, 500)).find(({ id }) => id === rowOf(number).id);
      return row?.checkpoints.map(({ current }) => current?.name ?? null);
    };
    const tell = (current: CheckpointNames | null) =>
      cache.rename([{ kind: 'checkpoint', checkpointId: renamed.checkpointId, current }]);

    await tell({ name: 'Called back', reference: 'called-back', alias: null });
    expect(await currentOf(3)).toEqual(['Checkpoint 7', 'Called back']);
    expect(await currentOf(450)).toEqual(['Called back']);
    expect(await cache.countRows()).toBe(500);

    await tell(null);
    expect(await currentOf(3)).toEqual(['Checkpoint 7', null]);
    const details = await cache.readDetails(rowOf(3).id);
    expect(details?.interaction.checkpoints).toEqual([kept, { ...renamed, current: null }]);

    await cache.writePage({ rows: [rowOf(3, { checkpoints: [renamed] })], epoch }); // asked for before
    expect(await currentOf(3)).toEqual(['Checkpoint 7', null]);
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
    reopen();
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
    const startedAt = new Date(windowStart(new Date()).getTime() - 1).toISOString();
    await write([rowOf(1), rowOf(2, { startedAt })]);
    await cache.writeDetails(detailsOf(2, { startedAt }));
    await cache.trim();
    expect(await read()).toEqual([1]);
    expect(await cache.readDetails(rowOf(2).id)).toBeUndefined();
  });

  test('leaves all that can still be seen on 31 May, which has no such day in February', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-31T20:00:00Z') });
    try {
      await write([rowOf(1, { startedAt: '2026-02-28T00:00:00.000Z' })]);
      await cache.trim();
      expect(await read()).toEqual([1]);
    } finally {
      vi.useRealTimers();
    }
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
