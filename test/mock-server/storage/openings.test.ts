import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DemoServer } from '../../helpers/demo-server.ts';
import { dropOldOpenings, OPENINGS_KEPT_DAYS } from '../../../mock-server/storage/openings.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 20 });
});
afterAll(() => server.stop());

it('the key of an opening is known as long as it is kept, and forgotten then', async () => {
  const { db } = server.services;
  const key = randomUUID();
  const first = await server.openChat('welcome-orders', key);
  const after = (days: number) => new Date(Date.now() + days * 86_400_000);

  await dropOldOpenings(db, after(OPENINGS_KEPT_DAYS - 1));
  expect(await server.openChat('welcome-orders', key)).toMatchObject({
    interactionId: first.interactionId,
  });

  await dropOldOpenings(db, after(OPENINGS_KEPT_DAYS + 1));
  const rows = await db.selectFrom('openings').select('key').execute();
  expect(rows).toEqual([]);
});
