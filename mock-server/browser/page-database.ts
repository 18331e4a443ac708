import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PGliteDialect } from 'kysely';
import { createDatabase, type Db } from '../storage/database.ts';

const INT8 = 20;

/** A PostgreSQL inside the page, or inside Node while the snapshot is made. Keeps nothing beyond its life. */
export async function openPageDatabase(
  snapshot?: Blob,
): Promise<{ db: Db; dump(): Promise<Blob> }> {
  const pglite = await PGlite.create({
    extensions: { pg_trgm }, // part of every PostgreSQL, but not of this one unless it is said
    parsers: { [INT8]: Number }, // as on a server: counts here do not outgrow 2^53
    ...(snapshot ? { loadDataDir: snapshot } : {}),
  });
  const db = createDatabase(new PGliteDialect({ pglite }));
  return { db, dump: () => pglite.dumpDataDir('gzip') };
}
