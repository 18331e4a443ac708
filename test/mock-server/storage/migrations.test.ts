import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QueueDefinition } from '../../../api-client/contract/entities/queue.ts';
import { readEntities } from '../../../mock-server/storage/entity-lookup.ts';
import type { Db } from '../../../mock-server/storage/database.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import { migrate, migrateTo } from '../../../mock-server/storage/migrate.ts';
import { foundation } from '../../../mock-server/storage/migrations/0001-foundation.ts';
import { ensurePartitions } from '../../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { emptyDatabase, type FreshDatabase } from '../../helpers/database.ts';
import { nobody } from '../../helpers/problems.ts';

const organisation = '0193b2a0-0000-7000-8000-000000000001';
const [queue, profile, administrator, reader] = ['2', '3', '4', '5'].map(
  (last) => `0193b2a0-0000-7000-8000-00000000000${last}`,
) as [string, string, string, string];

let database: FreshDatabase;
let db: Db;
beforeEach(async () => {
  database = await emptyDatabase();
  db = openPostgres(database.url);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

/** The database as the foundation left it, in use. */
async function fillFoundation(): Promise<void> {
  const migrator = new Migrator({
    db: db as unknown as Kysely<unknown>,
    provider: { getMigrations: () => Promise.resolve({ '0001-foundation': foundation }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  for (const statement of [
    `insert into organisations values ('${organisation}', 'Maison Verdier', 'Europe/Paris', 'FR', 'EUR', '{fr}')`,
    `insert into queues values ('${organisation}', '${queue}', 'Été & Après-vente', 'After-Sales')`,
    `insert into profiles values ('${organisation}', '${profile}', 'All', true, '{}')`,
    `insert into profile_queues values ('${organisation}', '${profile}', '${queue}')`,
    `insert into channels values ('${organisation}', 'chat', 'Chat', 'chat', 'chat-messaging', 'messaging', '${queue}')`,
    `insert into roles values ('${organisation}', '${administrator}', 'Administrator',
      '{"routings": ["read", "create", "modify", "delete"]}')`,
    `insert into roles values ('${organisation}', '${reader}', 'Advisor', '{"checkpoints": ["read"]}')`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

test('queues of the foundation become entities: same ids, default settings, still read as queues', async () => {
  await fillFoundation();

  await migrate(db);

  const question = { kind: 'queue' as const, organisationId: organisation };
  const byReference = await readEntities(db, {
    ...question,
    ids: [],
    references: ['After-Sales'],
  });
  expect(byReference).toEqual([
    {
      id: queue,
      name: 'Été & Après-vente',
      reference: 'After-Sales',
      definition: QueueDefinition.parse({}),
    },
  ]);
  const rows = await db.selectFrom('queues').selectAll().execute();
  expect(rows).toEqual([
    {
      organisation_id: organisation,
      id: queue,
      name: 'Été & Après-vente',
      reference: 'After-Sales',
    },
  ]);
  const { folded } = await db.selectFrom('entities').select('folded').executeTakeFirstOrThrow();
  expect(folded).toBe('ete & apres-vente\nafter-sales');
});

test('profiles and channels hold on to their queues as before', async () => {
  await fillFoundation();

  await migrate(db);

  await expect(db.deleteFrom('entities').execute()).rejects.toMatchObject({ code: '23503' });
  await db.deleteFrom('profile_queues').execute();
  await expect(db.deleteFrom('entities').execute()).rejects.toMatchObject({ code: '23503' });
  const added = db
    .insertInto('profile_queues')
    .values({ organisation_id: organisation, profile_id: profile, queue_id: nobody });
  await expect(added.execute()).rejects.toMatchObject({ code: '23503' });
});

test('roles get the rights on entities and secrets that they have on routings, every role works with interactions, and who has them all keeps users', async () => {
  await fillFoundation();

  await migrate(db);

  const roles = await db
    .selectFrom('roles')
    .select(['name', 'rights'])
    .orderBy('name')
    .execute();
  const all = ['read', 'create', 'modify', 'delete'];
  expect(roles).toEqual([
    {
      name: 'Administrator',
      rights: {
        routings: all,
        entities: all,
        secrets: all,
        interactions: ['modify'],
        users: all,
      },
    },
    { name: 'Advisor', rights: { checkpoints: ['read'], interactions: ['modify'] } },
  ]);
});

test('interactions get the version of their routing from what happened to them, and what they sent out has it, too', async () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  await migrateTo(db, '0008-sign-in');
  await ensurePartitions(db, now);
  const [handled, sent, unknown] = [newId(now), newId(now), newId(now)];
  const [own, other] = [queue, profile];
  const insert = (id: string, linked: string | null) =>
    sql`
    insert into interactions (organisation_id, id, revision, flow, channel_id, status, direction, original_routing,
      current_routing, routing_id, tags, started_at, linked_interaction_id)
    values (${organisation}, ${id}, 1, 'voice', 'x', 'processed', 'incoming', 'smart', 'smart', ${own}, '{}', ${now},
      ${linked})`.execute(db);
  await insert(handled, null);
  await insert(sent, handled);
  await insert(unknown, null);
  for (const [sequence, routing, version] of [
    [1, own, 2],
    [2, own, 3],
    [3, other, 7], // the end routing
  ] as const)
    await sql`
      insert into interaction_events (organisation_id, interaction_id, sequence, at, kind, routing_id, routing_version)
      values (${organisation}, ${handled}, ${sequence}, ${now}, 'action', ${routing}, ${version})`.execute(
      db,
    );

  await migrate(db, now);

  const rows = await db.selectFrom('interactions').select(['id', 'routing_version']).execute();
  expect(new Map(rows.map((row) => [row.id, row.routing_version]))).toEqual(
    new Map([
      [handled, 3],
      [sent, 3],
      [unknown, null],
    ]),
  );
});

test('rows of interactions get who took part, and the checkpoints in their order', async () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  await migrateTo(db, '0009-reports');
  await ensurePartitions(db, now);
  const [full, bare] = [newId(now), newId(now)];
  for (const id of [full, bare])
    await sql`
      insert into interactions (organisation_id, id, revision, flow, channel_id, status, direction, original_routing,
        current_routing, tags, started_at)
      values (${organisation}, ${id}, 1, 'voice', 'x', 'processed', 'incoming', 'smart', 'smart', '{}', ${now})`.execute(
      db,
    );
  const later = new Date(now.getTime() + 1000);
  for (const [user, at] of [
    [reader, later],
    [administrator, now],
  ] as const)
    await sql`insert into participants values (${organisation}, ${full}, ${user}, ${at})`.execute(
      db,
    );
  for (const [checkpoint, sequence, at] of [
    [queue, 3, later],
    [profile, 2, now],
    [reader, 1, now],
  ] as const)
    await sql`
      insert into interaction_checkpoints (organisation_id, interaction_id, checkpoint_id, sequence, name, reference,
        attached_at, routing_id, routing_version, action_id, action_name, hits)
      values (${organisation}, ${full}, ${checkpoint}, ${sequence}, 'x', 'x', ${at}, ${queue}, 1, 'x', 'x', 1)`.execute(
      db,
    );

  await migrate(db, now);

  const rows = await db
    .selectFrom('interactions')
    .select(['id', 'participant_ids', 'checkpoint_ids', 'checkpoint_times', 'checkpoint_count'])
    .execute();
  expect(new Map(rows.map(({ id, ...row }) => [id, row]))).toEqual(
    new Map([
      [
        full,
        {
          participant_ids: [administrator, reader],
          checkpoint_ids: [reader, profile, queue],
          checkpoint_times: [now, now, later],
          checkpoint_count: 3,
        },
      ],
      [
        bare,
        {
          participant_ids: [],
          checkpoint_ids: [],
          checkpoint_times: [],
          checkpoint_count: null,
        },
      ],
    ]),
  );
});
