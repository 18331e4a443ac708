import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Filling } from '../../api-client/cache-filling.ts';
import { Cache } from '../../api-client/cache.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { NetworkError, ProblemError } from '../../api-client/errors.ts';
import { dropDatabase } from '../../api-client/drop-database.ts';
import type { Session, Sync } from '../../api-client/sync.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { rowOf } from './rows.ts';

/* A server with some interactions, newest first, which answers as the test lets it. */

type Query = HistoryQuery & { limit: number; cursor?: string | undefined };

let name: string;
let all: Interaction[];
let asked: Query[];
/** Told of every call before it is answered. */
let meet: (query: Query) => void | Promise<void>;
let isFollowed: boolean;
const opened: { cache: Cache; filling: Filling }[] = [];

const serve = (async (_, { query }: { query: Query }) => {
  asked.push(query);
  await meet(query);
  const from = query.cursor ? Number(query.cursor) : all.findIndex(isIn(query));
  const items = from < 0 ? [] : all.slice(from, from + query.limit);
  const next = from + items.length;
  return { items, nextCursor: next < all.length && items.length ? String(next) : null };
}) as Sync['call'];

const isIn =
  ({ to }: Query) =>
  (row: Interaction) =>
    !to || row.startedAt < to;

/** One more tab, or the next session. */
function open(rows?: number) {
  const cache = new Cache(name, () => {});
  const session = { name, cache } as Session; // filling looks at nothing else of it
  const filling = new Filling(session, { call: serve, isFollowed: () => isFollowed }, rows);
  const one = { cache, filling };
  opened.push(one);
  return one;
}

beforeEach(() => {
  name = `cache ${crypto.randomUUID()}`;
  all = Array.from({ length: 1_000 }, (_, index) => rowOf(index));
  asked = [];
  meet = () => {};
  isFollowed = true;
});

afterEach(async () => {
  for (const { cache, filling } of opened.splice(0)) {
    filling.end();
    cache.close();
  }
  await dropDatabase(name);
});

const everything = { since: null, isWhole: true };

test('everything is kept, newest first, and can be searched', async () => {
  const { cache, filling } = open();
  await cache.reset('a');
  await filling.start();
  expect(await cache.countRows()).toBe(1_000);
  expect(await cache.readKept({})).toEqual(everything);
  expect((await cache.find({ search: 'customer777@' }, { limit: 9 }))?.rows).toEqual([
    rowOf(777),
  ]);
  expect(asked).toHaveLength(5);
  await filling.start();
  expect(asked).toHaveLength(5);
});

test('as many are kept as are wanted, and from when on is told', async () => {
  const { cache, filling } = open(400);
  await cache.reset('a');
  await filling.start();
  expect(await cache.countRows()).toBe(400);
  const { since } = (await cache.readKept({}))!;
  expect(since! > rowOf(399).startedAt && since! <= rowOf(398).startedAt).toBe(true);
});

test('what was broken off goes on in the next session, from where it was', async () => {
  meet = () => {
    if (asked.length === 3) throw new NetworkError('', 'it is away');
  };
  const first = open();
  await first.cache.reset('a');
  await first.filling.start();
  expect(await first.cache.countRows()).toBe(400);
  expect(await first.cache.readKept({})).toMatchObject({ isWhole: true });

  asked = [];
  meet = () => {};
  const next = open();
  await next.filling.start();
  const to = asked[0]?.to ?? '';
  expect(to > rowOf(399).startedAt && to <= rowOf(398).startedAt).toBe(true);
  expect(await next.cache.countRows()).toBe(1_000);
  expect(await next.cache.readKept({})).toEqual(everything);
});

test('nothing is loaded while nothing would keep it true', async () => {
  const { cache, filling } = open();
  await filling.start(); // no cursor is known
  await cache.reset('a');
  isFollowed = false;
  await filling.start();
  expect(asked).toEqual([]);
});

test('when everything was let go meanwhile, it begins anew, and keeps nothing of before', async () => {
  const { cache, filling } = open();
  await cache.reset('a');
  meet = async () => {
    if (asked.length !== 3) return;
    all = all.slice(100); // the user sees less from now on
    await cache.reset('b');
  };
  await filling.start();
  expect(await cache.countRows()).toBe(900);
  expect(await cache.readKept({})).toEqual(everything);
  expect(asked[3]).toMatchObject({ to: undefined, cursor: undefined });
});

test('when everything was let go after all was done, it is loaded again', async () => {
  const { cache, filling } = open(400);
  await cache.reset('a');
  await filling.start();
  await cache.reset('b');
  await filling.start();
  expect(await cache.countRows()).toBe(400);
});

test('when everything was let go meanwhile, what went is not counted', async () => {
  const { cache, filling } = open(600);
  await cache.reset('a');
  meet = async () => {
    if (asked.length === 3) await cache.reset('b');
  };
  await filling.start();
  expect(await cache.countRows()).toBe(600);
});

test('a row that is gone while its page is on the way is not kept', async () => {
  const { cache, filling } = open();
  await cache.reset('a');
  meet = () => {
    if (asked.length === 2) cache.hear([{ kind: 'gone', interactionId: rowOf(250).id }]);
  };
  await filling.start();
  expect(await cache.countRows()).toBe(999);
});

test('what lies before all that there is to see is not waited for', async () => {
  const { cache, filling } = open();
  await cache.reset('a');
  await cache.writePage({ rows: [rowOf(0)], whole: { since: rowOf(0).startedAt } });
  meet = () => {
    throw new ProblemError({
      type: 'urn:waypost:problem:period-too-long',
      title: 'Too long',
      status: 400,
    } as ConstructorParameters<typeof ProblemError>[0]);
  };
  await filling.start();
  expect(await cache.readKept({})).toEqual(everything);
});

test('of two tabs one loads; when it closes, the other goes on', async () => {
  const [first, other] = [open(), open()];
  await first.cache.reset('a');
  const answered = Promise.withResolvers<void>();
  meet = () => (asked.length === 2 ? answered.promise : undefined);
  const one = first.filling.start();
  await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 10_000 });
  const two = other.filling.start();
  first.filling.end();
  answered.resolve();
  await Promise.all([one, two]);
  expect(await other.cache.countRows()).toBe(1_000);
  expect(await other.cache.readKept({})).toEqual(everything);
  const cursors = asked.map(({ cursor, to }) => cursor ?? to);
  expect(new Set(cursors).size).toBe(cursors.length);
});
