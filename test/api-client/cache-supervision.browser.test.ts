import { describe, expect, test } from 'vitest';
import { readSupervision, writeSupervision } from '../../api-client/cache-supervision.ts';
import type { Supervision } from '../../api-client/contract/supervision.ts';
import { cache } from './cache-fixture.ts';
import { rowOf } from './rows.ts';

const period = { from: '2026-11-27T00:00:00.000Z', to: '2026-11-27T12:00:00.000Z' };
const counted: Supervision = {
  at: period.to,
  today: period,
  before: period,
  interactions: { today: 3, before: 1 },
  queues: [],
  checkpoints: [],
  funnel: [],
  latest: [],
};

const keep = async (epoch?: number) => {
  const askedIn = epoch ?? (await cache.readEpoch());
  await cache.run(
    (database) => writeSupervision(database, counted, { timeZone: 'Europe/Paris' }, askedIn),
    undefined,
  );
};
const kept = (timeZone = 'Europe/Paris') =>
  cache.run((database) => readSupervision(database, { timeZone }), undefined);

describe('what was counted last', () => {
  test('is kept for the same question', async () => {
    await keep();
    expect(await kept()).toEqual(counted);
    expect(await kept('Asia/Tokyo')).toBeUndefined();
  });

  test('goes with any interaction that goes out of sight', async () => {
    await keep();
    await cache.forget([rowOf(1).id]);
    expect(await kept()).toBeUndefined();
  });

  test('goes with everything', async () => {
    await keep();
    await cache.reset();
    expect(await kept()).toBeUndefined();
  });

  test('goes when a checkpoint is renamed', async () => {
    await keep();
    const { checkpointId } = rowOf(1).checkpoints[0] ?? { checkpointId: crypto.randomUUID() };
    await cache.rename([{ kind: 'checkpoint', checkpointId, current: null }]);
    expect(await kept()).toBeUndefined();
  });

  test('is not kept when everything was let go since it was asked for', async () => {
    const epoch = await cache.readEpoch();
    await cache.reset();
    await keep(epoch);
    expect(await kept()).toBeUndefined();
  });
});
