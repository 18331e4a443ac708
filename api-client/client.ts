import { OffersView, PresenceView } from './desk-views.ts';
import { NetworkError } from './errors.ts';
import { InteractionView } from './interaction.ts';
import { lateCalls } from './late-calls.ts';
import { openHistory } from './open-history.ts';
import { reportsApi } from './open-report.ts';
import { openSupervision } from './open-supervision.ts';
import { RecordsView } from './records-view.ts';
import { SignedInUserView } from './signed-in-user.ts';
import { Sync } from './sync.ts';
import type { HistoryQuery, Waypost, WaypostOptions } from './waypost.ts';

/**
 * A client of one server for one user. It asks for a token when something is subscribed to or called, not
 * before. The code of what is called by hand comes with the first such call.
 */
export function createWaypost(options: WaypostOptions): Waypost {
  const url = options.url.replace(/\/+$/, '');
  const sync = new Sync({ ...options, url });
  const offers = new OffersView(sync);
  const presence = new PresenceView(sync);
  const coming = <Code>(code: Promise<Code>): Promise<Code> =>
    code.catch((error: unknown) => {
      throw new NetworkError(url, 'a part of its script did not come', error);
    });
  return {
    url,
    me: new SignedInUserView(sync),
    checkpoints: lateCalls(async () =>
      (await coming(import('./checkpoints.ts'))).checkpointsApi(sync),
    ),
    channels: lateCalls(async () => (await coming(import('./channels.ts'))).channelsApi(sync)),
    entities: lateCalls(async () => (await coming(import('./entities.ts'))).entitiesApi(sync)),
    people: lateCalls(async () => (await coming(import('./people.ts'))).peopleApi(sync)),
    secrets: lateCalls(async () => (await coming(import('./secrets.ts'))).secretsApi(sync)),
    routings: lateCalls(async () => (await coming(import('./routings.ts'))).routingsApi(sync)),
    desk: lateCalls(
      async () => (await coming(import('./desk.ts'))).deskCalls(sync, offers, presence),
      { offers, presence },
    ),
    records: lateCalls(async () => (await coming(import('./records.ts'))).recordCalls(sync), {
      of: (id: string) => new RecordsView(sync, id),
    }),
    history: (query: HistoryQuery = {}) => openHistory(sync, query),
    historyViews: lateCalls(async () =>
      (await coming(import('./history-views.ts'))).historyViewsApi(sync),
    ),
    historyChoices: () => sync.call('readHistoryChoices', {}),
    exportHistory: async (query, options) =>
      (await coming(import('./export-history.ts'))).exportHistory(sync, query, options),
    interaction: (id) => new InteractionView(sync, id),
    reports: reportsApi(sync),
    supervision: (options = {}) => openSupervision(sync, options),
    chooseProfile: (profileId) => sync.chooseProfile(profileId),
    signOut: () => sync.signOut(),
    close: () => sync.close(),
  };
}
