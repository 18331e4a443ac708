import { Cache } from '../../../api-client/cache.ts';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import type { Me } from '../../../api-client/contract/user.ts';
import { databaseName } from '../../../api-client/remembered-users.ts';

/** Runs in the page: keeps rows as the client does when it has loaded them. */
export async function warmCache(url: string, me: Me, rows: Interaction[]): Promise<void> {
  const cache = new Cache(databaseName(url, me), () => {
    throw new Error('The browser’s storage broke.');
  });
  await cache.writePage(rows);
  cache.close();
}
