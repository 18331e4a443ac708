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
    preview: (kind, body) => sync.call('previewEntity', { params: { kind }, body }),
    tableRows: (id, query = {}) => sync.call('listTableRows', { params: { id }, query }),
    writeTableRows: (id, body) => sync.call('writeTableRows', { params: { id }, body }),
    deleteTableRow: async (id, key) => {
      await sync.call('deleteTableRow', { params: { id }, query: { key } });
    },
    databaseRows: (id, query = {}) => sync.call('listDatabaseRows', { params: { id }, query }),
    createDatabaseRow: (id, values) =>
      sync.call('createDatabaseRow', { params: { id }, body: { values } }),
    changeDatabaseRow: (id, rowId, values) =>
      sync.call('changeDatabaseRow', { params: { id, rowId }, body: { values } }),
    importDatabaseRows: (id, body) => sync.call('importDatabaseRows', { params: { id }, body }),
    deleteDatabaseRow: async (id, rowId) => {
      await sync.call('deleteDatabaseRow', { params: { id, rowId } });
    },
    tryWebService: (id, body) => sync.call('tryWebService', { params: { id }, body }),
  };
}
