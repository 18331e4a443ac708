import type { PathRouting } from '../../api-client/contract/interaction-routings.ts';
import type {
  InteractionDetails,
  InteractionEvent,
} from '../../api-client/contract/interaction.ts';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';

/** One action that ran, and how it was left. */
export interface Step {
  at: string;
  actionId: string;
  name: string;
  /** Of its branch. */
  key: string | null;
  branch: string | undefined;
  reason: string | null;
  checkpoints: readonly AttachedCheckpoint[];
}

/** The way that an interaction took through one version of a routing. */
export interface TakenPath {
  steps: Step[];
  visited: ReadonlySet<string>;
  /** Each as `<action> <branch>`. */
  taken: ReadonlySet<string>;
  checkpoints: ReadonlyMap<string, readonly AttachedCheckpoint[]>;
  /** The action that it is at now, while the run goes on in this version. */
  current: string | undefined;
}

export function takenPath(
  routing: PathRouting,
  events: readonly InteractionEvent[],
  { checkpoints, run }: InteractionDetails,
): TakenPath {
  const isHere = (of: { routingId: string | null; routingVersion: number | null }): boolean =>
    of.routingId === routing.routingId && of.routingVersion === routing.version;
  const marks = byAction(checkpoints.filter(isHere));
  const labels = new Map(
    routing.actions.flatMap(({ id, branches }) =>
      branches.map(({ key, label }) => [`${id} ${key}`, label] as const),
    ),
  );
  const told = new Set<string>();
  const steps = events.filter(isHere).flatMap((event): Step[] => {
    const { actionId, branch, at, reason } = event;
    if (event.kind !== 'action' || !actionId) return [];
    const isFirst = !told.has(actionId);
    told.add(actionId);
    return [
      {
        at,
        actionId,
        name: event.actionName ?? actionId,
        key: branch,
        branch: branch ? (labels.get(`${actionId} ${branch}`) ?? branch) : undefined,
        reason,
        checkpoints: isFirst ? (marks.get(actionId) ?? []) : [],
      },
    ];
  });
  const isRunning = run && run.state !== 'ended' && isHere(run);
  const current = isRunning ? run.actionId : undefined;
  return {
    steps,
    visited: new Set([...told, ...(current ? [current] : [])]),
    taken: new Set(
      events
        .filter((event) => event.kind === 'action' && event.branch && isHere(event))
        .map(({ actionId, branch }) => `${actionId} ${branch}`),
    ),
    checkpoints: marks,
    current,
  };
}

function byAction(checkpoints: readonly AttachedCheckpoint[]) {
  const marks = new Map<string, AttachedCheckpoint[]>();
  for (const one of checkpoints)
    marks.set(one.actionId, [...(marks.get(one.actionId) ?? []), one]);
  return marks;
}
