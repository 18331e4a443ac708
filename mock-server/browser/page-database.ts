import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect, PGliteDriver, type DatabaseConnection, type Driver } from 'kysely';
import { createDatabase, type Db } from '../storage/database.ts';

const INT8 = 20;

/** A PostgreSQL inside the page, or inside Node while the snapshot is made. Keeps nothing beyond its life. */
export async function openPageDatabase(
  snapshot?: Blob,
): Promise<{ db: Db; dump(): Promise<Blob> }> {
  const pglite = await PGlite.create({
    parsers: { [INT8]: Number }, // as on a server: counts here do not outgrow 2^53
    ...(snapshot ? { loadDataDir: snapshot } : {}),
  });
  const db = createDatabase(new TakingTurns({ pglite }));
  return { db, dump: () => pglite.dumpDataDir('gzip') };
}

/** There is one connection, and a transaction on it must not be joined by queries that are not its own. */
class TakingTurns extends PGliteDialect {
  readonly #config: ConstructorParameters<typeof PGliteDialect>[0];

  constructor(config: ConstructorParameters<typeof PGliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new DriverInTurns(this.#config);
  }
}

class DriverInTurns extends PGliteDriver {
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    await before;
    this.#release = turn.resolve;
    return super.acquireConnection();
  }

  override releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }
}
