import type { Waypost } from '../../api-client/waypost.ts';
import { entityKindWords } from './entity-words.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';

/** So many are offered at a time. */
const OFFERED = 20;

/** What a client's user can pick, by kind: checkpoints, and the Maker's entities. */
export function entitySource(client: Pick<Waypost, 'checkpoints' | 'entities'>): EntitySource {
  return {
    async search(kind, text): Promise<readonly EntityFound[]> {
      const query = { search: text, limit: OFFERED, sort: 'name' as const };
      if (kind === 'checkpoint') return (await client.checkpoints.list(query)).items;
      const path = pathOf(kind);
      return path === undefined ? [] : (await client.entities.list(path, query)).items;
    },
    async find(kind, id): Promise<EntityFound | undefined> {
      const path = pathOf(kind);
      try {
        if (kind === 'checkpoint') return await client.checkpoints.read(id);
        return path === undefined ? { id, name: id } : await client.entities.read(path, id);
      } catch (error) {
        if ((error as { kind?: string }).kind === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

const pathOf = (kind: string): string | undefined =>
  entityKindWords().find((each) => each.kind === kind)?.path;
