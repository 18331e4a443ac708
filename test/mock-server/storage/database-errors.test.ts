import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../mock-server/app.ts';
import type { Services } from '../../../mock-server/services.ts';
import { Hands } from '../../helpers/hands.ts';

let hands: Hands;
beforeAll(async () => {
  hands = await Hands.start();
});
afterAll(() => hands.stop());

it('a fault is written down with its place, and without the value that the database did not take', async () => {
  const { services, db } = hands.engine;
  const written: string[] = [];
  const log = {
    ...services.log,
    error: (fault: object) => void written.push(JSON.stringify(fault)),
  };
  const readAccess = () => sql`select ${'canary +33612345678'}::uuid`.execute(db);
  const broken = { ...services, log, tokens: { readAccess } } as unknown as Services; // nothing else is asked
  const headers = { authorization: 'Bearer x' };
  const response = await createApp(broken).request('/api/me', { headers });

  expect(response.status).toBe(500);
  expect(written.join()).toContain('identity.ts'); // who asked the database
  expect(written.join() + (await response.text())).not.toContain('canary');
});
