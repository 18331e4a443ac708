import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../../api-client/contract/report.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import {
  randomHistory,
  readGround,
  storeHistory,
  userIdOf,
  type Ground,
} from '../helpers/random-history.ts';
import { stateOf as historyStateOf } from '../../widget/shared/history-address.ts';
import { queryOf } from '../../widget/shared/history-state.ts';
import { checkpointTable, dayTable } from '../../widget/shared/report-checkpoints.ts';
import { funnelTable } from '../../widget/shared/report-funnel.ts';
import { sharingTable } from '../../widget/shared/report-load-sharing.ts';
import { csvOf, type Cell, type ReportTable } from '../../widget/shared/report-table.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const now = new Date('2026-11-20T13:00:00.000Z');
const today = '2026-11-20';
const timeZone = 'Europe/Paris';
const period = { from: '2026-11-06T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };
const users = ['agent', 'manager', 'admin'];

let server: DemoServer;
let ground: Ground;
const tokens = new Map<string, string>();

beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock: { now: () => now } });
  ground = await readGround(server.services.db);
  const all = randomHistory(700, seed, now, ground);
  const { db } = server.services;
  const [agent, manager] = [await userIdOf(db, 'agent'), await userIdOf(db, 'manager')];
  await storeHistory(db, ground, all.slice(0, 250), [agent]);
  await storeHistory(db, ground, all.slice(250, 450), [manager]);
  await storeHistory(db, ground, all.slice(450), []);
  for (const user of users) tokens.set(user, (await server.signIn(user)).accessToken);
});
afterAll(() => server.stop());

async function report<Report>(
  name: 'readCheckpointReport' | 'readFunnelReport' | 'readLoadSharingReport',
  user: string,
  query: Record<string, string | readonly string[]>,
): Promise<Report> {
  const { status, body } = await server.call(name, {
    token: tokens.get(user),
    query: { timeZone, ...period, ...query },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Report;
}

/** How many interactions the history finds at the address of a figure. */
async function found(address: string, user: string): Promise<number> {
  const query = queryOf(historyStateOf(address), today, timeZone);
  const { sort: _, ...filter } = query;
  const { status, body } = await server.call('countInteractions', {
    token: tokens.get(user),
    query: filter as Record<string, string>,
  });
  expect(status, address + JSON.stringify(body)).toBe(200);
  return body.count as number;
}

/** Every cell of a table that leads somewhere and is a count, held against what is found there. */
async function expectFound(table: ReportTable, user: string): Promise<number> {
  const cells = table.groups.flatMap(({ note, rows }) => [
    ...(note ? [note] : []),
    ...rows.flat(),
  ]);
  const counts = cells.filter(
    (cell): cell is Cell & { address: string; file: string } =>
      cell.address !== undefined && /^\d+$/.test(cell.file ?? ''),
  );
  for (const { address, file } of counts)
    expect([address, await found(address, user)]).toEqual([address, Number(file)]);
  return counts.length;
}

const figures = { url: '', open: () => {} };

describe(`every count leads to as many interactions (SEED=${seed})`, () => {
  test.each(users)('of the checkpoints, by day and by group, for %s', async (user) => {
    let checked = 0;
    for (const groupBy of ['', 'flow', 'queue', 'routing', 'version'] as const)
      for (const filter of groupBy ? [{}] : [{}, { queue: ['none', ground.queues[0]!.id] }]) {
        const told = await report<CheckpointReport>('readCheckpointReport', user, {
          ...filter,
          ...(groupBy ? { groupBy } : {}),
        });
        const drawn = told.checkpoints[0]?.checkpointId ?? '';
        const part = {
          report: told,
          ground: { filter, timeZone },
          figures,
          groupBy,
          drawn,
          draw: () => {},
        };
        // hits count more than interactions: they lead to those that were hit
        const table = withoutColumn(checkpointTable(part), 3);
        checked += await expectFound(table, user);
        if (groupBy) continue;
        const days = told.days.map(({ attached, ...day }) => ({
          ...day,
          attached: attached[0],
        }));
        checked += await expectFound(dayTable(part, days, told.checkpoints[0]), user);
      }
    expect(checked).toBeGreaterThan(20);
  });

  test.each(users)('of a funnel, its steps and who dropped off, for %s', async (user) => {
    const step = ground.checkpoints.slice(0, 4).map(({ id }) => id);
    const filter = { flow: ['voice', 'chat-messaging', 'sms-messaging'] as const };
    const told = await report<FunnelReport>('readFunnelReport', user, { ...filter, step });
    const checked = await expectFound(
      funnelTable({
        report: told,
        ground: { filter: { flow: [...filter.flow] }, timeZone },
        figures,
      }),
      user,
    );
    expect(checked).toBeGreaterThan(3);
  });

  test.each(users)('of the links of load sharings, for %s', async (user) => {
    const told = await report<LoadSharingReport>('readLoadSharingReport', user, {
      sharedBy: ground.routings[0]!.id,
      goal: ground.checkpoints[0]!.id,
    });
    expect(told.sharings.length).toBeGreaterThan(0);
    for (const sharing of told.sharings) {
      const part = { report: told, ground: { filter: {}, timeZone }, figures };
      await expectFound(sharingTable(part, sharing), user);
    }
  });
});

function withoutColumn(table: ReportTable, column: number): ReportTable {
  const groups = table.groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => row.toSpliced(column, 1)),
  }));
  return { ...table, groups };
}

test('a file has the table’s cells, with nothing that a spreadsheet would calculate', () => {
  const cell = (words: string, file?: string): Cell =>
    file === undefined ? { words } : { words, file };
  const table: ReportTable = {
    title: 'Checkpoints',
    name: 'checkpoints',
    columns: [{ words: 'Checkpoint' }, { words: 'Interactions' }],
    groups: [
      {
        title: '',
        rows: [
          [cell('=1+1'), cell('1,234', '1234')],
          [cell('a "b", c'), cell('–')],
        ],
      },
    ],
  };
  expect(csvOf(table)).toBe(`Checkpoint,Interactions\r\n'=1+1,1234\r\n"a ""b"", c",–\r\n`);
  const grouped = { ...table, groups: [{ title: 'Orders', rows: table.groups[0]!.rows }] };
  expect(csvOf(grouped).split('\r\n').slice(0, 2)).toEqual([
    'Group,Checkpoint,Interactions',
    `Orders,'=1+1,1234`,
  ]);
});

test('the client follows a report, and tells a refusal as a sentence', async () => {
  const client = createWaypost({
    url: server.url,
    getToken: () => Promise.resolve(tokens.get('admin')!),
    cache: false,
    realtime: false,
  });
  const { signal } = new AbortController();
  const settled = <Data>(
    subscription: ReturnType<typeof client.reports.checkpoints> | { subscribe: unknown },
  ) =>
    new Promise<{ status: string; data: Data | undefined; error: Error | undefined }>(
      (resolve) =>
        (subscription as ReturnType<typeof client.reports.checkpoints>).subscribe(
          (state) => {
            if (state.status === 'live' || state.status === 'error')
              resolve(state as unknown as Parameters<typeof resolve>[0]);
          },
          { signal },
        ),
    );
  const counted = await settled<CheckpointReport>(
    client.reports.checkpoints({ timeZone, ...period }),
  );
  const expected = await report<CheckpointReport>('readCheckpointReport', 'admin', {});
  expect(counted.data).toEqual(expected);
  const funnel = await settled(
    client.reports.funnel({ timeZone, ...period, step: [ground.checkpoints[0]!.id] }),
  );
  expect(funnel.error?.message).toContain('Choose 2 to 10 checkpoints');
  client.close();
});
