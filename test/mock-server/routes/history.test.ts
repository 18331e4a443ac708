import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryFilter, HistorySort } from '../../../api-client/contract/history.ts';
import { historyColumns } from '../../../api-client/contract/history-columns.ts';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { orderOf } from '../../../api-client/history-order.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import {
  randomHistory,
  readGround,
  storeHistory,
  userIdOf,
  type Ground,
  type PlainInteraction,
} from '../../helpers/random-history.ts';
import { expectedIds } from './history-oracle.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const now = new Date('2026-05-31T12:00:00.000Z');

let server: DemoServer;
let drop: () => Promise<void>;
let admin = '';
let agent = '';
let ground: Ground;
let all: PlainInteraction[];

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ drop } = fresh);
  const elsewhere = new URL(fresh.url); // the database's own clock is not in UTC
  elsewhere.searchParams.set('options', '-c TimeZone=Pacific/Auckland');
  server = await DemoServer.on(elsewhere.href, { clock: { now: () => now } }, 0);
  admin = (await server.signIn('admin')).accessToken;
  agent = (await server.signIn('agent')).accessToken;
  ground = await readGround(server.services.db);
  all = randomHistory(100, seed, now, ground);
  await storeHistory(server.services.db, ground, all, [
    await userIdOf(server.services.db, 'admin'),
  ]);
});
afterAll(async () => {
  await server.stop();
  await drop();
});

type Query = Record<string, string | readonly string[]>;

const list = (query: Query = {}, token = admin) =>
  server.call('listInteractions', { token, query });

async function paged(query: Query, limit = 7, token = admin): Promise<Interaction[]> {
  const items: Interaction[] = [];
  let cursor: string | null = null;
  do {
    const page = { ...query, limit: String(limit), ...(cursor ? { cursor } : {}) };
    const answer = await list(page, token);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    items.push(...(answer.body.items as Interaction[]));
    cursor = answer.body.nextCursor as string | null;
  } while (cursor !== null);
  return items;
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const sorts = historyColumns.flatMap((column): HistorySort[] => [column, `-${column}`]);

describe(`the history under every sort (SEED=${seed})`, () => {
  it.each(sorts)('%s: pages of seven give every row once, in order', async (sort) => {
    expect(idsOf(await paged({ sort }))).toEqual(expectedIds(all, {}, sort));
  });

  it.each(sorts)('%s: pages of a filter, too', async (sort) => {
    const filter: HistoryFilter = {
      direction: ['incoming'],
      status: ['processed', 'aborted', 'waiting'],
    };
    expect(idsOf(await paged({ ...filter, sort } as Query, 3))).toEqual(
      expectedIds(all, filter, sort),
    );
  });
});

/** Each field with one value and with two, and some together. */
function filters(): HistoryFilter[] {
  const [first, second] = [all[3]!, all[8]!];
  const [a, b] = [ground.checkpoints[0]!, ground.checkpoints[1]!];
  const ids = (list: readonly { id: string }[]) => [list[0]!.id, list[1]!.id];
  const many: HistoryFilter[] = [
    { id: [first.id, second.id] },
    { flow: ['voice', 'chat-messaging'] },
    { status: ['warning', 'in-progress'] },
    { direction: ['incoming', 'outgoing'] },
    { originalRouting: ['direct', 'smart'] },
    { currentRouting: ['direct', 'smart'] },
    { advisor: ids(ground.users) },
    { participant: ids(ground.users) },
    { queue: ids(ground.queues) },
    { routing: ids(ground.routings) },
    { routing: ['none', ground.routings[0]!.id] },
    { queue: ['none', ground.queues[0]!.id] },
    { routingVersion: [`${ground.routings[0]!.id}.2`, `${ground.routings[1]!.id}.0`] },
    { link: ['link-2', 'link-10'].map((link) => `${ground.routings[0]!.id}.1.share.${link}`) },
    { checkpointOrder: [`${a.id}.${b.id}`, b.id] },
    { withoutCheckpointOrder: [`${b.id}.${a.id}`, `${a.id}.${b.id}`] },
    { voiceCampaign: ['Été', 'winter'] },
    { tag: ['a%b', 'urgent'] },
    { template: ground.templates.slice(0, 2) },
    { checkpoint: [a.id, b.id] },
    { withoutCheckpoint: [a.id, b.id] },
    { checkpointSequence: [`${a.id}.${b.id}.1`] },
  ];
  const single = many.map((filter) => {
    const [[name, values]] = Object.entries(filter) as [[string, string[]]];
    return { [name]: values.slice(0, 1) } as HistoryFilter;
  });
  return [
    ...many,
    ...single,
    {
      checkpointSequence: [`${a.id}.${b.id}.2`, `${b.id}.${ground.checkpoints[2]!.id}.100000`],
    },
    { from: '2026-04-01T00:00:00Z', startedBefore: '2026-04-20T07:08:09.123Z' },
    {
      checkpointOrder: [a.id],
      withoutCheckpointOrder: [`${a.id}.${b.id}.${ground.checkpoints[2]!.id}`],
    },
    { crmRecord: 'linked' },
    { crmRecord: 'none' },
    { from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z' },
    { endedFrom: '2026-04-01T00:00:00Z', endedTo: '2026-05-01T00:00:00Z' },
    { search: 'a_b' },
    { search: 'a%b', crmRecord: 'none', withoutCheckpoint: [a.id] },
    { search: "o'neil@" },
    { tag: ['VIP'], participant: ids(ground.users), flow: ['voice', 'sms-messaging'] },
  ];
}

describe(`the history under every filter (SEED=${seed})`, () => {
  it('finds exactly what has one of the values in each field', async () => {
    for (const [index, filter] of filters().entries()) {
      const sort = sorts[index % sorts.length]!;
      const found = idsOf(await paged({ ...filter, sort } as Query, 50));
      expect({ filter, sort, found }).toEqual({
        filter,
        sort,
        found: expectedIds(all, filter, sort),
      });
    }
  });

  it('counts exactly what it finds', async () => {
    for (const filter of filters()) {
      const { body } = await server.call('countInteractions', {
        token: admin,
        query: filter as Query,
      });
      const count = expectedIds(all, filter).length;
      expect({ filter, body }).toEqual({ filter, body: { count, isExact: true } });
    }
  });

  it('is what a client finds by itself in all that there is', async () => {
    const rows = await paged({}, 200);
    for (const filter of filters()) {
      const found = rows.filter(filterOf(filter));
      for (const sort of sorts)
        expect({ filter, sort, found: idsOf(orderOf(sort).sort(found)) }).toEqual({
          filter,
          sort,
          found: expectedIds(all, filter, sort),
        });
    }
  });

  it('finds a part of a number in any spelling', async () => {
    const wanted = all.filter(({ contact }) => contact.phone?.includes('61234000'));
    for (const search of ['06 12 34 000', '+33 6 12.34.000', '0033612-34000', '61234000'])
      expect([search, idsOf(await paged({ search }, 50)).sort()]).toEqual([
        search,
        idsOf(wanted).sort(),
      ]);
  });
});

describe('pages of the history', () => {
  it('give every earlier row once while others arrive', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await list({ limit: '20', ...(cursor ? { cursor } : {}) });
      seen.push(...idsOf(body.items));
      cursor = body.nextCursor;
      const late = randomHistory(3, seed + seen.length, now, ground).map((one) => ({
        ...one,
        id: newId(now),
        startedAt: now,
      }));
      await storeHistory(server.services.db, ground, late, [
        await userIdOf(server.services.db, 'admin'),
      ]);
    } while (cursor);
    expect(seen).toEqual(expectedIds(all, {}));
  });

  it('refuse a cursor of another filter, another sort, and what is none', async () => {
    const filter = { direction: ['incoming', 'outgoing'] };
    const { body } = await list({ ...filter, limit: '2', sort: 'contact' });
    const cursor = body.nextCursor as string;
    const same = await list({ direction: ['outgoing', 'incoming'], sort: 'contact', cursor });
    expect(same.status).toBe(200);
    for (const query of [
      { ...filter, sort: '-contact', cursor },
      { direction: ['incoming'], sort: 'contact', cursor },
      { ...filter, sort: 'contact', cursor: 'garbage' },
      { ...filter, sort: 'contact', cursor: cursor.slice(2) },
      { ...filter, sort: 'end', cursor: forged(cursor, 'end', "'; drop") },
      { ...filter, sort: 'end', cursor: forged(cursor, 'end', '2026-13-01 00:00:00+00') },
      { ...filter, sort: 'end', cursor: forged(cursor, 'end', '2026-02-30 00:00:00+00') },
      { ...filter, sort: 'end', cursor: forged(cursor, 'end', '2026-02-01 24:01:00.1+00') },
    ])
      expect(problemOf(await list(query)).slice(0, 2)).toEqual(['invalid-input', ['cursor']]);
  });

  /** The cursor as if it were of another sort, with a value that this one does not have. */
  function forged(cursor: string, sort: string, value: string): string {
    const [purpose = '', , id] = JSON.parse(
      atob(cursor.replaceAll('-', '+').replaceAll('_', '/')),
    );
    return btoa(JSON.stringify([purpose.replace('contact', sort), value, id]));
  }
});

function problemOf({ body }: Awaited<ReturnType<typeof list>>) {
  const { type, errors, detail } = body as {
    type: string;
    detail: string;
    errors: { path: string }[];
  };
  return [type?.split(':').at(-1), errors?.map(({ path }) => path), detail];
}

describe('what is no filter', () => {
  const day = (text: string) => `${text}T00:00:00Z`;

  it.each<[string, Query, string, string]>([
    ['too old', { from: day('2020-01-01') }, 'period-too-long', 'from'],
    ['an end too old', { endedFrom: day('2020-01-01') }, 'period-too-long', 'endedFrom'],
    ['too old at its end', { to: day('2020-01-01') }, 'period-too-long', 'to'],
    ['too long', { from: day('2026-03-01'), to: day('2026-06-03') }, 'period-too-long', 'to'],
    [
      'over before it begins',
      { from: day('2026-05-02'), to: day('2026-05-01') },
      'invalid-input',
      'to',
    ],
    [
      'ended before it begins',
      { endedFrom: day('2026-05-02'), endedTo: day('2026-05-01') },
      'invalid-input',
      'endedTo',
    ],
    ['in no zone', { timeZone: 'Mars/Olympus' }, 'invalid-input', 'timeZone'],
    ['by an unknown column', { sort: '-colour' }, 'invalid-input', 'sort'],
    ['by an unknown field', { colour: 'red' }, 'invalid-input', 'colour'],
    [
      'of ten thousand ids',
      { id: Array.from({ length: 201 }, () => newId(now)) },
      'invalid-input',
      'id',
    ],
    ['of no id', { queue: 'first' }, 'invalid-input', 'queue.0'],
    ['of no version', { routingVersion: 'first.2' }, 'invalid-input', 'routingVersion.0'],
    ['of no link', { link: `${newId(now)}.1.share.link-11` }, 'invalid-input', 'link.0'],
    ['of no order', { checkpointOrder: 'a.b' }, 'invalid-input', 'checkpointOrder.0'],
    [
      'of a sequence without an end',
      { checkpointSequence: 'a.b.30' },
      'invalid-input',
      'checkpointSequence.0',
    ],
  ])('%s is refused with the field that is wrong', async (_, query, kind, path) => {
    expect(problemOf(await list(query)).slice(0, 2)).toEqual([kind, [path]]);
  });

  it('is told the columns when it sorts by none of them', async () => {
    const { errors } = (await list({ sort: '-colour' })).body;
    expect(errors[0].message).toBe(
      'There is no column “colour” to sort by. There are start, end, flow, status, direction, original-routing, current-routing, advisor, queue, contact, voice-campaign, checkpoints, each downwards with “-” before it.',
    );
  });

  it('is told the bound in the zone that it names', async () => {
    const bound = async (timeZone: string) =>
      problemOf(await list({ timeZone, from: day('2026-02-01') }))[2];
    expect(await bound('Europe/Paris')).toContain('2026-02-27T23:00:00.000Z (2026-02-28 in'); // 31 May: clamped
    expect(await bound('Pacific/Auckland')).toContain(
      '2026-02-28T11:00:00.000Z (2026-03-01 in',
    ); // 1 June there
  });

  it('begins at midnight of the first day, wherever the reader is', async () => {
    const first = [
      ['Europe/Paris', '2026-02-27T23:00:00.000Z'],
      ['Pacific/Auckland', '2026-02-28T11:00:00.000Z'],
      ['America/Los_Angeles', '2026-02-28T08:00:00.000Z'],
    ] as const;
    for (const [timeZone, from] of first) {
      expect((await list({ timeZone, from })).status).toBe(200);
      const earlier = new Date(Date.parse(from) - 1).toISOString();
      expect((await list({ timeZone, from: earlier })).status).toBe(422);
    }
  });

  it('shows nothing that is not the user’s, though the filter names it', async () => {
    const foreign = all
      .filter(({ participantIds }) => participantIds.length === 0)
      .slice(0, 20);
    const { body } = await list({ id: idsOf(foreign), limit: '50' }, agent);
    expect(body).toEqual({ items: [], nextCursor: null });
  });
});

describe('a day of 23 or 25 hours', () => {
  it.each([
    ['2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['2025-10-26', '2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z', 25],
  ])('%s in Europe/Paris is a period like any other', async (_, from, to, hours) => {
    expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(hours);
    const moment = new Date(Date.parse(to) + 3_600_000);
    const other = await DemoServer.start({ interactions: 0, clock: { now: () => moment } });
    const { accessToken: token } = await other.signIn('admin');
    const near = [-1, 0, 3_600_000 * hours - 1, 3_600_000 * hours].map((offset) => {
      const startedAt = new Date(Date.parse(from) + offset);
      const [one] = randomHistory(1, seed, now, ground) as [PlainInteraction];
      return { ...one, id: newId(startedAt), startedAt };
    });
    const { db } = other.services;
    const own = await db
      .selectFrom('users')
      .select(['id', 'organisation_id'])
      .where('username', '=', 'admin')
      .executeTakeFirstOrThrow();
    await storeHistory(db, { ...ground, organisationId: own.organisation_id }, near, [own.id]);
    const query = { timeZone: 'Europe/Paris', from, to };
    const { body } = await other.call('listInteractions', { token, query });
    expect(idsOf(body.items)).toEqual([near[2]!.id, near[1]!.id]);
    await other.stop();
  });
});

describe('what the history can be filtered by', () => {
  it.each(['admin', 'agent'])('is for %s what they see, by name', async (username) => {
    const token = username === 'admin' ? admin : agent;
    const seen = await paged({}, 200, token);
    expect(seen.length).toBeGreaterThan(0);
    const { body } = await server.call('readHistoryChoices', { token });

    const names = body.advisors.map(({ name }: { name: string }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
    expect(new Set(body.advisors.map(({ id }: { id: string }) => id))).toEqual(
      new Set([
        await userIdOf(server.services.db, username),
        ...seen.flatMap(({ participantIds, advisor }) =>
          advisor ? [...participantIds, advisor.id] : participantIds,
        ),
      ]),
    );
    expect(body.voiceCampaigns.toSorted()).toEqual(
      [...new Set(seen.flatMap(({ voiceCampaign }) => voiceCampaign ?? []))].sort(),
    );
    expect(body.tags).toEqual(expect.arrayContaining(seen.flatMap(({ tags }) => tags)));
    expect(body.templates.map(({ id }: { id: string }) => id).sort()).toEqual(
      ground.templates.toSorted(),
    );
  });
});
