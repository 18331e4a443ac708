import type { LinkFigures, LoadSharingReport } from '../../api-client/contract/report.ts';
import type { LinkTally, SharingAction } from '../storage/reports/load-sharing.ts';
import { differenceOf, shareOf, verdictOf, type Proportion } from './intervals.ts';

type Sharing = LoadSharingReport['sharings'][number];

/** The load sharings that the tallies are of, the newest version first; links in their order, each against the first. */
export function sharingsOf(
  tallies: readonly LinkTally[],
  actions: readonly SharingAction[],
): Sharing[] {
  const byAction = Map.groupBy(tallies, ({ version, actionId }) => `${version}.${actionId}`);
  return [...byAction.values()]
    .map((some): Sharing => {
      const [{ version, actionId }] = some as [LinkTally];
      const action = actions.find(
        (one) => one.version === version && one.actionId === actionId,
      );
      return {
        version,
        actionId,
        actionName: action?.name ?? actionId,
        links: linksOf(some, action?.loads ?? []),
      };
    })
    .sort(
      (one, other) => other.version - one.version || (one.actionId < other.actionId ? -1 : 1),
    );
}

/** Those that somebody took, and those that somebody might have taken. */
function linksOf(tallies: readonly LinkTally[], loads: readonly number[]): LinkFigures[] {
  const loadOf = (link: string): number | null => loads[numberOf(link) - 1] ?? null;
  const possible = loads.flatMap((load, index) => (load > 0 ? [`link-${index + 1}`] : []));
  const links = [...new Set([...possible, ...tallies.map(({ link }) => link)])].sort(
    (one, other) => numberOf(one) - numberOf(other),
  );
  const proportions = links.map((link): Proportion => {
    const tally = tallies.find((one) => one.link === link);
    return { reached: tally?.reached ?? 0, of: tally?.interactions ?? 0 };
  });
  return links.map((link, index) => {
    const [own, first] = [proportions[index]!, proportions[0]!]; // one for each link
    const difference = index === 0 ? null : differenceOf(own, first);
    return {
      link,
      load: loadOf(link),
      interactions: own.of,
      reached: own.reached,
      share: shareOf(own),
      difference,
      verdict: difference && verdictOf(difference),
    };
  });
}

/** `no-link` comes after all that have a number. */
function numberOf(link: string): number {
  return Number(/^link-(\d+)$/.exec(link)?.[1] ?? 11);
}
