import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import type { Supervision } from '../../../api-client/contract/supervision.ts';
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

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** In Paris, where clocks were put back on Sunday the 25th, it is 14:00. */
const now = new Date('2026-10-28T13:00:00.000Z');
const days = {
  today: { from: '2026-10-27T23:00:00.000Z', to: '2026-10-28T13:00:00.001Z' },
  before: { from: '2026-10-20T22:00:00.000Z', to: '2026-10-21T12:00:00.001Z' },
};
const users = ['agent', 'manager', 'admin'];

let server: DemoServer;
let drop: () => Promise<void>;
let ground: Ground;
const tokens = new Map<string, string>();

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ drop } = fresh);
  server = await DemoServer.on(fresh.url, { clock: { now: () => now } }, 0);
  const { db } = server.services;
  ground = await readGround(db);
  const all = randomHistory(240, seed, now, ground).map(movedNear);
  await storeHistory(db, ground, all, [await userIdOf(db, 'manager')]);
  for (const user of users) tokens.set(user, (await server.signIn(user)).accessToken);
});
afterAll(async () => {
  await server.stop();
  await drop();
});

/** Most to the two days and their edges, every eighth stays where it was. */
function movedNear(one: PlainInteraction, index: number): PlainInteraction {
  if (index % 8 === 0) return one;
  const edges = [days.today.from, days.today.to, days.before.from, days.before.to].map((at) =>
    Date.parse(at),
  );
  const spread = [-1, 0, -1, 1, 3_600_000 * (index % 14)][index % 5]!;
  const startedAt = new Date(Math.min(edges[index % 4]! + spread, now.getTime()));
  const moved = (at: Date) =>
    new Date(at.getTime() + startedAt.getTime() - one.startedAt.getTime());
  return {
    ...one,
    id: newId(startedAt),
    startedAt,
    endedAt: one.endedAt && moved(one.endedAt),
    checkpoints: one.checkpoints.map((each) => ({ ...each, at: moved(each.at) })),
  };
}

async function supervise(
  user: string,
  query: Record<string, string | string[]> = {},
): Promise<Supervision> {
  const { status, body } = await server.call('readSupervision', {
    token: tokens.get(user),
    query,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Supervision;
}

/** All that the user's history lists. */
async function seenBy(user: string): Promise<Interaction[]> {
  const items: Interaction[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: '200', ...(cursor ? { cursor } : {}) };
    const { body } = await server.call('listInteractions', { token: tokens.get(user), query });
    items.push(...(body.items as Interaction[]));
    cursor = body.nextCursor as string | null;
  } while (cursor !== null);
  return items;
}

const within = (at: string | null, { from, to }: { from: string; to: string }) =>
  at !== null && at >= from && at < to;

function counted(items: Interaction[], matches: (one: Interaction) => boolean) {
  const those = items.filter(matches);
  return {
    today: those.filter(({ startedAt }) => within(startedAt, days.today)).length,
    before: those.filter(({ startedAt }) => within(startedAt, days.before)).length,
  };
}

const has = (id: string) => (one: Interaction) =>
  one.checkpoints.some(({ checkpointId }) => checkpointId === id);

describe.each(users)(`what happens now, for the %s (SEED=${seed})`, (user) => {
  it('is counted by queue as the history lists it', async () => {
    const items = await seenBy(user);
    const { queues } = await supervise(user);
    const expected = Map.groupBy(
      items.filter(
        ({ status, endedAt }) =>
          /waiting|in-progress/.test(status) || (endedAt ?? '') >= days.today.from,
      ),
      ({ queue }) => queue?.id ?? null,
    );
    expect(new Set(queues.map(({ queue }) => queue?.id ?? null))).toEqual(
      new Set(expected.keys()),
    );
    for (const { queue, waiting, inProgress, finished } of queues) {
      const those = expected.get(queue?.id ?? null)!;
      expect(waiting).toBe(those.filter(({ status }) => status === 'waiting').length);
      expect(inProgress).toBe(those.filter(({ status }) => status === 'in-progress').length);
      expect(finished).toBe(
        those.filter(({ endedAt }) => (endedAt ?? '') >= days.today.from).length,
      );
    }
    expect(queues.findIndex(({ queue }) => queue === null)).toBe(
      expected.has(null) ? queues.length - 1 : -1,
    );
  });

  it('is compared with the same weekday before until the same time', async () => {
    const items = await seenBy(user);
    const { today, before, interactions, checkpoints } = await supervise(user);
    expect({ today, before }).toEqual(days);
    expect(interactions).toEqual(counted(items, () => true));
    expect(interactions.today).toBeGreaterThan(5);
    expect(interactions.before).toBeGreaterThan(5);
    for (const { checkpointId, today, before } of checkpoints)
      expect({ today, before }).toEqual(counted(items, has(checkpointId)));
    const attached = items
      .filter(({ startedAt }) =>
        [days.today, days.before].some((day) => within(startedAt, day)),
      )
      .flatMap((one) => one.checkpoints.map(({ checkpointId }) => checkpointId));
    expect(new Set(checkpoints.map(({ checkpointId }) => checkpointId))).toEqual(
      new Set(attached),
    );
    const todays = checkpoints.map(({ today }) => today);
    expect(todays).toEqual(todays.toSorted((one, other) => other - one));
  });

  it('has a funnel of the chosen checkpoints, each after those before it', async () => {
    const items = await seenBy(user);
    const chosen = [2, 0, 4].map((index) => ground.checkpoints[index]!.id);
    const { funnel } = await supervise(user, { funnel: chosen });
    const place = (one: Interaction, id: string) =>
      one.checkpoints.findIndex(({ checkpointId }) => checkpointId === id);
    const reaches = (count: number) => (one: Interaction) => {
      const places = chosen.slice(0, count).map((id) => place(one, id));
      return places.every((at, step) => at >= 0 && (step === 0 || at > places[step - 1]!));
    };
    expect(funnel.map(({ checkpointId }) => checkpointId)).toEqual(chosen);
    expect(funnel.map(({ today, before }) => ({ today, before }))).toEqual(
      chosen.map((_, step) => counted(items, reaches(step + 1))),
    );
  });

  it('has a funnel of its own where none is chosen', async () => {
    const { funnel, checkpoints } = await supervise(user);
    const most = checkpoints.filter(({ today }) => today > 0).slice(0, 5);
    expect(new Set(funnel.map(({ checkpointId }) => checkpointId))).toEqual(
      new Set(most.map(({ checkpointId }) => checkpointId)),
    );
  });

  it('ends with the checkpoints that were attached last', async () => {
    const items = await seenBy(user);
    const { latest } = await supervise(user);
    const expected = items
      .filter(
        ({ startedAt, status }) =>
          within(startedAt, days.today) || /waiting|in-progress/.test(status),
      )
      .flatMap(({ id, contact, checkpoints }) =>
        checkpoints.map(({ attachedAt }) => ({ id, contact, attachedAt })),
      )
      .sort((one, other) => (one.attachedAt > other.attachedAt ? -1 : 1));
    expect(latest.map(({ attachedAt }) => attachedAt)).toEqual(
      expected.slice(0, 30).map(({ attachedAt }) => attachedAt),
    );
    for (const { interactionId, contact, checkpointId } of latest) {
      const one = items.find(({ id }) => id === interactionId)!;
      expect(contact).toEqual(one.contact);
      expect(has(checkpointId)(one)).toBe(true);
    }
  });
});

it.each([
  ['a zone that is none', { timeZone: 'Mars/Base' }, 'timeZone'],
  ['a checkpoint that is none', { funnel: newId(now) }, 'funnel'],
  ['a checkpoint twice', { funnel: Array<string>(2).fill(newId(now)) }, 'funnel'],
])('%s is refused with its field', async (_, query, path) => {
  const { status, body } = await server.call('readSupervision', {
    token: tokens.get('admin'),
    query: query as Record<string, string | string[]>,
  });
  expect(status).toBe(422);
  expect(body.errors[0].path).toContain(path);
});
