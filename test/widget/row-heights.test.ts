import { describe, expect, test } from 'vitest';
import { RowHeights } from '../../widget/shared/row-heights.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}` }));

function heightsOf(count: number): RowHeights {
  const heights = new RowHeights(30);
  heights.setRows(rows(count));
  return heights;
}

describe('the heights of rows', () => {
  test('are the usual one until another is seen', () => {
    const heights = heightsOf(100_000);
    expect(heights.total).toBe(3_000_000);
    expect(heights.startOf(99_999)).toBe(2_999_970);
    expect([0, 29, 30, 2_999_999, 4_000_000, -5].map((at) => heights.indexAt(at))).toEqual([
      0, 0, 1, 99_999, 99_999, 0,
    ]);
  });

  test('of some rows move those below', () => {
    const heights = heightsOf(10);
    expect(heights.set(5, 50)).toBe(20);
    expect(heights.set(2, 20)).toBe(-10);
    expect(heights.set(2, 20)).toBe(0);
    expect([2, 3, 5, 6].map((index) => heights.startOf(index))).toEqual([60, 80, 140, 190]);
    expect([79, 80, 189, 190].map((at) => heights.indexAt(at))).toEqual([2, 3, 5, 6]);
    expect(heights.total).toBe(310);
    expect(heights.set(5, 30)).toBe(-20);
    expect(heights.total).toBe(290);
  });

  test('go with their rows to other places', () => {
    const heights = heightsOf(4);
    heights.set(1, 50);
    heights.setRows(rows(4).reverse());
    expect([1, 2, 3].map((index) => heights.startOf(index))).toEqual([30, 60, 110]);
  });

  test('are forgotten with another usual one', () => {
    const heights = heightsOf(4);
    heights.set(1, 50);
    heights.setUsual(10);
    expect(heights.total).toBe(40);
  });

  test('of no rows are none', () => {
    const heights = heightsOf(0);
    expect(heights.total).toBe(0);
    expect(heights.indexAt(10)).toBe(-1);
  });
});
