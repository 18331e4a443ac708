import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { entityTableKinds } from '../../../api-client/contract/entities/index.ts';
import { createServices } from '../../../mock-server/create-services.ts';
import { prepareDemo } from '../../../mock-server/demo/prepare.ts';
import { ensurePartitions } from '../../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../../helpers/database.ts';

const now = new Date('2026-11-20T16:05:00.000Z');

/** Makes a demo, and tells what is in it. */
async function demoOf(seed: number, interactions: number) {
  const { url, drop } = await freshDatabase();
  const db = openPostgres(url, { connections: 2 });
  const log = { info() {}, warn() {}, error: console.error };
  const services = await createServices({ db, log, clock: { now: () => now } });
  await ensurePartitions(db, now);
  const said: string[] = [];
  await prepareDemo(services, seed, (line) => said.push(line), interactions);
  const count = async (from: string) =>
    Number(
      (await sql<{ n: string }>`select count(*) as n from ${sql.raw(from)}`.execute(db)).rows[0]
        ?.n,
    );
  const print = async (table: string, columns: string) =>
    (
      await sql<{ print: string }>`
        select md5(string_agg(row::text, '|' order by row::text)) as print
        from (select ${sql.raw(columns)} from ${sql.raw(table)}) row
      `.execute(db)
    ).rows[0]?.print;
  const counts = {
    users: await count('users'),
    checkpoints: await count(
      `checkpoints where organisation_id = (select organisation_id from channels where id = 'chat')`,
    ),
    routings: await count('routings'),
    versions: await count('routing_versions'),
    interactions: await count('interactions'),
    changes: await count('changes'),
    kinds: await count('(select distinct kind from entities) kinds'),
    cards: await count('cards'),
    cases: await count('interactions where case_id is not null'),
  };
  const prints = [
    await print('users', '*'),
    await print('entities', '*'),
    await print('contacts', '*'),
    await print('interactions', '*'),
    await print('interaction_checkpoints', '*'),
    await print('messages', '*'),
    await print('interaction_events', '*'),
    await print('runs', '*'),
    await print('cards', 'id, content'),
    await print('cases', 'id, reference, title, fields'),
    await print('interaction_qualifications', '*'),
    await print('survey_invitations', 'id, interaction_id, answers'),
  ];
  await prepareDemo(services, seed + 1, (line) => said.push(line), interactions);
  const after = await count('interactions');
  await db.destroy();
  await drop();
  return { counts, prints, said, after };
}

it('makes the same data from the same seed, other data from another, and does so once', async () => {
  const [one, same, other] = [await demoOf(7, 40), await demoOf(7, 40), await demoOf(8, 40)];
  expect(one.counts).toEqual({
    users: 40,
    checkpoints: 25,
    routings: 4,
    versions: 15,
    interactions: 40,
    changes: 0,
    kinds: entityTableKinds.length,
    cards: expect.any(Number) as number,
    cases: expect.any(Number) as number,
  });
  expect(one.counts.cards).toBeGreaterThan(10);
  expect(one.counts.cases).toBeGreaterThan(0);
  expect(same.prints).toEqual(one.prints);
  expect(other.prints[3]).not.toBe(one.prints[3]);
  expect(one.after).toBe(40);
  expect(one.said.at(-1)).toBe('This database holds the demo data of seed 7; they stay.');
});
