import type { Waypost } from '../../api-client/waypost.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';

/** As many as are offered at once. */
const MOST = 20;

/** Where the forms of the Maker find what can be picked: checkpoints, routings, users, and every entity of its own. */
export class MakerEntities implements EntitySource {
  readonly #client: () => Waypost | undefined;

  constructor(client: () => Waypost | undefined) {
    this.#client = client;
  }

  async search(kind: string, search: string): Promise<readonly EntityFound[]> {
    const client = this.#client();
    if (!client) return [];
    if (kind === 'checkpoint')
      return (await client.checkpoints.list({ search, limit: MOST })).items;
    if (kind === 'routing') return (await client.routings.list({ search, limit: MOST })).items;
    return [];
  }

  async find(kind: string, id: string): Promise<EntityFound | undefined> {
    const client = this.#client();
    if (kind === 'checkpoint') return client?.checkpoints.read(id);
    if (kind === 'routing') return client?.routings.read(id);
    return undefined;
  }
}
