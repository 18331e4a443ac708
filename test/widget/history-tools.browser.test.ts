import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NetworkError } from '../../api-client/errors.ts';
import { client, data, freshHistoryPage, query, rows, shown, tell } from './history-page.ts';
import { all, click, expectAccessible, focused, one, press, settled, text } from './page.ts';

const inside = <Found extends HTMLElement>(selector: string): Found =>
  document.querySelector('waypost-history')!.shadowRoot!.querySelector<Found>(selector)!;

const headings = () => all('columnheader').map((heading) => text(heading));

describe('the tools of <waypost-history>', () => {
  beforeEach(freshHistoryPage);

  test.each(['Started: Today', 'Views', 'Columns'])(
    'the menu “%s” gives the focus back when it is closed by keyboard',
    async (name) => {
      await shown();
      await tell(rows(3));
      one('button', name).focus();
      await press('{Enter}{Tab}{Tab}');
      expect(focused()).not.toBe(one('button', name));
      await press('{Escape}');
      expect(focused()).toBe(one('button', name));
    },
  );

  describe('saved views', () => {
    async function save(name: string): Promise<void> {
      await click(one('button', /^Views$|^Late$/));
      inside<HTMLInputElement>('#views input[name=name]').value = name;
      await click(one('button', 'Save the view'));
      await settled();
    }

    test('what is shown is saved under a name, and found again under it', async () => {
      const element = await shown();
      await tell(rows(3));
      await click(one('button', 'Queue'));
      await save('Late');
      expect(client.historyViews.items.map(({ name, state }) => [name, state.sort])).toEqual([
        ['Late', 'queue'],
      ]);
      await expectAccessible();
      element.address = 'period=last-7-days';
      await settled();
      expect(query()?.sort).toBe('-start');
      await click(inside('#views .column .item'));
      expect(query()?.sort).toBe('queue');
      expect(text(inside('.views'))).toBe('Late');
    });

    test('one that was deleted comes back', async () => {
      await shown();
      await save('Late');
      await click(one('button', 'Delete “Late”'));
      expect(client.historyViews.items).toEqual([]);
      await click(one('button', 'Undo'));
      expect(client.historyViews.items.map(({ name }) => name)).toEqual(['Late']);
    });

    test('one that cannot be saved says why, and its name stays', async () => {
      await shown();
      await click(one('button', 'Views'));
      client.historyViews.failures.push(
        new NetworkError('https://waypost.example', 'no answer'),
      );
      inside<HTMLInputElement>('#views input[name=name]').value = 'Late';
      await click(one('button', 'Save the view'));
      expect(text(one('alert'))).not.toBe('');
      expect(inside<HTMLInputElement>('#views input[name=name]').value).toBe('Late');
    });
  });

  describe('the columns', () => {
    test('are put away, moved and made wider, and remembered', async () => {
      await shown();
      await tell(rows(3));
      await click(one('button', 'Columns'));
      await click([...inside('#columns').querySelectorAll('input')][2]!);
      await click(one('button', 'End: back'));
      const before = one('columnheader', 'Status').getBoundingClientRect().width;
      await click(one('button', 'Status: wider'));
      expect(headings().slice(0, 4)).toEqual(['Start', 'End', 'Status', 'Direction']);
      expect(one('columnheader', 'Status').getBoundingClientRect().width).toBe(before + 24);

      await shown();
      await tell(rows(3));
      expect(headings()).not.toContain('Flow');
      await click(one('button', 'Columns'));
      await click(one('button', 'As usual'));
      expect(headings().slice(0, 3)).toEqual(['Start', 'End', 'Flow']);
    });
  });

  describe('the export', () => {
    test('says how far it is, and gives the file', async () => {
      const names: string[] = [];
      const given = vi.spyOn(HTMLAnchorElement.prototype, 'click');
      given.mockImplementation(function (this: HTMLAnchorElement) {
        names.push(this.download);
      });
      await shown();
      await tell(rows(3));
      await click(one('button', 'Export'));
      expect(text(inside('.bar.export'))).toContain('Exporting…');
      const [running] = client.exports;
      expect(running!.query).toEqual(query());
      running!.options.onProgress?.(1200, 5000);
      await settled();
      expect(text(inside('.bar.export'))).toContain('Exporting: 1,200 of 5,000 rows');
      expect(inside<HTMLProgressElement>('progress').position).toBeCloseTo(0.24);
      await expectAccessible();
      running!.options.onProgress?.(5000, 5000);
      running!.finish(new Blob(['Id']));
      await expect
        .poll(() => text(inside('.bar.export')))
        .toContain('Exported: 5,000 interactions, in interactions-2026-11-20.csv');
      expect(names).toEqual(['interactions-2026-11-20.csv']);
      given.mockRestore();
    });

    test('is cancelled', async () => {
      await shown();
      await tell(rows(3));
      await click(one('button', 'Export'));
      await click(one('button', 'Cancel'));
      expect(client.exports[0]!.options.signal?.aborted).toBe(true);
      expect(text(inside('.bar.export'))).toContain('The export was cancelled.');
      await click(one('button', 'Put this message away'));
      expect(inside('.bar.export')).toBeNull();
    });

    test('says why it failed, and tries again', async () => {
      await shown();
      await tell(rows(3));
      await click(one('button', 'Export'));
      client.exports[0]!.fail(new NetworkError('https://waypost.example', 'no answer'));
      await expect.poll(() => text(one('alert'))).toContain('The export failed.');
      await click(one('button', 'Try again'));
      expect(client.exports).toHaveLength(2);
      expect(text(inside('.bar.export'))).toContain('Exporting…');
    });
  });

  describe('offline', () => {
    const kept = { since: '2026-11-18T08:00:00.000Z', isWhole: true };
    const part = { complete: false, total: { count: 3, isExact: false }, kept };

    test('a bar says what is missing', async () => {
      await shown();
      client.list.tell({ status: 'offline', data: data(rows(3), part) });
      await settled();
      expect(text(inside('.bar.kept'))).toBe(
        'Offline: this browser kept the interactions since 18 Nov, 09:00; earlier ones are missing.',
      );
      expect(text(inside('.foot .number'))).toBe('3 loaded, more to come');
      await expectAccessible();
    });

    test('nothing is said to be missing while the server has yet to answer', async () => {
      await shown();
      client.list.tell({ status: 'cached', data: data(rows(3), part) });
      await settled();
      expect(inside('.bar.kept')).toBeNull();
    });
  });
});
