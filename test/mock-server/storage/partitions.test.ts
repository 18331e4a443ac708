import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../mock-server/storage/database.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { ensurePartitions } from '../../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase, type FreshDatabase } from '../../helpers/database.ts';

let database: FreshDatabase;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = openPostgres(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('a step that changes nothing that is searched or sorted by finds room to write, so that no index has to be told', async () => {
  const now = new Date();
  await ensurePartitions(db, now);
  const row = {
    organisation_id: randomUUID(),
    revision: 1,
    flow: 'chat-messaging' as const,
    channel_id: 'chat',
    status: 'in-progress' as const,
    direction: 'incoming' as const,
    original_routing: 'smart' as const,
    current_routing: 'smart' as const,
    tags: [],
    started_at: now,
  };
  const ids = Array.from({ length: 200 }, () => newId(now));

  const updates = await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('interactions')
      .values(ids.map((id) => ({ ...row, id })))
      .execute();
    await tx
      .updateTable('interactions')
      .set({ status_reason: 'The customer was asked.', revision: 2 })
      .where('id', '=', ids[0]!) // of the first page, which is full
      .execute();
    const { rows } = await sql<{ all: number; without_index: number }>`
      select sum(pg_stat_get_xact_tuples_updated(inhrelid))::int as all,
        sum(pg_stat_get_xact_tuples_hot_updated(inhrelid))::int as without_index
      from pg_inherits where inhparent = 'interactions'::regclass`.execute(tx);
    return rows;
  });

  expect(updates).toEqual([{ all: 1, without_index: 1 }]);
});
