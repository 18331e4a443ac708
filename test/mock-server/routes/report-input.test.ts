import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointName } from '../../../api-client/contract/endpoints.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { readGround, type Ground } from '../../helpers/random-history.ts';

const now = new Date('2026-11-20T13:00:00.000Z');
const month = { from: '2026-10-20T22:00:00.000Z', to: '2026-11-20T23:00:00.000Z' };

let server: DemoServer;
let ground: Ground;
let token: string;

beforeAll(async () => {
  server = await DemoServer.start({ interactions: 0, clock: { now: () => now } });
  ground = await readGround(server.services.db);
  token = (await server.signIn('admin')).accessToken;
});
afterAll(() => server.stop());

type Query = Record<string, string | readonly string[]>;

const call = (name: EndpointName, query: Query) => server.call(name, { token, query });

describe('what is no report', () => {
  const id = newId(now);
  const steps = () => ground.checkpoints.map((one) => one.id);

  it.each<[string, EndpointName, () => Query, string, string]>([
    ['no period', 'readCheckpointReport', () => ({ from: month.from }), 'invalid-input', 'to'],
    [
      'a period too long',
      'readCheckpointReport',
      () => ({ from: '2026-01-01T00:00:00Z', to: month.to }),
      'period-too-long',
      'from',
    ],
    [
      'one over before it begins',
      'readCheckpointReport',
      () => ({ from: month.to, to: month.from }),
      'invalid-input',
      'to',
    ],
    [
      'no zone',
      'readCheckpointReport',
      () => ({ ...month, timeZone: 'Mars/Olympus' }),
      'invalid-input',
      'timeZone',
    ],
    [
      'an unknown group',
      'readCheckpointReport',
      () => ({ ...month, groupBy: 'colour' }),
      'invalid-input',
      'groupBy',
    ],
    [
      'an unknown field',
      'readCheckpointReport',
      () => ({ ...month, tag: 'VIP' }),
      'invalid-input',
      'tag',
    ],
    [
      'a funnel of one step',
      'readFunnelReport',
      () => ({ ...month, step: steps().slice(0, 1) }),
      'invalid-input',
      'step',
    ],
    [
      'a funnel of twenty steps',
      'readFunnelReport',
      () => ({ ...month, step: Array.from({ length: 20 }, () => newId(now)) }),
      'invalid-input',
      'step',
    ],
    [
      'the same step twice',
      'readFunnelReport',
      () => ({ ...month, step: [steps()[0]!, steps()[0]!] }),
      'invalid-input',
      'step',
    ],
    [
      'an unknown checkpoint',
      'readFunnelReport',
      () => ({ ...month, step: [steps()[0]!, id] }),
      'invalid-input',
      'step',
    ],
    [
      'an unknown routing',
      'readLoadSharingReport',
      () => ({ ...month, sharedBy: id, goal: steps()[0]! }),
      'invalid-input',
      'sharedBy',
    ],
    [
      'an unknown goal',
      'readLoadSharingReport',
      () => ({ ...month, sharedBy: ground.routings[0]!.id, goal: id }),
      'invalid-input',
      'goal',
    ],
    [
      'version nought',
      'readLoadSharingReport',
      () => ({ ...month, sharedBy: id, goal: id, version: '0' }),
      'invalid-input',
      'version',
    ],
  ])('%s is refused with the field that is wrong', async (_, name, query, kind, path) => {
    const { status, body } = await call(name, query());
    expect(status).toBe(422);
    expect(body.type.split(':').at(-1)).toBe(kind);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it('a history that is closed', async () => {
    const { db } = server.services;
    await db.updateTable('profiles').set({ history_of_interactions: false }).execute();
    for (const [name, query] of [
      ['readCheckpointReport', {}],
      ['readFunnelReport', { step: steps().slice(0, 2) }],
      ['readLoadSharingReport', { sharedBy: ground.routings[0]!.id, goal: steps()[0]! }],
    ] as const) {
      const { body } = await call(name, { ...month, ...query });
      expect(body.type).toMatch(/history-off$/);
    }
    await db.updateTable('profiles').set({ history_of_interactions: true }).execute();
  });
});
