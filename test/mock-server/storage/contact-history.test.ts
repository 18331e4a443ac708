import { sql, type Insertable } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createContacts,
  dropOldContacts,
  type ContactOfInteraction,
} from '../../../mock-server/storage/contact-history.ts';
import type { Db, InteractionsTable } from '../../../mock-server/storage/database.ts';
import { newId } from '../../../mock-server/storage/ids.ts';
import {
  dropOldPartitions,
  ensurePartitions,
} from '../../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase, type FreshDatabase } from '../../helpers/database.ts';

const NOW = new Date('2026-11-20T10:00:00.000Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let database: FreshDatabase;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = openPostgres(database.url, { connections: 2 });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

// an organisation and a customer of its own for each test
let organisationId: string;
let nadia: string;
beforeEach(async () => {
  await ensurePartitions(db, NOW);
  organisationId = newId(NOW);
  nadia = newId(NOW);
});

interface Row {
  organisation?: string;
  id?: string;
  contactId?: string | null;
  phone?: string;
  email?: string;
  direction?: 'incoming' | 'outgoing';
}

/** An interaction that began at a time, of the customer unless said. */
async function addInteraction(startedAt: Date, row: Row = {}): Promise<string> {
  const values = valuesOf(startedAt, row);
  await db.insertInto('interactions').values(values).execute();
  return values.id;
}

function valuesOf(startedAt: Date, row: Row): Insertable<InteractionsTable> & { id: string } {
  const { organisation = organisationId, id = newId(startedAt), direction = 'incoming' } = row;
  const { contactId = nadia, phone = null, email = null } = row;
  return {
    organisation_id: organisation,
    id,
    revision: 1,
    flow: 'chat-messaging',
    channel_id: 'chat',
    status: 'processed',
    direction,
    original_routing: 'smart',
    current_routing: 'smart',
    contact_id: contactId,
    contact_phone: phone,
    contact_email: email,
    contact_digits: phone?.replace('+', '') ?? null,
    contact_folded_email: email?.toLowerCase() ?? null,
    tags: [],
    started_at: startedAt,
  };
}

/** How many contacts there were since so many days, as an interaction that begins now counts them. */
function count(days: number, known: Partial<ContactOfInteraction> = {}): Promise<number> {
  const interaction = {
    organisationId,
    interactionId: newId(NOW),
    contactId: nadia,
    phone: null,
    email: null,
    ...known,
  };
  return createContacts(db, interaction).countSince(daysAgo(days));
}

test('a customer who was never there has no earlier contacts', async () => {
  expect(await count(366)).toBe(0);
});

test('counts from the first moment of the period, this interaction and later ones not', async () => {
  await addInteraction(new Date(daysAgo(7).getTime() - 1));
  await addInteraction(daysAgo(7));
  await addInteraction(daysAgo(1));
  const own = await addInteraction(NOW);
  await addInteraction(new Date(NOW.getTime() + 1));

  expect(await count(7, { interactionId: own })).toBe(2);
  expect(await count(8, { interactionId: own })).toBe(3);
});

test('of two that begin in the same millisecond, exactly one comes before the other', async () => {
  const both = [await addInteraction(NOW), await addInteraction(NOW)];

  const counts = await Promise.all(both.map((interactionId) => count(1, { interactionId })));

  expect(counts.sort()).toEqual([0, 1]);
});

test('neither other customers, nor other organisations, nor what went out is counted', async () => {
  await addInteraction(daysAgo(1), { contactId: newId(NOW) });
  await addInteraction(daysAgo(1), { organisation: newId(NOW) });
  await addInteraction(daysAgo(1), { direction: 'outgoing' });

  expect(await count(7)).toBe(0);
});

test('a customer in no directory is told by phone or address, and counted once by both', async () => {
  await addInteraction(daysAgo(1), { contactId: null, phone: '+33612345678' });
  await addInteraction(daysAgo(2), { contactId: null, email: 'Nadia@Example.com' });
  const both = { phone: '+33612345678', email: 'nadia@example.com' };
  await addInteraction(daysAgo(3), { contactId: null, ...both });
  await addInteraction(daysAgo(4), { contactId: null, phone: '+33699999999' });

  expect(await count(7, { contactId: null, phone: '+33 6 12 34 56 78' })).toBe(2);
  expect(await count(7, { contactId: null, email: 'NADIA@example.com' })).toBe(2);
  expect(await count(7, { contactId: null, ...both })).toBe(3);
});

test('whom nothing identifies has no earlier contacts, though others are as unknown', async () => {
  await addInteraction(daysAgo(1), { contactId: null });

  expect(await count(7, { contactId: null })).toBe(0);
  expect(await count(7, { contactId: null, phone: 'anonymous', email: '' })).toBe(0);
});

test('months that are dropped still count, up to a year, and no longer than that', async () => {
  const began = daysAgo(300);
  await ensurePartitions(db, began);
  await addInteraction(began);
  await addInteraction(began, { direction: 'outgoing' });
  await addInteraction(began, { organisation: newId(NOW) });
  await addInteraction(daysAgo(1));

  const dropped = await dropOldPartitions(db, NOW);

  expect(dropped).toContain('interactions_2026_01');
  expect(await count(301)).toBe(2);
  expect(await count(299)).toBe(1);

  await dropOldContacts(db, new Date(began.getTime() + 367 * DAY_MS));
  expect(await count(301)).toBe(2);
  await dropOldContacts(db, new Date(began.getTime() + 369 * DAY_MS));
  expect(await count(301)).toBe(1);
});

test('a customer’s contacts are found by an index, however many others there are', async () => {
  const others = Array.from({ length: 2000 }, () => ({ contactId: newId(NOW) }));
  await db
    .insertInto('interactions')
    .values(others.map((other) => valuesOf(daysAgo(1), other)))
    .execute();
  await addInteraction(daysAgo(1));
  await sql`analyze interactions`.execute(db);

  const looked = await db.transaction().execute(async (tx) => {
    const interaction = { organisationId, interactionId: newId(NOW), contactId: nadia };
    const contacts = createContacts(tx, { ...interaction, phone: null, email: null });
    expect(await contacts.countSince(daysAgo(7))).toBe(1);
    const { rows } = await sql<{ rows: number }>`
      select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as rows
      from pg_stat_xact_user_tables where relname like 'interactions%'
    `.execute(tx);
    return rows[0]?.rows;
  });

  expect(looked).toBeLessThan(100); // small partitions beside it may be read whole
});
