import type {
  CheckpointFigures,
  CheckpointReport,
  ReportGroup,
  ReportGrouping,
} from '../../api-client/contract/report.ts';
import { NONE } from '../../api-client/contract/history.ts';
import type { Tally } from '../storage/reports/checkpoints.ts';
import type { CheckpointName } from '../storage/reports/names.ts';

/** What is labelled so is what the rest is compared with. */
export const BEFORE = -1;

/** What was counted: whether there is something to compare with, and the days by their labels, from 0 on. */
export interface Counted {
  isCompared: boolean;
  days: readonly string[];
}

type Report = Pick<CheckpointReport, 'checkpoints' | 'groups' | 'days'>;

/** The report that tallies make. `names` of groups go by their ids. */
export function checkpointReport(
  tallies: readonly Tally[],
  counted: Counted,
  names: {
    checkpoints: ReadonlyMap<string, CheckpointName>;
    groups: ReadonlyMap<string, string>;
  },
  groupBy: ReportGrouping | undefined,
): Report {
  const whole = countedOf(tallies, counted);
  const order = whole.checkpoints.map(({ checkpointId }) => checkpointId);
  return {
    checkpoints: order.map(
      (checkpointId) =>
        names.checkpoints.get(checkpointId) ?? {
          checkpointId,
          name: checkpointId, // its name went with what had it, while this was counted
          alias: null,
          isDeleted: true,
        },
    ),
    groups: groupBy
      ? groupsOf(tallies, counted, groupBy, names.groups)
      : [{ group: null, ...whole }],
    days: daysOf(tallies, counted, order),
  };
}

/** What one group, or all, add up to. */
function countedOf(tallies: readonly Tally[], { isCompared }: Counted) {
  const sum = (some: readonly Tally[], field: 'interactions' | 'hits') =>
    some.reduce((total, one) => total + one[field], 0);
  const split = (some: readonly Tally[]) => {
    const now = some.filter(({ label }) => label !== BEFORE);
    const former = some.filter(({ label }) => label === BEFORE);
    return {
      now: sum(now, 'interactions'),
      hits: sum(now, 'hits'),
      before: isCompared ? sum(former, 'interactions') : null,
    };
  };
  const byCheckpoint = Map.groupBy(tallies, ({ checkpointId }) => checkpointId);
  const all = split(byCheckpoint.get(null) ?? []);
  byCheckpoint.delete(null);
  const checkpoints = [...byCheckpoint].map(([checkpointId, some]): CheckpointFigures => {
    const { now, hits, before } = split(some);
    return { checkpointId: checkpointId!, attached: now, hits, before }; // null was taken out
  });
  return {
    interactions: all.now,
    before: all.before,
    checkpoints: checkpoints.sort(byAttached),
  };
}

function byAttached(one: CheckpointFigures, other: CheckpointFigures): number {
  return (
    other.attached - one.attached ||
    (other.before ?? 0) - (one.before ?? 0) ||
    (one.checkpointId < other.checkpointId ? -1 : 1)
  );
}

function groupsOf(
  tallies: readonly Tally[],
  counted: Counted,
  groupBy: ReportGrouping,
  names: ReadonlyMap<string, string>,
): CheckpointReport['groups'] {
  const keyOf = ({ key, version }: Tally) => {
    if (key === null) return NONE;
    return groupBy === 'version' ? `${key}.${version ?? 0}` : key;
  };
  return [...Map.groupBy(tallies, keyOf)]
    .map(([key, some]) => {
      const [{ key: id, version }] = some as [Tally];
      const group: ReportGroup = {
        key,
        name: (id !== null && names.get(id)) || null,
        version: groupBy === 'version' && id !== null ? (version ?? 0) : null,
      };
      return { group, ...countedOf(some, counted) };
    })
    .sort(
      (one, other) =>
        other.interactions - one.interactions || (one.group.key < other.group.key ? -1 : 1),
    );
}

function daysOf(
  tallies: readonly Tally[],
  { days }: Counted,
  order: readonly string[],
): CheckpointReport['days'] {
  const byLabel = Map.groupBy(tallies, ({ label }) => label);
  return days.map((day, index) => {
    const those = byLabel.get(index) ?? [];
    const counts = new Map(
      those.map(({ checkpointId, interactions }) => [checkpointId, interactions]),
    );
    return {
      day,
      interactions: counts.get(null) ?? 0,
      attached: order.map((id) => counts.get(id) ?? 0),
    };
  });
}
