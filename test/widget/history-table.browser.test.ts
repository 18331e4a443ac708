import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/history-table.ts';
import { all, expectAccessible, one, resetPage, settled, show, text } from './page.ts';
import { dissuaded, interaction, ZONE } from './samples.ts';

const shown = (properties = {}, width = 1500) =>
  show(
    'waypost-history-table',
    { rows: [interaction(), dissuaded], timeZone: ZONE, complete: true, ...properties },
    width,
  );

describe('<waypost-history-table>', () => {
  beforeEach(resetPage);

  test('has every column, in the order and with those that were chosen', async () => {
    const element = await shown();
    const headings = () => all('columnheader').map((heading) => text(heading));
    expect(headings()).toEqual([
      ...['Start', 'End', 'Flow', 'Status', 'Direction', 'Original', 'Current'],
      ...['Advisor', 'Queue', 'Contact', 'Campaign', 'Checkpoints', 'Open'],
    ]);
    element.layout = { order: ['queue', 'start', 'end'], hidden: ['end'], widths: {} };
    await settled();
    expect(headings()).toEqual(['Queue', 'Start', 'Open']);
  });

  test('says the end’s day only where it is another', async () => {
    await shown({ oneDay: false });
    const cells = all('row').at(-1)!.querySelectorAll('td');
    expect([...cells].slice(0, 4).map((cell) => text(cell))).toEqual([
      'Yesterday, 09:48',
      '09:50',
      'Voice',
      'Dissuaded',
    ]);
  });

  test('is accessible, wide and narrow', async () => {
    await shown();
    await expectAccessible();
    await shown({}, 320);
    await expect.poll(() => all('button', 'Start')).toEqual([]);
    await expectAccessible();
  });

  test('a width that was chosen holds', async () => {
    await shown({
      layout: { order: ['start', 'queue'], hidden: [], widths: { queue: 333 } },
    });
    expect(one('columnheader', 'Queue').getBoundingClientRect().width).toBe(333);
  });
});
