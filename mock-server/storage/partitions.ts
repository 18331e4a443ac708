import { sql } from 'kysely';
import { keepPastContacts } from './contact-history.ts';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';

/** The tables that hold what belongs to interactions, one partition a month of the interaction's start. */
const partitionedTables = [
  'interactions',
  'participants',
  'messages',
  'interaction_checkpoints',
  'interaction_events',
  'runs',
] as const;

/** Every step writes its interaction anew: where its page has room, no index has to be told. */
const roomLeft: Partial<Record<(typeof partitionedTables)[number], string>> = {
  interactions: ' with (fillfactor = 80)',
};

/** How many whole months before the present one are kept: what users see is three months. */
export const MONTHS_KEPT = 4;
const MONTHS_AHEAD = 2;

/** Makes the partitions of the months in sight that are missing. */
export async function ensurePartitions(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Two servers that start together would both create the month: the lock makes one of them wait.
    await sql`select pg_advisory_xact_lock(7238401)`.execute(tx);
    const present = await partitionNames(tx);
    for (let offset = -MONTHS_KEPT; offset <= MONTHS_AHEAD; offset++) {
      const from = monthStart(now, offset);
      const to = monthStart(now, offset + 1);
      for (const table of partitionedTables) {
        const name = `${table}_${monthName(from)}`;
        if (present.has(name)) continue;
        await sql
          .raw(
            `create table ${name} partition of ${table} for values from ('${firstIdAt(from)}') to ('${firstIdAt(to)}')${roomLeft[table] ?? ''}`,
          )
          .execute(tx);
      }
    }
  });
}

/** Forgets the months that are past keeping, by drops; only who was in contact is kept. Returns the tables that are gone. */
export async function dropOldPartitions(db: Db, now: Date): Promise<string[]> {
  const oldest = monthName(firstMonthKept(now));
  const gone = [...(await partitionNames(db))].filter((name) => name.slice(-7) < oldest);
  for (const name of gone) {
    await db.transaction().execute(async (tx) => {
      // A drop waits for whoever reads, and everybody else waits for the drop: better to try again in an hour.
      await sql`set local lock_timeout = '2s'`.execute(tx);
      if (name.startsWith('interactions_')) await keepPastContacts(tx, name);
      await sql.raw(`drop table ${name}`).execute(tx);
    });
  }
  return gone;
}

/** Where the first month begins that is kept. */
export function firstMonthKept(now: Date): Date {
  return monthStart(now, -MONTHS_KEPT);
}

async function partitionNames(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name
    from pg_inherits
    join pg_class child on child.oid = inhrelid
    join pg_class parent on parent.oid = inhparent
    where parent.relname = any(${[...partitionedTables]}::text[]) and child.relkind = 'r'
  `.execute(db);
  return new Set(rows.map((row) => row.name));
}

function monthStart(now: Date, offset: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
}

function monthName(start: Date): string {
  return start.toISOString().slice(0, 7).replace('-', '_');
}
