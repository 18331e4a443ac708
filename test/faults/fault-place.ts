import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePartitions } from '../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../helpers/database.ts';
import { bundlePrograms } from './bundle-programs.ts';
import { BEGINNING } from './flow-ground.ts';
import { startProviders } from './provider-process.ts';
import type { ProviderPorts } from './providers.ts';

/** What processes that are killed have around them, and what outlives them. */
export interface FaultPlace {
  ports: ProviderPorts;
  databaseUrls: string[];
  /** Where the programs are, each in one file. */
  programFolder: string;
  /** Where they are kept as they were compiled: so the next process starts sooner. */
  cacheFolder: string;
  close(): Promise<void>;
}

/** Providers, and so many databases at the time of the flows. */
export async function openFaultPlace(databases: number): Promise<FaultPlace> {
  const providers = await startProviders();
  const folder = await mkdtemp(join(tmpdir(), 'waypost-faults-'));
  const programFolder = join(folder, 'programs');
  await bundlePrograms(programFolder);
  const opened = await Promise.all(
    Array.from({ length: databases }, async () => {
      const database = await freshDatabase();
      const db = openPostgres(database.url, { connections: 1 });
      await ensurePartitions(db, BEGINNING);
      await db.destroy();
      return database;
    }),
  );
  return {
    ports: providers.ports,
    databaseUrls: opened.map(({ url }) => url),
    programFolder,
    cacheFolder: join(folder, 'cache'),
    async close() {
      await Promise.all(opened.map((database) => database.drop()));
      await providers.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
