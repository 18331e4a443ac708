import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices } from '../../mock-server/create-services.ts';
import type { Services } from '../../mock-server/services.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { migrate, migrateTo } from '../../mock-server/storage/migrate.ts';
import { ensurePartitions } from '../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { emptyDatabase, type FreshDatabase } from '../helpers/database.ts';
import { dumpTables, readEnd, restoreTables, type WaitingFlows } from './waiting-flows/dump.ts';
import { foundationJourneys } from './waiting-flows/journeys.ts';
import { later } from './waiting-flows/later.ts';
import { takeJourney } from './waiting-flows/take-journey.ts';
import { TurnClock } from './waiting-flows/take-turn.ts';

/* Dumps that versions of the program left, each made by make-waiting-flows.ts as it was in that version. */

const folder = resolve(import.meta.dirname, 'waiting-flows');
const dumps = readdirSync(folder).filter((file) => file.endsWith('.json'));
const journeys = [...foundationJourneys, ...later.journeys];

it('has a dump of every version', () => {
  expect(dumps).toEqual(['0001-foundation.json', '0002-actions.json', '0005-records.json']);
});

describe.each(dumps)('flows that wait in %s', (file) => {
  const dump = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as WaitingFlows;
  const clock = new TurnClock(new Date(dump.leftAt));
  const faults: unknown[] = [];
  let database: FreshDatabase;
  let db: Db;
  let services: Services;

  beforeAll(async () => {
    database = await emptyDatabase();
    db = openPostgres(database.url, { connections: 4 });
    await migrateTo(db, dump.migration);
    await ensurePartitions(db, clock.now());
    await restoreTables(db, dump.tables);
    await migrate(db, clock.now());
    const log = { info() {}, warn() {}, error: (fault: unknown) => void faults.push(fault) };
    services = await createServices({ db, clock, log, random: () => 0.5, ...later.options });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  it('are all there', async () => {
    const tables = await dumpTables(db);
    for (const [table, rows] of Object.entries(dump.tables))
      expect([table, tables[table]?.length]).toEqual([table, rows.length]);
  });

  it.each(dump.flows)('end as they would have: %#', async (flow) => {
    const { organisationId } = dump;
    const { interactionId, journey, end } = flow;
    clock.time = Date.parse(dump.leftAt);
    const { after } = journeys[journey]!; // the list only grows
    await takeJourney(services, clock, { organisationId, interactionId }, after);
    expect(await readEnd(db, interactionId)).toEqual(end);
    expect(faults).toEqual([]);
  });
});
