import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropOldPlaces, listFreeAdvisors } from '../../../mock-server/storage/dispatch.ts';
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
