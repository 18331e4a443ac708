import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../mock-server/storage/database.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { transact } from '../../../mock-server/storage/transact.ts';
import { freshDatabase } from '../../helpers/database.ts';

let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  db = openPostgres(database.url, { connections: 4 });
});
afterAll(async () => {
  await db.destroy();
  await drop();
});

const lock = (tx: Db, key: number) => sql`select pg_advisory_xact_lock(${key})`.execute(tx);

it('two transactions that wait for each other both come through', async () => {
  let begun = 0;
  let bothHold: () => void;
  const both = new Promise<void>((resolve) => (bothHold = resolve));
  let tries = 0;
  const cross = (first: number, second: number) =>
    transact(db, async (tx) => {
      tries++;
      await lock(tx, first);
      if (++begun === 2) bothHold();
      await both;
      await lock(tx, second);
      return first;
    });

  expect(await Promise.all([cross(1, 2), cross(2, 1)])).toEqual([1, 2]);
  expect(tries).toBe(3);
});

it('another failure is not tried again', async () => {
  let tries = 0;
  const failing = transact(db, async (tx) => {
    tries++;
    await sql`select 1 / 0`.execute(tx);
  });
  await expect(failing).rejects.toThrow('division by zero');
  expect(tries).toBe(1);
});

it('within a transaction there is no other one', async () => {
  await db.transaction().execute((tx) =>
    transact(tx, (inner) => {
      expect(inner).toBe(tx);
      return Promise.resolve();
    }),
  );
});
