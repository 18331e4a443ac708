import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  beginRings,
  dropOldPlaces,
  listFreeAdvisors,
  listWaitingEntries,
} from '../../../mock-server/storage/dispatch.ts';
import {
  dropOldPartitions,
  ensurePartitions,
} from '../../../mock-server/storage/partitions.ts';
import { addAdvisor, hear, readDesk, setPresence } from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';

let engine: EngineRun;
beforeAll(async () => (engine = await EngineRun.start()));
afterAll(() => engine.stop());

it('an interaction that nobody finished does not keep its advisor busy beyond its months', async () => {
  const user = await addAdvisor(engine);
  const target = { user: { id: user } };
  const { id } = await engine.runAction('distribution-user', { target });
  await hear(engine, id, { event: 'accepted', userId: user, name: 'Léa', queueId: null });
  const free = async () => {
    await setPresence(engine, user, 'available');
    return listFreeAdvisors(engine.db, engine.organisationId, engine.now);
  };
  const { now } = engine;
  const inMonths = (months: number) =>
    (engine.now = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)));

  await ensurePartitions(engine.db, inMonths(4));
  await dropOldPlaces(engine.db, engine.now);
  expect(await readDesk(engine, id)).toBeDefined();
  expect(await free()).toEqual([]);

  await dropOldPartitions(engine.db, inMonths(5));
  await dropOldPlaces(engine.db, engine.now);
  expect(await readDesk(engine, id)).toBeUndefined();
  expect(await free()).toMatchObject([{ userId: user }]);
});

it('what began to wait anew after it was looked at does not ring as it would have before', async () => {
  const queue = await engine.addEntity('queue', 'Anew', { ringSeconds: 20 });
  const user = await addAdvisor(engine, { serves: [queue] });
  const { id } = await engine.runAction('distribution-queue', {
    target: { queue: { id: queue } },
  });
  const advisors = await listFreeAdvisors(engine.db, engine.organisationId, engine.now);
  const looked = await listWaitingEntries(engine.db, engine.organisationId, advisors);
  const ring = () => {
    const until = new Date(engine.now.getTime() + 20_000);
    const rings = looked.map((entry) => ({ entry, userId: user, until, anew: false }));
    return beginRings(engine.db, engine.organisationId, rings);
  };
  const setEntered = (at: Date | undefined) =>
    engine.db
      .updateTable('desk')
      .set({ entered_at: at! })
      .where('interaction_id', '=', id)
      .execute();
  expect(looked.map(({ interactionId }) => interactionId)).toEqual([id]);

  await setEntered(new Date(engine.now.getTime() + 1));
  expect(await ring()).toEqual([]);
  expect(await readDesk(engine, id)).toMatchObject({ ringing_id: null });

  await setEntered(looked[0]?.enteredAt);
  expect(await ring()).toEqual([user]);
});
