import { createServices } from '../../mock-server/create-services.ts';
import { prepareDemo } from '../../mock-server/demo/prepare.ts';
import { migrate } from '../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';

/** Puts the demo into a database, with as many interactions: a server process on it then begins with those. */
export async function fillDemo(url: string, interactions: number): Promise<void> {
  const db = openPostgres(url);
  await migrate(db);
  const log = { info() {}, warn() {}, error: console.error };
  await prepareDemo(await createServices({ db, log, demo: true }), 1, () => {}, interactions);
  await db.destroy();
}
