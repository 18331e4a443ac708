import type { WaypostError } from '../../api-client/errors.ts';
import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../../api-client/contract/report.ts';
import type { Supervision } from '../../api-client/contract/supervision.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { HistoryView } from '../../api-client/contract/history.ts';
import type {
  Desk,
  HistoryData,
  InteractionData,
  RecordsApi,
  Subscription,
  SubscriptionState,
  Waypost,
} from '../../api-client/waypost.ts';
import { choices, me } from './samples.ts';
import { stillDesk } from './still-desk.ts';
import { stillRecords, type StillRecords } from './still-records.ts';

/** What only those who configure call. */
type Administered = 'checkpoints' | 'entities' | 'channels' | 'people' | 'secrets' | 'routings';

/** What a still client says of everything that it is asked for. */
export interface Still extends Partial<Pick<Waypost, Administered>> {
  status: SubscriptionState<unknown>['status'];
  list?: HistoryData;
  one?: InteractionData;
  error?: WaypostError;
  since?: string;
  retryAt?: string;
  kept?: boolean;
  me?: Me;
  desk?: Desk;
  views?: HistoryView[];
  records?: StillRecords;
  supervision?: Supervision;
  reports?: {
    checkpoints?: CheckpointReport;
    funnel?: FunnelReport;
    loadSharing?: LoadSharingReport;
  };
}

/** A client that stays in one state, for states that last only a moment with a real one. */
export function stillClient(still: Still): Waypost {
  const present = <Data>(data: Data | undefined): Subscription<Data> => {
    const { status, error, since, retryAt = null, kept = true } = still;
    const state: SubscriptionState<Data> = { status, data, error, since, retryAt, kept };
    return {
      state,
      subscribe: (listener) => listener(state),
      refresh: () => Promise.resolve(),
    };
  };
  const never = () => new Promise<never>(() => {});
  const client: Omit<Waypost, Administered | 'chooseProfile' | 'signOut'> & {
    [Api in Administered]: Waypost[Api] | undefined;
  } & { records: RecordsApi } = {
    url: '',
    me: present(still.error ? undefined : (still.me ?? me)),
    history: () => ({ ...present(still.list), loadMore: () => Promise.resolve() }),
    historyViews: {
      list: () => Promise.resolve(still.views ?? []),
      create: never,
      change: never,
      delete: never,
    },
    historyChoices: () => Promise.resolve(choices),
    exportHistory: never,
    interaction: () => present(still.one),
    supervision: () => present(still.supervision),
    reports: {
      checkpoints: () => present(still.reports?.checkpoints),
      funnel: () => present(still.reports?.funnel),
      loadSharing: () => present(still.reports?.loadSharing),
    },
    checkpoints: still.checkpoints,
    entities: still.entities,
    channels: still.channels,
    people: still.people,
    secrets: still.secrets,
    routings: still.routings,
    desk: still.desk ?? stillDesk({}),
    records: stillRecords(still.records ?? { size: 'few' }),
    close: () => {},
  };
  return client as unknown as Waypost; // elements call nothing else
}
