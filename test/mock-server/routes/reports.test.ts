import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointName } from '../../../api-client/contract/endpoints.ts';
import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../../../api-client/contract/report.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import {
  randomHistory,
  readGround,
  storeHistory,
  userIdOf,
  type Ground,
} from '../../helpers/random-history.ts';
import { countedBy, funnelBy, sharedBy, type Reach } from './report-oracle.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** In Paris, where clocks were put back on Sunday the 25th of October, it is 14:00. */
const now = new Date('2026-11-20T13:00:00.000Z');
const timeZone = 'Europe/Paris';
const month = { from: '2026-10-20T22:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };
const periods = {
  today: { from: '2026-11-19T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
  yesterday: { from: '2026-11-18T23:00:00.000Z', to: '2026-11-19T23:00:00.000Z' },
  'a month over the change of clocks': month,
  'three months': { from: '2026-08-19T22:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
};
/** What each is compared with: as many days before, until now's time; today with the same weekday. */
const before: Record<keyof typeof periods, Reach | null> = {
  today: { from: '2026-11-12T23:00:00.000Z', to: '2026-11-13T13:00:00.001Z' },
  yesterday: { from: '2026-11-17T23:00:00.000Z', to: '2026-11-18T23:00:00.000Z' },
  'a month over the change of clocks': {
    from: '2026-09-19T22:00:00.000Z',
    to: '2026-10-20T12:00:00.001Z',
  },
  'three months': null,
};
const users = ['agent', 'manager', 'admin'];

let server: DemoServer;
let drop: () => Promise<void>;
let ground: Ground;
let client: pg.Client;
const tokens = new Map<string, string>();
/** The ids of what each user's history lists: what they see is another test's. */
const seen = new Map<string, string[]>();

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ drop } = fresh);
  const elsewhere = new URL(fresh.url); // the database's own clock is not in UTC
  elsewhere.searchParams.set('options', '-c TimeZone=Pacific/Auckland');
  server = await DemoServer.on(elsewhere.href, { clock: { now: () => now } }, 0);
  const { db } = server.services;
  ground = await readGround(db);
  const all = randomHistory(400, seed, now, ground);
  const near = randomHistory(120, seed + 1, now, ground).map((one, index) => {
    const edges = Object.values(periods).flatMap(({ from, to }) => [from, to]);
    const at = Date.parse(edges[index % edges.length]!) + [-1, 0, 1, 3_600_000][index % 4]!;
    const startedAt = new Date(Math.min(at, now.getTime()));
    const moved = ({ at: was }: { at: Date }) =>
      new Date(was.getTime() + startedAt.getTime() - one.startedAt.getTime());
    const checkpoints = one.checkpoints.map((each) => ({ ...each, at: moved(each) }));
    return { ...one, id: newId(startedAt), startedAt, endedAt: null, checkpoints };
  });
  const manager = await userIdOf(db, 'manager');
  await storeHistory(db, ground, all.slice(0, 250), [manager]);
  await storeHistory(db, ground, [...all.slice(250), ...near], []);
  client = new pg.Client({ connectionString: fresh.url });
  await client.connect();
  for (const user of users) {
    tokens.set(user, (await server.signIn(user)).accessToken);
    seen.set(user, await listAll(user));
  }
});
afterAll(async () => {
  await client.end();
  await server.stop();
  await drop();
});

type Query = Record<string, string | readonly string[]>;

const call = (name: EndpointName, query: Query, user = 'admin') =>
  server.call(name, { token: tokens.get(user), query });

async function report<Report>(name: EndpointName, query: Query, user: string): Promise<Report> {
  const { status, body } = await call(name, { timeZone, ...query }, user);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Report;
}

async function listAll(user: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Query = { limit: '200', ...(cursor ? { cursor } : {}) };
    const { body } = await call('listInteractions', query, user);
    ids.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  } while (cursor);
  return ids;
}

/** Filters as a report takes them, and as a condition of the rows of interactions. */
function filters(): { query: Query; where: string }[] {
  const [one, other] = ground.routings;
  const queue = ground.queues[0]!.id;
  return [
    { query: {}, where: 'true' },
    {
      query: { flow: ['voice', 'sms-messaging'] },
      where: `flow in ('voice', 'sms-messaging')`,
    },
    { query: { queue: ['none', queue] }, where: `(queue_id is null or queue_id = '${queue}')` },
    { query: { routing: one!.id }, where: `routing_id = '${one!.id}'` },
    {
      query: { routingVersion: [`${one!.id}.2`, `${other!.id}.0`], flow: ['voice'] },
      where: `flow = 'voice' and ((routing_id = '${one!.id}' and routing_version = 2)
        or (routing_id = '${other!.id}' and routing_version is null))`,
    },
  ];
}

const cases = users.flatMap((user) =>
  (Object.keys(periods) as (keyof typeof periods)[]).map((period) => [user, period] as const),
);

describe(`checkpoints, against plain SQL (SEED=${seed})`, () => {
  it.each(cases)('%s, %s: counts, hits, days and what was before', async (user, period) => {
    for (const { query, where } of filters()) {
      const told = await report<CheckpointReport>(
        'readCheckpointReport',
        { ...periods[period], ...query },
        user,
      );
      const own = { ids: seen.get(user)!, where, timeZone };
      const expected = await countedBy(client, own, periods[period], before[period]);
      expect(told.before).toEqual(before[period]);
      expect(flattened(told)).toEqual(expected);
    }
  });

  it.each([
    ['flow', 'flow'],
    ['queue', `coalesce(queue_id::text, 'none')`],
    ['routing', `coalesce(routing_id::text, 'none')`],
    ['version', `coalesce(routing_id || '.' || coalesce(routing_version, 0), 'none')`],
  ])('by %s: every group is what its own filter counts', async (groupBy, key) => {
    for (const user of users) {
      const told = await report<CheckpointReport>(
        'readCheckpointReport',
        { ...month, groupBy },
        user,
      );
      const ids = seen.get(user)!;
      const { rows } = await client.query<{ key: string }>(
        `select distinct ${key} as key from interactions where id = any($1)
          and ((started_at >= $2 and started_at < $3) or (started_at >= $4 and started_at < $5))`,
        [
          ids,
          month.from,
          month.to,
          ...Object.values(before['a month over the change of clocks']!),
        ],
      );
      expect(told.groups.map(({ group }) => group!.key).sort()).toEqual(
        rows.map((row) => row.key).sort(),
      );
      expect(told.days).toEqual([]);
      for (const group of told.groups) {
        const own = { ids, where: `${key} = '${group.group!.key}'`, timeZone };
        const expected = await countedBy(
          client,
          own,
          month,
          before['a month over the change of clocks'],
        );
        expect({ ...flattened({ ...told, groups: [group] }), days: [] }).toEqual({
          ...expected,
          days: [],
        });
      }
    }
  });

  it('calls a deleted checkpoint as the last interaction calls it', async () => {
    const last = ground.checkpoints.at(-1);
    await client.query('delete from checkpoints where id = $1', [last!.id]);
    const told = await report<CheckpointReport>('readCheckpointReport', month, 'admin');
    expect(
      told.checkpoints.find(({ checkpointId }) => checkpointId === last!.id),
    ).toMatchObject({
      name: expect.stringMatching(/^checkpoint \d$/) as string,
      isDeleted: true,
    });
    const step = [ground.checkpoints[0]!.id, last!.id];
    const funnel = await report<FunnelReport>('readFunnelReport', { ...month, step }, 'admin');
    expect(funnel.steps.map(({ isDeleted }) => isDeleted)).toEqual([false, true]);
  });
});

/** A report of one group as the oracle tells it. */
function flattened({ groups: [group], checkpoints, days }: CheckpointReport) {
  const { interactions, before: former, checkpoints: figures } = group!;
  return {
    interactions,
    before: former,
    checkpoints: Object.fromEntries(
      figures.map(({ checkpointId, attached, hits, before: ago }) => [
        checkpointId,
        { attached, hits, before: ago },
      ]),
    ),
    days: days.map((day) => ({
      day: day.day,
      interactions: day.interactions,
      attached: Object.fromEntries(
        day.attached.flatMap((count, index) =>
          count ? [[checkpoints[index]!.checkpointId, count]] : [],
        ),
      ),
    })),
  };
}

describe(`a funnel, against plain SQL (SEED=${seed})`, () => {
  it.each(cases)('%s, %s', async (user, period) => {
    for (const [index, { query, where }] of filters().entries()) {
      const known = ground.checkpoints.slice(0, 5).map(({ id }) => id);
      const step = [...known.slice(index), ...known.slice(0, index)].slice(0, 2 + (index % 3));
      const told = await report<FunnelReport>(
        'readFunnelReport',
        { ...periods[period], ...query, step },
        user,
      );
      const own = { ids: seen.get(user)!, where, timeZone };
      const expected = await funnelBy(client, own, periods[period], step);
      expect(told.interactions).toBe(expected.interactions);
      expect(told.steps.map(({ checkpointId }) => checkpointId)).toEqual(step);
      expect(told.steps.map(({ reached }) => reached)).toEqual(expected.reached);
      const times = [...told.steps.map(({ since }) => since), told.inAll];
      expect(times.length).toBe(expected.times.length);
      for (const [place, time] of times.entries()) {
        const wanted = expected.times[place];
        expect(time === null).toBe(wanted === null);
        expect(time?.median ?? 0).toBeCloseTo(wanted?.median ?? 0, 3);
        expect(time?.ninetieth ?? 0).toBeCloseTo(wanted?.ninetieth ?? 0, 3);
      }
    }
  });
});

describe(`load sharing, against plain SQL (SEED=${seed})`, () => {
  it.each(cases)('%s, %s', async (user, period) => {
    for (const { query, where } of filters())
      for (const routing of ground.routings.slice(0, 2)) {
        const goal = ground.checkpoints[1]!.id;
        const asked = { ...periods[period], ...query, sharedBy: routing.id, goal };
        const told = await report<LoadSharingReport>('readLoadSharingReport', asked, user);
        const own = { ids: seen.get(user)!, where, timeZone };
        const counts = Object.fromEntries(
          told.sharings.flatMap(({ version, actionId, links }) =>
            links.map(({ link, interactions, reached }) => [
              `${version}.${actionId}.${link}`,
              [interactions, reached],
            ]),
          ),
        );
        const expected = await sharedBy(client, own, periods[period], routing.id, goal);
        expect(counts).toEqual(expected);
        const second = await report<LoadSharingReport>(
          'readLoadSharingReport',
          { ...asked, version: '2' },
          user,
        );
        expect(second.sharings).toEqual(told.sharings.filter(({ version }) => version === 2));
      }
  });

  it('tells the difference of each link from the first', async () => {
    const asked = {
      ...month,
      sharedBy: ground.routings[0]!.id,
      goal: ground.checkpoints[0]!.id,
    };
    const { sharings } = await report<LoadSharingReport>(
      'readLoadSharingReport',
      asked,
      'admin',
    );
    expect(sharings.length).toBeGreaterThan(0);
    for (const { links } of sharings)
      for (const [index, { share, difference, verdict }] of links.entries()) {
        expect(difference === null).toBe(index === 0);
        if (!difference) continue;
        expect(difference.value).toBeCloseTo(share!.value - links[0]!.share!.value, 12);
        const told =
          difference.low > 0 ? 'higher' : difference.high < 0 ? 'lower' : 'undecided';
        expect(verdict).toBe(told);
      }
  });
});
