import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPageDatabase } from '../../../mock-server/browser/page-database.ts';
import type { Db } from '../../../mock-server/storage/database.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { databaseServer } from '../../helpers/database.ts';

let page: Db;
let server: Db;

beforeAll(async () => {
  page = (await openPageDatabase()).db;
  server = openPostgres(databaseServer(), { connections: 1 });
  await sql`create table notes (id int primary key)`.execute(page);
});

afterAll(() => Promise.all([page.destroy(), server.destroy()]));

describe('the database in a page', () => {
  test('reads every type that the storage uses as a server’s connection does', async () => {
    const values = sql`
      select 9007199254740991::int8 as count, 7::int4 as number, 1.5::float8 as share, true as flag,
        '2026-11-20T15:00:00.123Z'::timestamptz as instant, '{"a": [1, null]}'::jsonb as document,
        array['a', 'b,"c"']::text[] as names, array[]::text[] as none,
        array['0198c0de-0000-7000-8000-000000000001']::uuid[] as ids, '12'::xid8::text as position,
        null::text as nothing`;
    const [here] = (await values.execute(page)).rows;
    const [there] = (await values.execute(server)).rows;
    expect(here).toEqual(there);
    expect(here).toMatchObject({ count: Number.MAX_SAFE_INTEGER, instant: expect.any(Date) });
  });

  test.each([
    ['text as JSON', '{"a":1}', 'jsonb'],
    ['an instant', new Date('2026-11-20T15:00:00.123Z'), 'timestamptz'],
    ['texts', ['a', 'b,"c"'], 'text[]'],
    ['ids', ['0198c0de-0000-7000-8000-000000000001'], 'uuid[]'],
    ['a number', 12, 'int8'],
    ['nothing', null, 'text'],
  ])('takes %s as a server’s connection does', async (_, value, type) => {
    const query = sql`select ${value}::${sql.raw(type)} as value`;
    const [here] = (await query.execute(page)).rows;
    expect(here).toEqual((await query.execute(server)).rows[0]);
  });

  test('keeps a query out of a transaction that is not its own', async () => {
    const begun = Promise.withResolvers<void>();
    const undone = page.transaction().execute(async (tx) => {
      await sql`insert into notes values (1)`.execute(tx);
      begun.resolve();
      await sql`select 1`.execute(tx);
      throw new Error('changed its mind');
    });
    await begun.promise;
    const kept = sql`insert into notes values (2)`.execute(page);
    await expect(undone).rejects.toThrow('changed its mind');
    await kept;
    const { rows } = await sql`select id from notes`.execute(page);
    expect(rows).toEqual([{ id: 2 }]);
  });

  test('goes on after a statement that failed', async () => {
    const failed = page.transaction().execute((tx) => sql`select 1 / 0`.execute(tx));
    await expect(failed).rejects.toMatchObject({ code: '22012' });
    expect((await sql`select 1 as one`.execute(page)).rows).toEqual([{ one: 1 }]);
  });
});
