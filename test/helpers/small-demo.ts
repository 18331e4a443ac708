import { createServices } from '../../mock-server/create-services.ts';
import { prepareDemo } from '../../mock-server/demo/prepare.ts';
import { migrate } from '../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';

/** Fills a database with the demo, small: a hundred interactions are as much as most pages need. */
export async function fillWithSmallDemo(url: string, interactions = 100): Promise<void> {
  const db = openPostgres(url);
  await migrate(db);
  const log = { info() {}, warn() {}, error: console.error };
  await prepareDemo(await createServices({ db, log, demo: true }), 1, () => {}, interactions);
  await db.destroy();
}
