import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newId } from '../../../mock-server/storage/ids.ts';
import { migrate } from '../../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../../helpers/database.ts';

const databaseId = (db: ReturnType<typeof openPostgres>) =>
  db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'database_id')
    .executeTakeFirst();

it('changes of another cluster are dropped with its cursors, those of this one stay', async () => {
  const { url, drop } = await freshDatabase();
  const db = openPostgres(url, { connections: 2 });
  const change = {
    organisation_id: newId(new Date()),
    kind: 'access',
    interaction_id: null,
    entity_id: null,
  } as const;
  await db.insertInto('changes').values(change).execute();
  const before = await databaseId(db);
  await migrate(db);
  expect(await db.selectFrom('changes').selectAll().execute()).toHaveLength(1);
  expect(await databaseId(db)).toEqual(before);

  await sql`update changes set transaction_id = (transaction_id::text::bigint + 1000000)::text::xid8`.execute(
    db,
  );
  await migrate(db);
  expect(await db.selectFrom('changes').selectAll().execute()).toHaveLength(0);
  expect(await databaseId(db)).not.toEqual(before);
  await db.destroy();
  await drop();
});
