import type { Sync } from './sync.ts';
import type { CheckpointsApi } from './waypost.ts';

/** The checkpoints' administration, call by call. */
export function checkpointsApi(sync: Sync): CheckpointsApi {
  return {
    list: (query = {}) => sync.call('listCheckpoints', { query }),
    read: (id) => sync.call('readCheckpoint', { params: { id } }),
    create: (draft) => sync.call('createCheckpoint', { body: draft }),
    change: (id, revision, patch) =>
      sync.call('changeCheckpoint', { params: { id }, body: patch, ifMatch: revision }),
    duplicate: (id, draft) => sync.call('duplicateCheckpoint', { params: { id }, body: draft }),
    delete: (id, { confirmUsed = false, replaceBy } = {}) =>
      sync.call('deleteCheckpoint', {
        params: { id },
        query: { confirmUsed: String(confirmUsed), replaceBy },
      }),
    bulkDelete: (body) => sync.call('bulkDeleteCheckpoints', { body }),
    import: (body) => sync.call('importCheckpoints', { body }),
    usage: (id) => sync.call('readCheckpointUsage', { params: { id } }),
  };
}
