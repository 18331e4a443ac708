import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyColumns } from '../../../api-client/contract/history-columns.ts';
import type { HistoryFilter, HistorySort } from '../../../api-client/contract/history.ts';
import { readFilter } from '../../../mock-server/history/read-filter.ts';
import { orderOf } from '../../../mock-server/storage/history/order.ts';
import {
  selectFirst,
  type Found,
  type Selection,
} from '../../../mock-server/storage/history/selection.ts';
import type { Place } from '../../../mock-server/storage/keyset.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import {
  randomHistory,
  readGround,
  storeHistory,
  userIdOf,
  type Ground,
  type PlainInteraction,
} from '../../helpers/random-history.ts';
import { expectedIds } from '../routes/history-oracle.ts';

/*
 * What a page is read by where little is found, or far away: of a history of a hundred it would never be come to, as a
 * page is found by going through the list before.
 */

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const now = new Date('2026-05-31T12:00:00.000Z');
const sorts = historyColumns.flatMap((column): HistorySort[] => [column, `-${column}`]);

let server: DemoServer;
let ground: Ground;
let all: PlainInteraction[];
let userId = '';

beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock: { now: () => now } });
  const { db } = server.services;
  userId = await userIdOf(db, 'admin');
  ground = await readGround(db);
  all = randomHistory(100, seed, now, ground);
  await storeHistory(db, ground, all, [userId]);
});
afterAll(() => server.stop());

async function gather(
  filter: HistoryFilter,
  sort: HistorySort,
  { after, count = 1000 }: { after?: Place | undefined; count?: number } = {},
) {
  const { db } = server.services;
  const { organisationId } = ground;
  const selection: Selection = {
    organisationId,
    userId,
    userType: 'administrator',
    window: { now },
    filter: readFilter(filter, { now, timeZone: 'UTC', region: 'FR' }),
    order: await orderOf(db, organisationId, sort),
    after,
  };
  const { rows } = await sql<Found>`${selectFirst(selection, count)}`.execute(db);
  return rows;
}

const idsOf = (rows: readonly Found[]) => rows.map(({ id }) => id);

describe.each(sorts)(`what is gathered by %s (SEED=${seed})`, (sort) => {
  const filters: HistoryFilter[] = [
    {},
    { from: '2026-04-01T00:00:00Z', to: '2026-05-20T00:00:00Z' },
    { direction: ['incoming'], status: ['processed', 'aborted', 'waiting'] },
  ];

  it.each(filters)(
    'is in order, from the first on and from behind any other: %j',
    async (filter) => {
      const expected = expectedIds(all, filter, sort);
      const rows = await gather(filter, sort);
      expect(idsOf(rows)).toEqual(expected);
      expect(idsOf(await gather(filter, sort, { count: 11 }))).toEqual(expected.slice(0, 11));
      for (let index = 3; index < rows.length; index += 13)
        expect(idsOf(await gather(filter, sort, { after: rows[index] }))).toEqual(
          expected.slice(index + 1),
        );
    },
  );
});
