import type { VersionCounts } from '../../api-client/contract/routing.ts';
import type { Rehearsal } from '../../api-client/contract/scenario.ts';
import { formattingLanguage } from '../localization/locale.ts';
import { numberWords } from './count-words.ts';
import type { TakenPath } from './taken-path.ts';

/** What is shown on a tree besides itself: the way of one run, or how many went which way. */
export interface TreeOverlay {
  visited: ReadonlySet<string>;
  /** Each as `<action> <branch>`. */
  taken: ReadonlySet<string>;
  /** Where a run is now. */
  current: string | undefined;
  /** Names of the checkpoints that were set, by action. */
  checkpoints: ReadonlyMap<string, readonly string[]>;
  /** How often each branch was left by, as words, by `<action> <branch>`. */
  counts: ReadonlyMap<string, string>;
}

/** The way of a rehearsal through one version. `isPast` says what has happened already. */
export function overlayOfTrial(
  { path, wait }: Rehearsal,
  { routingId, number }: { routingId: string; number: number },
  isPast: (at: string) => boolean = () => true,
): TreeOverlay {
  const isHere = (of: { routingId: string; version: number }): boolean =>
    of.routingId === routingId && of.version === number;
  const steps = path.filter((step) => isHere(step) && isPast(step.at));
  const current = wait && isHere(wait) ? wait.actionId : undefined;
  const set = steps.filter(
    ({ actionType, branch }) => actionType === 'add-checkpoint' && branch === 'ok',
  );
  return {
    visited: new Set([...steps.map(({ actionId }) => actionId), ...(current ? [current] : [])]),
    taken: new Set(steps.map(({ actionId, branch }) => `${actionId} ${branch}`)),
    current,
    checkpoints: new Map(set.map(({ actionId, actionName }) => [actionId, [actionName]])),
    counts: new Map(),
  };
}

/** The way of an interaction through one version, as far as its first so many steps there. */
export function overlayOfPath(path: TakenPath, steps: number): TreeOverlay {
  const isWhole = steps >= path.steps.length;
  const shown = path.steps.slice(0, steps);
  const current = isWhole ? path.current : shown.at(-1)?.actionId;
  const set = shown.filter(({ checkpoints }) => checkpoints.length > 0);
  return {
    visited: new Set([...shown.map(({ actionId }) => actionId), ...(current ? [current] : [])]),
    taken: new Set(shown.map(({ actionId, key }) => `${actionId} ${key}`)),
    current,
    checkpoints: new Map(
      set.map(({ actionId, checkpoints }) => [actionId, checkpoints.map(({ name }) => name)]),
    ),
    counts: new Map(),
  };
}

/** How many interactions took which branch: as a number, and as a share of those that came to the action. */
export function overlayOfCounts({ branches }: VersionCounts): TreeOverlay {
  const arrived = new Map<string, number>();
  for (const { actionId, interactions } of branches)
    arrived.set(actionId, (arrived.get(actionId) ?? 0) + interactions);
  const percent = new Intl.NumberFormat(formattingLanguage(), { style: 'percent' });
  const words = (count: number, of: number): string =>
    `${numberWords(count)} · ${percent.format(count / of)}`;
  return {
    visited: new Set(arrived.keys()),
    taken: new Set(branches.map(({ actionId, branch }) => `${actionId} ${branch}`)),
    current: undefined,
    checkpoints: new Map(),
    counts: new Map(
      branches.map(({ actionId, branch, interactions }) => [
        `${actionId} ${branch}`,
        words(interactions, arrived.get(actionId)!),
      ]),
    ),
  };
}
