import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedDatabase,
  type EmbeddedDatabase,
} from '../../../mock-server/embedded-database.ts';
import { addDatabase } from '../rivals/databases.ts';

/** A PostgreSQL for measurements. It goes with them, unless BENCH_FOLDER names a folder to keep it in. */
export class BenchDatabase {
  #database: EmbeddedDatabase;
  #leave: () => Promise<void>;

  private constructor(database: EmbeddedDatabase, leave: () => Promise<void>) {
    this.#database = database;
    this.#leave = leave;
  }

  static async start(): Promise<BenchDatabase> {
    const kept = process.env['BENCH_FOLDER'];
    const folder = kept ?? (await mkdtemp(join(tmpdir(), 'waypost-bench-')));
    const database = await startEmbeddedDatabase({ folder, fsync: false });
    return new BenchDatabase(database, async () => {
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    });
  }

  /** The address of the database of this name, which is made where it is missing. */
  add(name: string): Promise<string> {
    return addDatabase(this.#database.url, name);
  }

  async stop(): Promise<void> {
    await this.#database.stop();
    await this.#leave();
  }
}
