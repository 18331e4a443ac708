import { expect, it } from 'vitest';
import { Batcher } from '../../../mock-server/storage/batcher.ts';
import { shared } from '../../../mock-server/storage/next-turn.ts';

/** A write that ends when the test says so. */
function slowWrites() {
  const batches: { items: number[]; end(error?: Error): void }[] = [];
  const write = (items: number[]) =>
    new Promise<void>((resolve, reject) => {
      batches.push({ items, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { batches, write };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const options = {
  most: 3,
  atOnce: 1,
  mayBeOne: (error: unknown) => (error as Error).message !== 'away',
};

it('writes together what comes at the same moment, and what comes while it writes', async () => {
  const { batches, write } = slowWrites();
  const batcher = new Batcher(write, options);
  const all = [1, 2, 3, 4, 5].map((item) => batcher.add(item));
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3]]);
  all.push(batcher.add(6));
  batches[0]?.end();
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  batches[1]?.end();
  await Promise.all(all);
});

it('fails only the item at fault', async () => {
  const written: number[] = [];
  const batcher = new Batcher<number>((items) => {
    if (items.includes(2)) return Promise.reject(new Error('two'));
    written.push(...items);
    return Promise.resolve();
  }, options);
  const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(written).toEqual([1, 3]);
});

it('fails all of a batch when the fault is nobody’s', async () => {
  const batcher = new Batcher<number>(() => Promise.reject(new Error('away')), options);
  const results = await Promise.allSettled([1, 2].map((item) => batcher.add(item)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('a shared read begins after the last of those who share it, and is not kept', async () => {
  const asked: string[] = [];
  const read = shared((key) => {
    asked.push(key);
    return Promise.resolve(asked.length);
  });
  const first = [read('a'), read('b'), read('a')];
  expect(asked).toEqual([]);
  expect(await Promise.all(first)).toEqual([1, 2, 1]);
  expect(await read('a')).toBe(3);
});
