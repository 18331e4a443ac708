import { beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  client,
  contacts,
  freshHistoryPage,
  query,
  rows,
  scroller,
  search,
  shown,
  tell,
} from './history-page.ts';
import {
  all,
  announced,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  press,
  settled,
  show,
  text,
} from './page.ts';
import { ZONE } from './samples.ts';

describe('<waypost-history>', () => {
  beforeEach(freshHistoryPage);

  describe('the period', () => {
    test('opens on today in the reader’s zone, and says so', async () => {
      await shown();
      expect(query()).toEqual({
        timeZone: ZONE,
        from: '2026-11-19T23:00:00.000Z',
        to: '2026-11-20T23:00:00.000Z',
        sort: '-start',
      });
      one('button', 'Started: Today');
    });

    test('rolls over at midnight', async () => {
      await shown();
      await tell(rows(2));
      vi.setSystemTime(Date.parse('2026-11-20T23:00:01.000Z'));
      await expect
        .poll(() => query()?.from, { timeout: 4000 })
        .toBe('2026-11-20T23:00:00.000Z');
    });

    test('an empty today says so and offers other days', async () => {
      await shown();
      await tell([]);
      expect(text()).toContain('Nothing yet today');
      expect(text()).toContain(`started today, in ${ZONE}`);
      await expectAccessible();
      await click(one('button', 'Last 7 days'));
      expect(query()?.from).toBe('2026-11-13T23:00:00.000Z');
      one('button', 'Started: Last 7 days');
    });

    test('takes days that are picked by hand', async () => {
      await shown();
      await click(one('button', 'Started: Today'));
      const [from, to] = dates();
      from!.value = '2026-10-24';
      to!.value = '2026-10-25';
      await click(one('button', 'Show these days'));
      expect(query()?.from).toBe('2026-10-23T22:00:00.000Z');
      expect(query()?.to).toBe('2026-10-25T23:00:00.000Z'); // a day of 25 hours
    });

    test('refuses days before the bound, and names it', async () => {
      await shown();
      await click(one('button', 'Started: Today'));
      const asked = client.queries.length;
      dates()[0]!.value = '2026-08-19';
      await click(one('button', 'Show these days'));
      expect(text(one('alert'))).toBe(
        'The history goes back three months: choose days from 20 August 2026 on.',
      );
      expect(client.queries).toHaveLength(asked);
      await expectAccessible();
    });

    test('a link with days that are too early asks nothing and offers others', async () => {
      await shown({ address: 'period=2020-01-01..2020-02-01' });
      expect(client.queries).toEqual([]);
      expect(text()).toContain('These days cannot be shown');
      await click(one('button', 'Today'));
      expect(query()?.from).toBe('2026-11-19T23:00:00.000Z');
    });
  });

  describe('the search', () => {
    test('waits for a pause, and looks for a part of a contact', async () => {
      await shown();
      search().focus();
      await userEvent.keyboard('06 12');
      expect(query()?.search).toBeUndefined();
      await expect.poll(() => query()?.search).toBe('06 12');
      expect(client.queries.filter((asked) => asked?.search)).toHaveLength(1);
    });

    test('tells its address when it changes, and follows one that is set', async () => {
      const element = await shown();
      const changed = heard('waypost-history-changed');
      search().focus();
      await userEvent.keyboard('0612{Enter}');
      expect((await changed).address).toBe('search=0612');
      element.address = 'period=yesterday&search=j%40&sort=contact';
      await settled();
      expect(query()).toMatchObject({ search: 'j@', sort: 'contact' });
      expect(search().value).toBe('j@');
    });

    test('`/` goes to it, but is a letter where somebody writes', async () => {
      await shown({ pageShortcuts: true });
      await press('/');
      expect(focused()).toBe(search());
      expect(search().value).toBe('');
      await press('/');
      expect(search().value).toBe('/');
    });

    test('what finds nothing says so and can be cleared', async () => {
      await shown({ address: 'search=nobody' });
      await tell([]);
      expect(text()).toContain('Nothing fits this filter');
      await click(one('button', 'Clear the filter'));
      expect(query()?.search).toBeUndefined();
    });
  });

  describe('the rows', () => {
    test('only those in view are in the page; for who listens it is a table of all', async () => {
      await shown();
      await tell(rows(500), { complete: false, total: { count: 1234, isExact: true } });
      const found = all('row');
      expect(found.length).toBeLessThan(40);
      expect(one('table').getAttribute('aria-rowcount')).toBe('1235');
      expect(found.slice(0, 3).map((row) => row.getAttribute('aria-rowindex'))).toEqual([
        '1',
        '2',
        '3',
      ]);
      expect(text()).toContain('500 of 1,234');
      await expectAccessible();
    });

    test.each([
      [{ complete: false, total: { count: 10_000, isExact: false } }, '5 of more than 10,000'],
      [{ complete: false, total: undefined }, '5 loaded, more to come'],
      [{}, '5 interactions'],
    ])('says how many there are: %o', async (more, words) => {
      await shown();
      await tell(rows(5), more);
      expect(text()).toContain(words);
      expect(announced()).toContain(words);
    });

    test('asks for the next page before the end, once', async () => {
      await shown();
      await tell(rows(60), { complete: false });
      expect(client.list.olderWanted).toBe(0);
      scroller().scrollTop = 1000;
      await expect.poll(() => client.list.olderWanted).toBe(1);
      await tell(rows(120), { complete: true });
      scroller().scrollTop = 3000;
      await expect.poll(() => contacts().includes('Customer 100')).toBe(true);
      expect(client.list.olderWanted).toBe(1);
    });

    test('are sorted by a header, which says so', async () => {
      await shown();
      await tell(rows(3));
      expect(one('columnheader', 'Start').getAttribute('aria-sort')).toBe('descending');
      await click(one('button', 'Queue'));
      expect(query()?.sort).toBe('queue');
      expect(one('columnheader', 'Queue').getAttribute('aria-sort')).toBe('ascending');
      await click(one('button', 'Queue'));
      expect(query()?.sort).toBe('-queue');
    });

    test('are stacked at 320 px, and sorted by a menu', async () => {
      const element = await shown({}, 320);
      await tell(rows(30));
      await expect
        .poll(() => getComputedStyle(all('row').at(-1) as HTMLElement).display)
        .toBe('flex');
      expect(scroller().scrollWidth).toBeLessThanOrEqual(320);
      expect(element.scrollWidth).toBeLessThanOrEqual(320);
      await click(one('button', /^Sorted by/));
      await click(one('button', 'Status'));
      expect(query()?.sort).toBe('status');
      await expectAccessible();
    });

    test('a change stays in its place; what is gone goes', async () => {
      await shown();
      await tell(rows(3));
      const [first, second] = rows(3);
      await tell([first!, { ...second!, revision: 2, status: 'aborted' }]);
      expect(contacts()).toEqual(['Customer 0', 'Customer 1']);
      expect(text()).toContain('Aborted');
    });
  });

  describe('without data', () => {
    test('says that it loads', async () => {
      await shown();
      await expect.poll(() => text()).toContain('Loading the interactions…');
      await expectAccessible();
    });

    test('says why it failed, and asks again', async () => {
      await shown();
      client.list.fail('not-ready');
      await settled();
      expect(text(one('alert'))).toContain('The server is starting.');
      await click(one('button', 'Try now'));
      expect(client.list.refreshed).toBe(1);
      await expectAccessible();
    });

    test('keeps the former rows until others are there', async () => {
      await shown();
      await tell(rows(3));
      client.list.tell({ status: 'loading', data: undefined });
      await click(one('button', 'Queue'));
      expect(contacts()).toHaveLength(3);
      expect(one('table').getAttribute('aria-busy')).toBe('true');
    });

    test('without a client it says so', async () => {
      await show('waypost-history');
      expect(text()).toContain('Not connected yet');
    });
  });
});

function dates(): HTMLInputElement[] {
  const root = document.querySelector('waypost-history')?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLInputElement>('#period input') ?? [])];
}
