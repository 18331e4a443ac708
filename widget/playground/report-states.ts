import type {
  CheckpointReport,
  FunnelReport,
  LoadSharingReport,
} from '../../api-client/contract/report.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { WaypostReport } from '../report.ts';
import { checkpoints, type DataSize } from './samples.ts';
import { stillClient, type Still } from './still-client.ts';

type ReportStates = { [state: string]: (size: DataSize) => Partial<WaypostReport> };

const DAY = 86_400_000;
const ROUTING = '019a0000-0000-7000-8000-00000000000a';
const [FIRST, SECOND] = ['b', 'c'].map((last) => ROUTING.slice(0, -1) + last);
const head = {
  at: new Date().toISOString(),
  timeZone: 'Europe/Paris',
  period: { from: '2026-11-13T23:00:00.000Z', to: '2026-11-20T23:00:00.000Z' },
};

/** Every state that a report can be in. */
export const reportStates: ReportStates = {
  checkpoints: (size) => still({ status: 'live', reports: { checkpoints: counted(size) } }),
  'checkpoints by queue': (size) => ({
    ...still({ status: 'live', reports: { checkpoints: grouped(size) } }),
    address: 'groupBy=queue',
  }),
  funnel: (size) => ({
    ...still({ status: 'live', reports: { funnel: funnel(size) } }),
    address: `part=funnel&step=${FIRST}&step=${SECOND}`,
  }),
  'load sharing': () => ({
    ...still({ status: 'live', reports: { loadSharing: sharing() } }),
    address: `part=load-sharing&sharedBy=${ROUTING}&goal=${FIRST}`,
  }),
  'a funnel to be chosen': () => ({ ...still({ status: 'live' }), address: 'part=funnel' }),
  'nothing to count': () => still({ status: 'live', reports: { checkpoints: nothing() } }),
  loading: () => still({ status: 'loading' }),
  failed: () =>
    still({
      status: 'error',
      error: new NetworkError('https://waypost.example', 'it did not answer within 10 s'),
      retryAt: new Date(Date.now() + 12_000).toISOString(),
    }),
};

function still(of: Still): Partial<WaypostReport> {
  return { client: stillClient(of) };
}

function named(size: DataSize) {
  return checkpoints(size).map(({ checkpointId, name, alias, current }) => ({
    checkpointId,
    name,
    alias,
    isDeleted: current === null,
  }));
}

function nothing(): CheckpointReport {
  return {
    ...head,
    before: null,
    checkpoints: [],
    groups: [{ group: null, interactions: 0, before: null, checkpoints: [] }],
    days: [],
  };
}

function counted(size: DataSize): CheckpointReport {
  const names = named(size);
  return {
    ...head,
    before: { from: '2026-11-06T23:00:00.000Z', to: '2026-11-13T15:06:00.000Z' },
    checkpoints: names,
    groups: [
      {
        group: null,
        interactions: 1240,
        before: 1105,
        checkpoints: names.map(({ checkpointId }, index) => ({
          checkpointId,
          attached: Math.max(3, 960 - index * 140),
          hits: Math.max(4, 1020 - index * 130),
          before: Math.max(2, 900 - index * 150),
        })),
      },
    ],
    days: Array.from({ length: 7 }, (_, index) => ({
      day: new Date(Date.parse('2026-11-14T12:00:00Z') + index * DAY)
        .toISOString()
        .slice(0, 10),
      interactions: 120 + ((index * 37) % 90),
      attached: names.map((_name, place) =>
        Math.max(0, 100 - place * 14 + ((index * 23) % 40)),
      ),
    })),
  };
}

function grouped(size: DataSize): CheckpointReport {
  const { groups, ...report } = counted(size);
  return {
    ...report,
    days: [],
    groups: ['Orders', 'After-sales', null].map((name, index) => ({
      ...groups[0]!,
      group: { key: name ? `queue-${index}` : 'none', name, version: null },
      interactions: 620 - index * 200,
    })),
  };
}

function funnel(size: DataSize): FunnelReport {
  const times = { median: 42_000, ninetieth: 310_000 };
  return {
    ...head,
    interactions: 1240,
    steps: named(size)
      .slice(0, 5)
      .map((name, index) => ({
        ...name,
        reached: Math.round(960 * 0.7 ** index),
        since: index ? times : null,
      })),
    inAll: times,
  };
}

function sharing(): LoadSharingReport {
  const share = { value: 0.31, low: 0.27, high: 0.35 };
  return {
    ...head,
    routing: { id: ROUTING, name: 'Welcome, orders' },
    goal: { checkpointId: FIRST!, name: 'Upsell accepted', alias: 'Upsell', isDeleted: false },
    sharings: [
      {
        version: 3,
        actionId: 'share',
        actionName: 'Two ways to greet',
        links: [
          {
            link: 'link-1',
            load: 50,
            interactions: 510,
            reached: 158,
            share,
            difference: null,
            verdict: null,
          },
          {
            link: 'link-2',
            load: 50,
            interactions: 498,
            reached: 194,
            share: { value: 0.39, low: 0.35, high: 0.43 },
            difference: { value: 0.08, low: 0.02, high: 0.14 },
            verdict: 'higher',
          },
        ],
      },
    ],
  };
}
