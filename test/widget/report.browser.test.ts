import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { HistoryQuery, Waypost } from '../../api-client/waypost.ts';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import { reportStates } from '../../widget/playground/report-states.ts';
import type { WaypostReport } from '../../widget/report.ts';
import '../../widget/report.ts';
import { stateOf } from '../../widget/shared/history-address.ts';
import { queryOf } from '../../widget/shared/history-state.ts';
import { dayKey } from '../../widget/shared/time.ts';
import { all, click, expectAccessible, heard, one, show, text } from './page.ts';
import { ScriptedClient } from './scripted-client.ts';

const ZONE = 'Europe/Paris';

let server: InPageServer;
const clients: Waypost[] = [];

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());

beforeEach(() => {
  localStorage.clear();
  document.documentElement.lang = 'en';
});
afterEach(() => {
  server.goOnline();
  document.documentElement.style.colorScheme = '';
  document.body.replaceChildren();
  clients.splice(0).forEach((client) => client.close());
});

async function tokenOf(username: string): Promise<string> {
  const response = await server.app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'waypost' }),
  });
  return ((await response.json()) as Session).accessToken;
}

async function shown(
  properties: Partial<WaypostReport> = {},
  width = 900,
): Promise<WaypostReport> {
  const getToken = () => tokenOf('admin');
  const client = createWaypost({ url: server.url, getToken, cache: false, realtime: false });
  clients.push(client);
  return show('waypost-report', { client, timeZone: ZONE, ...properties }, width);
}

/** The cells of the table of this title, row by row. */
function rowsOf(title: string): string[][] {
  const sheet = all('region', title)[0];
  return [...(sheet?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll<HTMLElement>('th, td')].map((cell) => text(cell)),
  );
}

function select(label: string): HTMLSelectElement {
  const labels = [
    ...document.querySelector('waypost-report')!.renderRoot.querySelectorAll('label'),
  ];
  const found = labels.find((one) => text(one.querySelector('span')!) === label);
  return found!.querySelector('select')!;
}

async function choose(label: string, words: string): Promise<void> {
  await expect
    .poll(() => [...select(label).options].map((option) => option.text.trim()))
    .toContain(words);
  const box = select(label);
  const option = [...box.options].find((each) => each.text.trim() === words)!;
  box.value = option.value;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

/** How many interactions the history finds at an address. */
async function found(address: string): Promise<number> {
  const today = dayKey(Date.now(), ZONE);
  const { sort: _, ...filter } = queryOf(stateOf(address), today, ZONE) as HistoryQuery;
  const pairs = Object.entries(filter).flatMap(([key, value]) =>
    [value].flat().map((each) => [key, String(each)] as [string, string]),
  );
  const response = await server.app.request(
    `/api/interactions/count?${new URLSearchParams(pairs)}`,
    { headers: { authorization: `Bearer ${await tokenOf('admin')}` } },
  );
  return ((await response.json()) as { count: number }).count;
}

const countIn = (words: string): number => Number(words.replaceAll(',', ''));

describe('<waypost-report>', { timeout: 60_000 }, () => {
  test('counts checkpoints, and a figure opens exactly what it counts', async () => {
    await shown();
    await expect.poll(() => rowsOf('Checkpoints').length).toBeGreaterThan(3);
    const [name, count] = rowsOf('Checkpoints')[0]!;
    expect(countIn(count!)).toBeGreaterThan(0);

    const wanted = heard('waypost-history-wanted');
    await click(all('button', `${count}, ${name}: show them`)[0]!);
    expect(await found((await wanted).address)).toBe(countIn(count!));
    await expectAccessible();
  });

  test('draws the days of a checkpoint, with a line of the table for each', async () => {
    await shown();
    await expect.poll(() => rowsOf('Every day').length).toBe(7);
    const name = rowsOf('Checkpoints')[0]![0]!;
    await choose('Checkpoint', name);
    await expect.poll(() => rowsOf('Every day')[0]!.length).toBe(4);
    const sum = rowsOf('Every day').reduce((all, [, , count]) => all + countIn(count!), 0);
    expect(sum).toBe(countIn(rowsOf('Checkpoints')[0]![1]!));
    expect(all('img', /^Interactions by day/)).toHaveLength(1);
  });

  test('tells checkpoints apart by queue', async () => {
    const element = await shown();
    await choose('Told apart by', 'Queue');
    await expect
      .poll(() => rowsOf('Checkpoints').filter((row) => row.length === 1).length)
      .toBeGreaterThan(1);
    expect(element.address).toBe('groupBy=queue');
    expect(all('region', 'Every day')).toEqual([]);
  });

  test('counts a funnel over the checkpoints that are chosen, in their order', async () => {
    const element = await shown({ address: 'part=funnel&period=last-30-days' });
    expect(text()).toContain('Choose at least two checkpoints');
    await choose('Step 1', 'Customer recognised');
    await choose('Step 2', 'Upsell accepted');
    await expect.poll(() => rowsOf('Steps').length).toBe(3);
    const [first, second] = rowsOf('Steps');
    expect(first![0]).toBe('1. Customer recognised');
    expect(countIn(second![1]!)).toBeLessThanOrEqual(countIn(first![1]!));
    expect(countIn(first![1]!) - countIn(second![1]!)).toBe(countIn(second![3]!));

    const wanted = heard('waypost-history-wanted');
    await click(all('button', `${second![3]}, ${second![0]}: show them`)[0]!);
    expect(await found((await wanted).address)).toBe(countIn(second![3]!));

    await click(one('button', '+ Another step'));
    expect(select('Step 3').value).toBe('');
    await click(one('button', 'Take step 1 away'));
    expect(new URLSearchParams(element.address).getAll('step')).toHaveLength(1);
    expect(text()).toContain('Choose at least two checkpoints');
  });

  test('compares the links of a load sharing, in plain words', async () => {
    await shown({ address: 'part=load-sharing&period=last-3-months' });
    expect(text()).toContain('Choose a routing and a checkpoint');
    await choose('Load sharings of', 'Welcome, orders');
    await choose('Reached this checkpoint', 'Upsell accepted');
    await expect
      .poll(() => text())
      .toMatch(/no difference can be told|more than chance explains/);
    const title = all('region')[0]!.ariaLabel!;
    const [[name, , count]] = rowsOf(title) as [[string, string, string]];
    const wanted = heard('waypost-history-wanted');
    await click(all('button', `${count}, ${name}: show them`)[0]!);
    expect(await found((await wanted).address)).toBe(countIn(count));
    await expectAccessible();
  });

  test('leads by links where the page says where its history is', async () => {
    await shown({ historyUrl: '/history#{address}' });
    await expect.poll(() => rowsOf('Checkpoints').length).toBeGreaterThan(3);
    const [name, count] = rowsOf('Checkpoints')[0]!;
    const link = all('link', `${count}, ${name}: show them`)[0]!;
    const [path, address] = link.getAttribute('href')!.split('#');
    expect(path).toBe('/history');
    expect(await found(address!)).toBe(countIn(count!));
  });

  test('gives its table as a file', async () => {
    await shown();
    await expect.poll(() => rowsOf('Checkpoints').length).toBeGreaterThan(3);
    let file: Blob | undefined;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      file = blob as Blob;
      return 'blob:nothing';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await click(one('button', 'CSV Checkpoints'));
    vi.restoreAllMocks();
    const lines = (await file!.text()).split('\r\n');
    expect(lines[0]).toContain('Checkpoint,Interactions,Share,Hits');
    expect(lines).toHaveLength(rowsOf('Checkpoints').length + 2);
  });

  test('without a network says so, and counts when it is there', async () => {
    server.goOffline();
    await shown();
    await expect.poll(() => text()).toContain('Could not count');
    server.goOnline();
    await click(one('button', 'Try now'));
    await expect.poll(() => rowsOf('Checkpoints').length).toBeGreaterThan(3);
  });

  test('shows what its address names, and tells the next one', async () => {
    const element = await shown({ address: 'period=yesterday&flow=voice&groupBy=queue' });
    expect(text(one('button', /^Started/))).toContain('Yesterday');
    await expect.poll(() => select('Flow').value).toBe('voice');
    const changed = heard('waypost-report-changed');
    await click(one('button', 'Funnel'));
    expect((await changed).address).toBe(
      'period=yesterday&flow=voice&part=funnel&groupBy=queue',
    );
    element.address = '';
    await element.updateComplete;
    expect(text(one('button', /^Started/))).toContain('Last 7 days');
    expect(one('button', 'Checkpoints').ariaPressed).toBe('true');
  });

  test('keeps what was counted last, out of reach, until the next is there', async () => {
    const client = new ScriptedClient();
    const address = 'period=yesterday';
    const { client: still } = reportStates['checkpoints']!('few') as { client: Waypost };
    const data = still.reports.checkpoints({ from: '', to: '' }).state.data!;
    await show('waypost-report', { client: client.asWaypost, timeZone: ZONE, address });
    client.reports.counted.tell({ status: 'live', data });
    await expect.poll(() => rowsOf('Checkpoints').length).toBeGreaterThan(0);
    const counted = () =>
      document.querySelector('waypost-report')!.renderRoot.querySelector('.counted')!;
    expect(counted().hasAttribute('inert')).toBe(false);

    client.reports.counted.tell({ status: 'loading', data: undefined });
    await choose('Flow', 'Voice');

    await expect.poll(() => counted().hasAttribute('inert')).toBe(true);
    expect(rowsOf('Checkpoints').length).toBeGreaterThan(0);
    client.reports.counted.tell({ status: 'live', data });
    await expect.poll(() => counted().hasAttribute('inert')).toBe(false);
  });

  test('without a client says so', async () => {
    await show('waypost-report', { timeZone: ZONE });
    expect(text()).toContain('Not connected yet');
  });

  test('is told what was refused', async () => {
    const client = new ScriptedClient();
    await show('waypost-report', { client: client.asWaypost, timeZone: ZONE });
    client.reports.counted.tell({
      status: 'error',
      error: new NetworkError('https://waypost.example', 'it did not answer'),
    });
    await expect.poll(() => text()).toContain('Could not count');
    expect(client.reports.asked[0]![1]).toMatchObject({ timeZone: ZONE });
  });

  describe.each([
    ['light', 'en', 900],
    ['dark', 'fr', 900],
    ['light', 'fr', 320],
    ['dark', 'en', 320],
  ] as const)('%s, %s, %d px', (scheme, language, width) => {
    test.each(Object.keys(reportStates))('%s has no barriers', async (state) => {
      document.documentElement.lang = language;
      document.documentElement.style.colorScheme = scheme;
      const element = await show('waypost-report', reportStates[state]!('many'), width);
      await element.updateComplete;
      await expectAccessible();
      expect(element.scrollWidth).toBeLessThanOrEqual(width);
    });
  });
});
