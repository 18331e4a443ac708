import { sql } from 'kysely';
import type { Services } from '../services.ts';
import type { Db } from '../storage/database.ts';
import { createChance } from './chance.ts';
import { makeEntities } from './entities.ts';
import { demoEntities } from './entity-plans.ts';
import { makeHistory } from './history.ts';
import { makeInvoices } from './invoices.ts';
import { makePastRecords } from './past-records.ts';
import { makeOrganisation } from './organisation.ts';
import { maisonVerdier, northwind } from './plans.ts';

/** Interactions of the main organisation when nothing else is asked for. */
export const DEMO_INTERACTIONS = 5000;

/**
 * Fills an empty database with the demo: two organisations, their people and configuration, and three months of
 * interactions. All of it in one transaction, and all from one seed number and the day. A database that has a
 * demo already is left as it is.
 */
export async function prepareDemo(
  services: Services,
  seed: number,
  say: (line: string) => void,
  interactions = DEMO_INTERACTIONS,
): Promise<void> {
  const { db, clock } = services;
  const present = await readSeed(db);
  if (present !== undefined) {
    if (present !== seed)
      say(`This database holds the demo data of seed ${present}; they stay.`);
    return;
  }
  say(`Making the demo’s data: ${interactions} interactions of the last three months …`);
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    // Two servers that start together on an empty database: one makes the demo, the other one waits for it.
    await sql`select pg_advisory_xact_lock(7238402)`.execute(tx);
    if ((await readSeed(tx)) !== undefined) return;
    await tx
      .insertInto('settings')
      .values({ name: SEED, value: String(seed) })
      .execute();
    await fill(tx, services, seed, interactions, now);
  });
}

const SEED = 'demo_seed';

async function readSeed(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', SEED)
    .executeTakeFirst();
  return row && Number(row.value);
}

async function fill(tx: Db, services: Services, seed: number, interactions: number, now: Date) {
  const chance = createChance(seed);
  const made = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 4, 1));
  const organisation = await makeOrganisation(tx, services, maisonVerdier, chance, made);
  await makeOrganisation(tx, services, northwind, chance, made);
  const entityIds = createChance(seed + 1); // a chance of their own: people and history stay what they were
  await makeEntities(tx, organisation.id, demoEntities, () => entityIds.newId(made), made);
  const invoices = { organisationId: organisation.id, now, newId: () => entityIds.newId(made) };
  await makeInvoices(tx, invoices);
  await makeHistory(
    tx,
    services,
    {
      organisation,
      now,
      interactions,
      channels: [
        { id: 'chat', routing: 'welcome-orders', share: 50 },
        { id: 'whatsapp', routing: 'delivery', share: 20 },
        { id: 'messenger', routing: 'after-sales', share: 15 },
        { id: 'sms', routing: 'welcome-orders', share: 15 },
      ],
    },
    chance,
  );
  await makePastRecords(tx, organisation.id, createChance(seed + 2), now);
}
