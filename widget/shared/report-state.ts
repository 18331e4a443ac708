import type { HistoryPeriod } from '../../api-client/contract/history.ts';
import type { ReportGrouping } from '../../api-client/contract/report.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { addressOf as historyAddressOf, stateOf as historyStateOf } from './history-address.ts';
import { tidy, type Filter } from './history-state.ts';
import { boundsOf, type Day } from './period.ts';

export const reportParts = ['checkpoints', 'funnel', 'load-sharing'] as const;
export type ReportPart = (typeof reportParts)[number];

export const groupings = [
  'flow',
  'queue',
  'routing',
  'version',
] as const satisfies ReportGrouping[];

/** The fields by which every report is filtered. */
export const filterFields = ['flow', 'queue', 'routing', 'routingVersion'] as const;
export type ReportFilterField = (typeof filterFields)[number];

/** As many checkpoints as a funnel has, at most and at least. */
export const MOST_STEPS = 10;
export const LEAST_STEPS = 2;

/** What a report shows. */
export interface ReportState {
  part: ReportPart;
  period: HistoryPeriod;
  filter: Pick<Filter, ReportFilterField>;
  /** '' for none. */
  groupBy: ReportGrouping | '';
  /** The checkpoint whose days are drawn; '' for all interactions alone. */
  drawn: string;
  /** The checkpoints of the funnel; '' where none is chosen yet. */
  steps: readonly string[];
  /** The routing whose load sharings are compared, its version ('' for all), and the checkpoint to be reached. */
  sharedBy: string;
  version: string;
  goal: string;
}

export const openingReport: ReportState = {
  part: 'checkpoints',
  period: { kind: 'last-7-days' },
  filter: {},
  groupBy: '',
  drawn: '',
  steps: ['', ''],
  sharedBy: '',
  version: '',
  goal: '',
};

type Query<Call extends keyof Waypost['reports']> = Parameters<Waypost['reports'][Call]>[0];

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A state as a part of an address; '' is how a report opens. */
export function addressOf(state: ReportState): string {
  const { period, filter } = state;
  const parts = new URLSearchParams(historyAddressOf({ period, filter, sort: '-start' }));
  if (period.kind === openingReport.period.kind) parts.delete('period');
  if (period.kind === 'today') parts.set('period', 'today'); // what a history opens on
  if (state.part !== openingReport.part) parts.set('part', state.part);
  for (const field of ['groupBy', 'drawn', 'sharedBy', 'version', 'goal'] as const)
    if (state[field]) parts.set(field, state[field]);
  for (const step of chosenSteps(state)) parts.append('step', step);
  return parts.toString();
}

/** The state that an address names. What it does not understand is left out. */
export function stateOf(address: string): ReportState {
  const parts = new URLSearchParams(address);
  const { period, filter } = historyStateOf(address);
  const { flow, queue, routing, routingVersion } = filter;
  const one = (field: string, pattern: RegExp): string => {
    const value = parts.get(field) ?? '';
    return pattern.test(value) ? value : '';
  };
  const steps = [...new Set(parts.getAll('step'))].filter((id) => ID.test(id));
  return {
    part: reportParts.find((part) => part === parts.get('part')) ?? openingReport.part,
    period: parts.has('period') ? period : openingReport.period,
    filter: tidy({ flow, queue, routing, routingVersion }),
    groupBy: groupings.find((by) => by === parts.get('groupBy')) ?? '',
    drawn: one('drawn', ID),
    steps: padded(steps.slice(0, MOST_STEPS)),
    sharedBy: one('sharedBy', ID),
    version: one('version', /^[1-9]\d{0,5}$/),
    goal: one('goal', ID),
  };
}

/** Places for as many steps as a funnel has at least. */
export function padded(steps: readonly string[]): string[] {
  const missing = Math.max(0, LEAST_STEPS - steps.length);
  return [...steps, ...Array.from({ length: missing }, () => '')];
}

export const chosenSteps = ({ steps }: ReportState): string[] => steps.filter(Boolean);

function commonQuery({ period, filter }: ReportState, today: Day, timeZone: string) {
  return { timeZone, ...boundsOf(period, today, timeZone), ...filter };
}

export function checkpointQuery(
  state: ReportState,
  today: Day,
  timeZone: string,
): Query<'checkpoints'> {
  const { groupBy } = state;
  return { ...commonQuery(state, today, timeZone), ...(groupBy ? { groupBy } : {}) };
}

/** Undefined until enough steps are chosen. */
export function funnelQuery(
  state: ReportState,
  today: Day,
  timeZone: string,
): Query<'funnel'> | undefined {
  const step = chosenSteps(state);
  if (step.length < LEAST_STEPS) return undefined;
  return { ...commonQuery(state, today, timeZone), step };
}

/** Undefined until a routing and a goal are chosen. */
export function loadSharingQuery(
  state: ReportState,
  today: Day,
  timeZone: string,
): Query<'loadSharing'> | undefined {
  const { sharedBy, version, goal } = state;
  if (!sharedBy || !goal) return undefined;
  return {
    ...commonQuery(state, today, timeZone),
    sharedBy,
    goal,
    ...(version ? { version } : {}),
  };
}
