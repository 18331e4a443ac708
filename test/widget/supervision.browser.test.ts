import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NetworkError } from '../../api-client/errors.ts';
import type { Supervision } from '../../api-client/contract/supervision.ts';
import '../../widget/supervision.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  press,
  resetPage,
  settled,
  show,
  text,
} from './page.ts';
import { interaction, ZONE } from './samples.ts';
import { ScriptedClient } from './scripted-client.ts';

const QUEUE = '019a0000-0000-7000-8000-000000000001';
const STOP = '019a0000-0000-7000-8000-000000000002';

let client: ScriptedClient;

const shown = (width = 400) =>
  show('waypost-supervision', { client: client.asWaypost, timeZone: ZONE }, width);

const counted = (more: Partial<Supervision> = {}): Supervision => ({
  at: '2026-11-20T15:06:00.000Z',
  today: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T15:06:00.000Z' },
  before: { from: '2026-11-12T23:00:00.000Z', to: '2026-11-13T15:06:00.000Z' },
  interactions: { today: 40, before: 1200 },
  queues: [
    { queue: { id: QUEUE, name: 'Orders' }, waiting: 2, inProgress: 3, finished: 0 },
    { queue: null, waiting: 1, inProgress: 0, finished: 7 },
  ],
  checkpoints: [
    {
      checkpointId: STOP,
      name: 'Customer recognised',
      alias: 'Recognised',
      today: 30,
      before: 10,
    },
  ],
  funnel: [
    {
      checkpointId: STOP,
      name: 'Customer recognised',
      alias: 'Recognised',
      today: 30,
      before: 10,
    },
    { checkpointId: QUEUE, name: 'Call-back offered', alias: null, today: 12, before: 9 },
  ],
  latest: [
    {
      interactionId: 'live',
      flow: 'voice',
      contact: { name: 'Nadia Achour', phone: null, email: null },
      checkpointId: STOP,
      name: 'Customer recognised',
      alias: 'Recognised',
      attachedAt: '2026-11-20T15:05:58.000Z',
    },
  ],
  ...more,
});

const tell = async (data = counted()) => {
  client.counted.tell({ status: 'live', data });
  await settled();
};

/** The table's rows, cell by cell. */
const rowsOf = (index: number) =>
  [...all('table')[index]!.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => text(cell)),
  );

describe('<waypost-supervision>', () => {
  beforeEach(() => {
    resetPage();
    client = new ScriptedClient();
  });

  test('counts by queue, and each figure opens what it counts', async () => {
    await shown();
    await tell();
    expect(rowsOf(0)).toEqual([
      ['Orders', '2', '3', '0'],
      ['In no queue', '1', '0', '7'],
    ]);
    const wanted = heard('waypost-history-wanted');
    await click(one('button', '2, Orders: show them'));
    expect((await wanted).address).toBe(`period=last-3-months&queue=${QUEUE}&status=waiting`);
    await expectAccessible();
  });

  test('shows how far interactions came, step by step', async () => {
    await shown();
    await tell();
    expect(rowsOf(1)).toEqual([
      ['All interactions', '40', ''],
      ['Customer recognised', '30', '75%'],
      ['Call-back offered', '12', '40%'],
    ]);
  });

  test('compares checkpoints with the same weekday before', async () => {
    await shown();
    await tell();
    expect(rowsOf(2)).toEqual([['Recognised', '30', '10']]);
    expect(text()).toContain(
      'Until 16:06 on both days: 40 interactions today, 1,200 on the Friday before.',
    );
    const wanted = heard('waypost-history-wanted');
    await click(all('button', '30, Customer recognised: show them')[1]!);
    expect((await wanted).address).toBe(`checkpoint=${STOP}`);
  });

  test('says when a day has nothing yet', async () => {
    await shown();
    await tell(counted({ queues: [], checkpoints: [], funnel: [], latest: [] }));
    expect(text()).toContain('nothing has ended today');
    expect(text()).toContain('No interaction of today has a checkpoint yet.');
    await expectAccessible();
  });

  test('opens the interaction of a checkpoint that was attached just now', async () => {
    await shown();
    await tell();
    const opened = heard('waypost-interaction-open');
    await click(one('button', /^16:05:58 Recognised Nadia Achour · Voice$/));
    expect((await opened).interactionId).toBe('live');
  });

  test('shows six checkpoints, and the others when asked for', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      checkpointId: `${index}`,
      name: `Checkpoint ${index}`,
      alias: null,
      today: 9 - index,
      before: 0,
    }));
    await shown();
    await tell(counted({ checkpoints: many }));
    expect(rowsOf(2)).toHaveLength(6);
    await click(one('button', 'Show all'));
    expect(rowsOf(2)).toHaveLength(9);
  });

  test('finds interactions by a part of a number, with the keyboard alone', async () => {
    await shown();
    await tell();
    one('searchbox').focus();
    await press('0612{Enter}');
    await vi.waitFor(() => expect(client.queries.at(-1)).toEqual({ search: '0612' }), {
      timeout: 10_000,
    });
    const data = { items: [interaction()], complete: true, total: undefined, kept: undefined };
    client.list.tell({ status: 'live', data });
    await settled();
    await press('{ArrowDown}');
    const opened = heard('waypost-interaction-open');
    await press('{Enter}');
    expect((await opened).interactionId).toBe('live');
    expect(focused()?.textContent).toContain('Nadia Achour');
    await expectAccessible();
  });

  test('finds one interaction by its id', async () => {
    await shown();
    one('searchbox').focus();
    await press(`${QUEUE}{Enter}`);
    await vi.waitFor(() => expect(client.queries.at(-1)).toEqual({ id: [QUEUE] }), {
      timeout: 10_000,
    });
  });

  test('asks for nothing that would find half of everything', async () => {
    await shown();
    one('searchbox').focus();
    await press('06{Enter}');
    expect(client.queries).toEqual([]);
  });

  test('says that nobody was found', async () => {
    await shown();
    one('searchbox').focus();
    await press('nobody{Enter}');
    await vi.waitFor(() => expect(client.queries).toHaveLength(1), { timeout: 10_000 });
    const data = { items: [], complete: true, total: undefined, kept: undefined };
    client.list.tell({ status: 'live', data });
    await settled();
    expect(text()).toContain('Nothing found');
  });

  test('loads with a word, and says what failed and when it is tried again', async () => {
    await shown();
    expect(text()).toContain('Counting what happens now…');
    const error = new NetworkError('https://waypost.example', 'it did not answer');
    client.counted.tell({ status: 'error', error, retryAt: null });
    await settled();
    expect(text()).toContain('Could not count what happens now');
    await expectAccessible();
    await click(one('button', 'Try now'));
    expect(client.counted.refreshed).toBe(1);
  });

  test('keeps its figures while the server is away', async () => {
    await shown();
    await tell();
    client.counted.tell({ status: 'offline', since: '2026-11-20T15:00:00.000Z' });
    await settled();
    expect(rowsOf(0)).toHaveLength(2);
    expect(text()).toContain('Offline since 16:00');
  });

  test('speaks French, in the dark, at 320 px', async () => {
    document.documentElement.lang = 'fr';
    document.documentElement.style.colorScheme = 'dark';
    await shown(320);
    await tell();
    expect(text()).toContain('Jusqu’où sont allées les interactions du jour');
    expect(document.querySelector('main')!.scrollWidth).toBeLessThanOrEqual(320);
    await expectAccessible();
    document.documentElement.style.colorScheme = '';
  });
});
