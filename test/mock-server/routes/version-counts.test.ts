import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import type { VersionCounts } from '../../../api-client/contract/routing.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

/** The demo’s past month, as its routings ran it. */
const now = new Date('2026-10-28T13:00:00.000Z');
const week = { from: '2026-10-21T13:00:00.000Z', to: '2026-10-28T13:00:00.000Z' };
/** In which the demo’s interactions of that week ran. */
const VERSION = 2;
const users = ['agent', 'manager', 'admin'];

let server: DemoServer;
let drop: () => Promise<void>;
let routingId: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ drop } = fresh);
  server = await DemoServer.on(fresh.url, { clock: { now: () => now } }, 400);
  for (const user of users) tokens.set(user, (await server.signIn(user)).accessToken);
  const { db } = server.services;
  const row = await db
    .selectFrom('routings')
    .select('id')
    .where('reference', '=', 'welcome-orders')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  routingId = row.id;
});
afterAll(async () => {
  await server.stop();
  await drop();
});

const count = (user: string, query: Record<string, string> = week, number = VERSION) =>
  server.call('countVersion', {
    token: tokens.get(user),
    params: { id: routingId, number: String(number) },
    query,
  });

/** Counted one by one, from the interactions that the user’s history lists and their events. */
async function countedByHand(user: string): Promise<Map<string, number>> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query: Record<string, string> = { ...week, limit: '200', ...(cursor && { cursor }) };
    const { body } = await server.call('listInteractions', { token: tokens.get(user), query });
    const page = body as { items: Interaction[]; nextCursor: string | null };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  const { db } = server.services;
  const counts = new Map<string, number>();
  for (const id of ids) {
    const events = await db
      .selectFrom('interaction_events')
      .select(['action_id', 'branch'])
      .where('interaction_id', '=', id)
      .where('kind', '=', 'action')
      .where('routing_id', '=', routingId)
      .where('routing_version', '=', VERSION)
      .execute();
    const left = new Set(
      events.filter(({ branch }) => branch).map((one) => `${one.action_id} ${one.branch}`),
    );
    if (left.size > 0) counts.set('all', (counts.get('all') ?? 0) + 1);
    for (const each of left) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
}

describe('counts which way interactions went through a version', () => {
  it.each(users)('those that the %s sees, each once', async (user) => {
    const { status, body } = await count(user);
    expect(status).toBe(user === 'agent' ? 403 : 200);
    if (user === 'agent') return; // has no right on routings
    const { interactions, branches } = body as VersionCounts;
    const expected = await countedByHand(user);
    expect(expected.get('all')).toBeGreaterThan(0);
    expect(interactions).toBe(expected.get('all'));
    expected.delete('all');
    expect(
      new Map(branches.map((one) => [`${one.actionId} ${one.branch}`, one.interactions])),
    ).toEqual(expected);
  });

  it('a version that nobody came through has none', async () => {
    expect((await count('admin', week, 99)).body).toEqual({ interactions: 0, branches: [] });
  });

  it.each([
    [{ from: week.to, to: week.from }, 'ends before it begins'],
    [{ from: '2026-01-01T00:00:00.000Z', to: week.to }, 'goes back to'],
    [{ from: 'yesterday', to: week.to }, ''],
  ])('refuses the period %j', async (query, words) => {
    const { status, body } = await count('admin', query);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(words);
  });

  it('of a routing that is not there: not found', async () => {
    const { status } = await server.call('countVersion', {
      token: tokens.get('admin'),
      params: { id: '01a00000-0000-7000-8000-000000000000', number: '1' },
      query: week,
    });
    expect(status).toBe(404);
  });
});
