import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/history-table.ts';
import { userEvent } from 'vitest/browser';
import { all, expectAccessible, one, resetPage, settled, show, text, tip } from './page.ts';
import { callBack, dissuaded, interaction, trail, ZONE } from './samples.ts';

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

  test('has room for every column of a page of 1280 px, a line for each row', async () => {
    await shown({ rows: [interaction({ checkpoints: [...trail, callBack] })] }, 1246);
    await expect.poll(() => all('button', 'Start')).toHaveLength(1);
    const scroller = one('table').parentElement!;
    expect(scroller.scrollWidth).toBe(scroller.clientWidth);
    expect(all('row').at(-1)!.getBoundingClientRect().height).toBeLessThan(40);
  });

  test('says how many days after its start one ended, where there are any', async () => {
    const late = interaction({
      startedAt: '2026-11-18T22:50:00.000Z',
      endedAt: '2026-11-18T23:10:00.000Z',
    });
    await shown({ rows: [late] });
    expect(text(all('row').at(-1)!.querySelector('.end')!)).toBe('00:10 +1 d');
  });

  test('shows all of a name that is cut, and what a picture stands for, beside it', async () => {
    const name = 'Queue of a department whose name nobody has ever read to its end';
    const queue = { id: interaction().id, name };
    await shown({ rows: [interaction({ queue, advisor: { id: queue.id, name: 'Ada' } })] });
    const cell = (column: string) => all('row').at(-1)!.querySelector(`.${column}[data-tip]`)!;
    await userEvent.hover(cell('advisor'));
    await userEvent.hover(cell('queue'));
    await expect.poll(tip).toBe(name);
    await userEvent.hover(cell('advisor'));
    await expect.poll(tip).toBeUndefined();
    await userEvent.hover(one('button', 'Open the interaction'));
    await expect.poll(tip).toBe('Open the interaction');
  });

  test('measures its rows without a notice in the console', async () => {
    const notices: string[] = [];
    const note = ({ message }: ErrorEvent) => notices.push(message);
    addEventListener('error', note);
    const element = await shown();
    element.parentElement!.style.width = '320px';
    await expect.poll(() => all('button', 'Start')).toEqual([]);
    element.parentElement!.style.width = '1500px';
    await expect.poll(() => all('button', 'Start')).toHaveLength(1);
    removeEventListener('error', note);
    const { litIssuedWarnings = [] } = globalThis as { litIssuedWarnings?: Iterable<string> }; // Lit's own list
    const ofLit = [...litIssuedWarnings].map(String);
    notices.push(...ofLit.filter((words) => words.includes('waypost-history-table')));
    expect(notices).toEqual([]);
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

  test('says its language once, not at every update', async () => {
    const element = await shown();
    let said = 0;
    const observer = new MutationObserver((records) => (said += records.length));
    observer.observe(element.renderRoot as HTMLElement, { attributeFilter: ['lang'] });
    element.requestUpdate();
    await settled();
    expect(said).toBe(0);
  });

  test('a width that was chosen holds', async () => {
    await shown({
      layout: { order: ['start', 'queue'], hidden: [], widths: { queue: 333 } },
    });
    expect(one('columnheader', 'Queue').getBoundingClientRect().width).toBe(333);
  });
});
