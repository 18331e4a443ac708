import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';
import { exactInstant } from './exact-instant.ts';

/** A stop as it is copied: the exact instant, its name and what set it, with tabs between them. */
export function stopLine(stop: AttachedCheckpoint, zone: string): string {
  return [exactInstant(stop.attachedAt, zone), stop.name, stop.actionName].join('\t');
}

/** The stops of a trail whose times are selected, or the one that has the focus: a line each. */
export function copiedLines(
  root: ShadowRoot,
  stops: readonly AttachedCheckpoint[],
  zone: string,
): string[] {
  return chosenItems(root).flatMap((item) => {
    const stop = stops[Number(item.dataset.index)];
    return stop ? [stopLine(stop, zone)] : [];
  });
}

function chosenItems(root: ShadowRoot & { getSelection?: () => Selection | null }) {
  const selection = root.getSelection?.() ?? document.getSelection();
  if (selection && !selection.isCollapsed)
    return [...root.querySelectorAll<HTMLElement>('li')].filter((item) =>
      selection.containsNode(item.querySelector('time') ?? item, true),
    );
  const focused = root.activeElement?.closest('.bare')?.closest('li');
  return focused ? [focused] : [];
}
