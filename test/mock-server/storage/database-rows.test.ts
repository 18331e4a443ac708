import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Search } from '../../../mock-server/routing/assertions.ts';
import type { Databases } from '../../../mock-server/routing/records/databases.ts';
import { createDatabases } from '../../../mock-server/storage/database-rows.ts';
import type { Db } from '../../../mock-server/storage/database.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { someoneWaits } from '../../helpers/lock-wait.ts';
import { addRows, rowsOf } from '../../helpers/stored-rows.ts';

let engine: EngineRun;
let count = 0;
let database: string;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  const columns = [{ name: 'code', unique: true }, { name: 'state' }];
  database = await engine.addEntity('database', `STOCK-${++count}`, { columns });
});

const free: Search = { confirm: 'all', terms: [{ name: 'state', value: 'free' }] };

function recordsOn(db: Db): Databases {
  return createDatabases({
    db,
    organisationId: engine.organisationId,
    interactionId: '',
    customer: { contactId: null, name: null, phone: null, email: null },
    locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' },
    newId: engine.services.newId,
    publicUrl: '',
    now: () => engine.now,
  });
}

/** Does the first in a transaction, and the second in another that begins before the first ends and has to wait for it. */
async function together<First, Second>(
  first: (records: Databases) => Promise<First>,
  second: (records: Databases) => Promise<Second>,
): Promise<[First, Second]> {
  const other = engine.db;
  const one = await engine.db.startTransaction().execute();
  const answer = await first(recordsOn(one));
  const following = other.transaction().execute((tx) => second(recordsOn(tx)));
  await someoneWaits(engine.db);
  await one.commit().execute();
  return [answer, await following];
}

async function take(records: Databases): Promise<number> {
  const changes = { state: 'taken' };
  const held = await records.hold(database, free, 'first', changes);
  const ids = held.map(({ id }) => id);
  await records.change(database, ids, changes, []);
  return held.length;
}

test('whoever waits for a row that is then taken gets the next one', async () => {
  await addRows(engine, database, [
    { code: 'A', state: 'free' },
    { code: 'B', state: 'free' },
  ]);

  expect(await together(take, take)).toEqual([1, 1]);
  expect(await rowsOf(engine, database)).toEqual([
    { code: 'A', state: 'taken' },
    { code: 'B', state: 'taken' },
  ]);
});

test('and none where there is no other', async () => {
  await addRows(engine, database, [{ code: 'A', state: 'free' }]);

  expect(await together(take, take)).toEqual([1, 0]);
});

test('of two that insert the same unique value, the second is refused', async () => {
  const insert = (records: Databases) => records.insert(database, { code: 'A' }, ['code']);

  expect(await together(insert, insert)).toEqual([{ ok: true }, { ok: false, taken: 'code' }]);
  expect(await rowsOf(engine, database)).toEqual([{ code: 'A' }]);
});

test('a row of a database that is deleted at the same moment is not written, and nothing fails', async () => {
  const remove = engine.db.deleteFrom('entities').where('id', '=', database);
  const one = await engine.db.startTransaction().execute();
  await one.executeQuery(remove);
  const insert = engine.db
    .transaction()
    .execute((tx) => recordsOn(tx).insert(database, { code: 'A' }, []));
  await someoneWaits(engine.db);
  await one.commit().execute();

  expect(await insert).toEqual({ ok: false, taken: null });
});

test('among 100,000 rows only those are read that a search finds', async () => {
  await sql`
    insert into database_rows (organisation_id, database_id, id, content, created_at, updated_at)
    select ${engine.organisationId}::uuid, ${database}::uuid, gen_random_uuid(),
      jsonb_build_object(${database}::text, jsonb_build_object('code', 'C-' || n, 'state', 's' || n % 10)), now(), now()
    from generate_series(1, 100000) n
  `.execute(engine.db);
  const one: Search = { confirm: 'all', terms: [{ name: 'code', value: 'C-99999' }] };
  const two: Search = {
    confirm: 'any',
    terms: [...one.terms, { name: 'code', value: 'C-50000' }],
  };

  for (const analysed of [false, true]) {
    if (analysed) await sql`analyze database_rows`.execute(engine.db);
    const code = analysed ? 'Y' : 'X';
    await engine.db.transaction().execute(async (tx) => {
      const records = recordsOn(tx);
      expect(await records.findFirst(database, two)).toMatchObject({ code: 'C-50000' });
      const held = await records.hold(database, two, 'first', { code });
      const ids = held.map(({ id }) => id);
      expect(await records.change(database, ids, { code }, ['code'])).toEqual({ ok: true });
      expect(await records.insert(database, { code: 'C-99999' }, ['code'])).toEqual({
        ok: false,
        taken: 'code',
      });
      expect(await readSoFar(tx)).toBeLessThan(50);
      await records.change(database, ids, { code: 'C-50000' }, []);
    });
  }
});

/** How many rows of databases PostgreSQL has read in this transaction. */
async function readSoFar(tx: Db): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'database_rows'
  `.execute(tx);
  return rows[0]!.read;
}
