import { LateSubscription } from './late-subscription.ts';
import type { ReportData, ReportName, ReportQuestion } from './report-view.ts';
import type { Sync } from './sync.ts';
import { untilThere } from './until-there.ts';
import type { ReportsApi, Subscription } from './waypost.ts';

/** Reports. Most pages never ask for one: their code is loaded for the first that does. */
export function reportsApi(sync: Sync): ReportsApi {
  return {
    checkpoints: (query) => open(sync, 'readCheckpointReport', query),
    funnel: (query) => open(sync, 'readFunnelReport', query),
    loadSharing: (query) => open(sync, 'readLoadSharingReport', query),
  };
}

function open<Name extends ReportName>(
  sync: Sync,
  name: Name,
  query: ReportQuestion<Name>,
): Subscription<ReportData<Name>> {
  type Data = ReportData<Name>;
  type Code = typeof import('./report-view.ts');
  return new LateSubscription<Data, Subscription<Data>, Code>(
    {
      load: (missed) => untilThere(() => import('./report-view.ts'), missed),
      recall: nothing,
    },
    {
      open: ({ ReportView }) => new ReportView(sync, name, query),
      recall: nothing,
    },
  );
}

/** Figures are never kept: they would be told as of now. */
const nothing = () => Promise.resolve(undefined);
