import { Cache } from '../../../api-client/cache.ts';
import type {
  Interaction,
  InteractionDetails,
} from '../../../api-client/contract/interaction.ts';
import type { Me } from '../../../api-client/contract/user.ts';
import { databaseName } from '../../../api-client/remembered-users.ts';

/** Runs in the page: keeps rows, and one interaction, as the client does when it has loaded them. */
export async function warmCache(
  url: string,
  me: Me,
  rows: Interaction[],
  interaction: InteractionDetails,
): Promise<void> {
  const cache = new Cache(databaseName(url, me), () => {
    throw new Error('The browser’s storage broke.');
  });
  await cache.writePage({ rows });
  await cache.writeDetails({ interaction, messages: [] });
  cache.close();
}
