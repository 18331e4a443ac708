import { checkpointsApi } from './checkpoints.ts';
import { createDesk } from './desk.ts';
import { historyViewsApi } from './history-views.ts';
import { recordsApi } from './records.ts';
import { HistoryView } from './history.ts';
import { InteractionView } from './interaction.ts';
import { SignedInUserView } from './signed-in-user.ts';
import { Sync } from './sync.ts';
import type { HistoryQuery, Waypost, WaypostOptions } from './waypost.ts';

/**
 * A client of one server for one user. It asks for a token when something is subscribed to or called, not
 * before.
 */
export function createWaypost(options: WaypostOptions): Waypost {
  const url = options.url.replace(/\/+$/, '');
  const sync = new Sync({ ...options, url });
  return {
    url,
    me: new SignedInUserView(sync),
    checkpoints: checkpointsApi(sync),
    desk: createDesk(sync),
    records: recordsApi(sync),
    history: (query: HistoryQuery = {}) => new HistoryView(sync, query),
    historyViews: historyViewsApi(sync),
    historyChoices: () => sync.call('readHistoryChoices', {}),
    exportHistory: async (query, options) =>
      (await import('./export-history.ts')).exportHistory(sync, query, options),
    interaction: (id) => new InteractionView(sync, id),
    chooseProfile: (profileId) => sync.chooseProfile(profileId),
    signOut: () => sync.signOut(),
    close: () => sync.close(),
  };
}
