import type { Sync } from './sync.ts';
import type { EntitiesApi } from './entities-api.ts';

/** The administration of what routings act on, call by call. */
export function entitiesApi(sync: Sync): EntitiesApi {
  return {
    kinds: async () => (await sync.call('listEntityKinds', {})).items,
    list: (kind, query = {}) => sync.call('listEntities', { params: { kind }, query }),
    read: (kind, id) => sync.call('readEntity', { params: { kind, id } }),
    create: (kind, draft) => sync.call('createEntity', { params: { kind }, body: draft }),
    change: (kind, id, revision, patch) =>
      sync.call('changeEntity', { params: { kind, id }, body: patch, ifMatch: revision }),
    delete: (kind, id, { confirmUsed = false } = {}) =>
      sync.call('deleteEntity', {
        params: { kind, id },
        query: { confirmUsed: String(confirmUsed) },
      }),
    usage: (kind, id) => sync.call('readEntityUsage', { params: { kind, id } }),
  };
}
