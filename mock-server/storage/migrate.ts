import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { forgetForeignChanges } from './changes.ts';
import type { Db } from './database.ts';
import { foundation } from './migrations/0001-foundation.ts';
import { actions0002 } from './migrations/0002-actions.ts';
import { history0003 } from './migrations/0003-history.ts';
import { paymentEnds0004 } from './migrations/0004-payment-ends.ts';
import { records0005 } from './migrations/0005-records.ts';
import { failuresAndSearches0006 } from './migrations/0006-failures-and-searches.ts';
import { participants0007 } from './migrations/0007-participants.ts';
import { signIn0008 } from './migrations/0008-sign-in.ts';
import { reports0009 } from './migrations/0009-reports.ts';
import { people0010 } from './migrations/0010-people.ts';
import { rowSight0011 } from './migrations/0011-row-sight.ts';
import { linkedCards0012 } from './migrations/0012-linked-cards.ts';
import { ensurePartitions } from './partitions.ts';

/** The chain of migrations. They are imported rather than read from a folder, so that they run in a browser too. */
const migrations = {
  '0001-foundation': foundation,
  '0002-actions': actions0002,
  '0003-history': history0003,
  '0004-payment-ends': paymentEnds0004,
  '0005-records': records0005,
  '0006-failures-and-searches': failuresAndSearches0006,
  '0007-participants': participants0007,
  '0008-sign-in': signIn0008,
  '0009-reports': reports0009,
  '0010-people': people0010,
  '0011-row-sight': rowSight0011,
  '0012-linked-cards': linkedCards0012,
};

/** Brings the database to the newest shape. Several processes may call it at once: one works, the others wait. */
export async function migrate(db: Db, now: Date = new Date()): Promise<void> {
  const { error } = await createMigrator(db).migrateToLatest();
  if (error) throw error;
  await ensurePartitions(db, now);
  await forgetForeignChanges(db);
}

/** Brings an empty database to the shape that it had after the migration of this name. */
export async function migrateTo(db: Db, name: string): Promise<void> {
  const { error } = await createMigrator(db).migrateTo(name);
  if (error) throw error;
}

function createMigrator(db: Db): Migrator {
  return new Migrator({
    db: db as unknown as Kysely<unknown>,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
}
