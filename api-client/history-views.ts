import type { Sync } from './sync.ts';
import type { HistoryViewsApi } from './waypost.ts';

/** The views that a user saved, call by call. */
export function historyViewsApi(sync: Sync): HistoryViewsApi {
  return {
    list: async () => (await sync.call('listHistoryViews', {})).items,
    create: (body) => sync.call('createHistoryView', { body }),
    change: (id, body) => sync.call('changeHistoryView', { params: { id }, body }),
    delete: (id) => sync.call('deleteHistoryView', { params: { id } }),
  };
}
