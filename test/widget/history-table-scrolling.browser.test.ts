import { beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import '../../widget/history-table.ts';
import { all, click, focused, one, resetPage, settled, show, text } from './page.ts';
import { interaction, trail, ZONE } from './samples.ts';

const rows = (count: number, from = 0): Interaction[] =>
  Array.from({ length: count }, (_, at) => {
    const name = `Customer ${from + at}`;
    // Every third is higher than the others where rows are stacked.
    const checkpoints = at % 3 ? [] : trail;
    const contact = { name, phone: null, email: null };
    return interaction({ id: name, contact, checkpoints });
  });

const shown = async (properties = {}, width = 1500) => {
  const element = await show(
    'waypost-history-table',
    { rows: rows(1000), timeZone: ZONE, complete: true, ...properties },
    width,
  );
  element.parentElement!.style.height = '480px';
  // It hears of its size with a frame.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await settled();
  return element;
};

const scroller = () => one('table').parentElement!;
const nameOf = (row: Element) => text(row.querySelector('.who')!);
const rowOf = (name: string) => body().find((row) => nameOf(row) === name);
const topOf = (name: string) => rowOf(name)?.getBoundingClientRect().top;
const body = () => all('row').slice(1);
const indices = () => body().map((row) => Number(row.getAttribute('aria-rowindex')));

describe('scrolling <waypost-history-table>', () => {
  beforeEach(resetPage);

  test('writes the rows that come into the elements of those that left', async () => {
    await shown();
    scroller().scrollTop = 3000;
    await expect.poll(() => rowOf('Customer 95')).toBeDefined();
    const before = new Set(body());
    scroller().scrollTop = 9000;
    await expect.poll(() => rowOf('Customer 285')).toBeDefined();
    expect(body().filter((row) => !before.has(row))).toEqual([]);
    const numbers = body().map((row) => [row.ariaRowIndex, nameOf(row)]);
    expect(numbers).toEqual(numbers.map(([index]) => [index, `Customer ${Number(index) - 2}`]));
  });

  test('shows what is in view first where all is new, and what is beyond it with the next frame', async () => {
    const element = await shown();
    await expect.poll(() => body().length).toBeGreaterThan(20);
    const before = body().length;
    element.rows = rows(1000, 5000);
    await settled();
    expect(body().length).toBeLessThan(before);
    expect(body().at(-1)!.getBoundingClientRect().bottom).toBeGreaterThanOrEqual(
      scroller().getBoundingClientRect().bottom,
    );
    await expect.poll(() => body().length).toBe(before);
  });

  test('ends with the rows in the order in which they are read aloud', async () => {
    await shown();
    scroller().scrollTop = 330;
    await expect.poll(() => rowOf('Customer 0')).toBeUndefined();
    const inOrder = () => indices().every((index, at, all) => !at || index > all[at - 1]!);
    await expect.poll(inOrder).toBe(true);
  });

  test('leaves the focus where it is, and the rows in their order around it', async () => {
    const element = await shown();
    await element.focusRow('Customer 12');
    scroller().scrollTop = 200;
    await expect.poll(() => rowOf('Customer 26')).toBeDefined();
    scroller().scrollTop = 100;
    const inOrder = () => indices().every((index, at, all) => !at || index > all[at - 1]!);
    await expect.poll(inOrder).toBe(true);
    expect(focused()?.dataset.id).toBe('Customer 12');
  });

  test('all chips show in one row, not in the one that comes in its place', async () => {
    await shown();
    await click(rowOf('Customer 3')!.querySelector<HTMLElement>('.more')!);
    expect(rowOf('Customer 3')!.querySelectorAll('.chip')).toHaveLength(4);
    scroller().scrollTop = 9000;
    await expect.poll(() => rowOf('Customer 285')).toBeDefined();
    const counts = body().map((row) => row.querySelectorAll('.chip').length);
    expect(counts.filter((count) => count > 2).length).toBeLessThanOrEqual(1); // the row with the focus
    expect(rowOf('Customer 285')!.querySelectorAll('.chip')).toHaveLength(2);
  });

  test('the focus does not go to another interaction when its own is gone', async () => {
    const element = await shown();
    await element.focusRow('Customer 3');
    element.rows = element.rows.filter(({ id }) => id !== 'Customer 3');
    await settled();
    expect(focused()?.dataset.id).toBeUndefined();
    expect(rowOf('Customer 4')).toBeDefined();
  });

  test.each([
    ['in a table', 1500],
    ['stacked', 600],
  ])('what is in view stays when rows come above it, %s', async (_name, width) => {
    const element = await shown({}, width);
    scroller().scrollTop = 5000;
    await expect.poll(() => indices()[0]).toBeGreaterThan(20);
    const inView = body().find((row) => row.getBoundingClientRect().top > 60)!;
    const name = nameOf(inView);
    const before = topOf(name)!;
    element.rows = [...rows(7, 5000), ...element.rows];
    await settled();
    expect(topOf(name)).toBeCloseTo(before, 0);
  });

  test('stacked rows lie one below the other, whatever their height', async () => {
    await shown({}, 600);
    await expect.poll(() => all('button', 'Start')).toEqual([]);
    scroller().scrollTop = 4000;
    await expect.poll(() => indices()[0]).toBeGreaterThan(20);
    await settled();
    const places = body().map((row) => row.getBoundingClientRect());
    expect(new Set(places.map(({ height }) => height)).size).toBeGreaterThan(1);
    for (const [at, { top }] of places.entries())
      if (at) expect(top).toBeCloseTo(places[at - 1]!.bottom, 0);
  });

  test.each([
    ['--waypost-size', '22px'],
    ['--waypost-density', '1.5'],
    ['--waypost-row', '48px'],
  ])('rows are as high as %s makes them, and cut nothing', async (property, value) => {
    const element = await shown();
    const before = rowOf('Customer 0')!.offsetHeight;
    scroller().scrollTop = 3200;
    await expect.poll(() => rowOf('Customer 105')).toBeDefined();
    element.style.setProperty(property, value);
    await expect.poll(() => rowOf('Customer 100')!.offsetHeight).toBeGreaterThan(before);
    const place = rowOf('Customer 102')!.getBoundingClientRect();
    await expect.poll(() => topOf('Customer 103')).toBeCloseTo(place.bottom, 0);
    for (const content of rowOf('Customer 102')!.querySelectorAll('td > *, .chip')) {
      const { top, bottom, height } = content.getBoundingClientRect();
      if (!height) continue;
      expect(top).toBeGreaterThanOrEqual(rowOf('Customer 102')!.getBoundingClientRect().top);
      expect(bottom).toBeLessThanOrEqual(rowOf('Customer 102')!.getBoundingClientRect().bottom);
    }
  });
});
