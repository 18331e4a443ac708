import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import { actionOf } from './edit-tree.ts';

/**
 * The actions as one reads them: from the start along the first branch to its end, then the next one. What nothing
 * leads to comes last.
 */
export function readingOrder(
  tree: RoutingTree,
  types: ReadonlyMap<string, ActionType>,
): string[] {
  const seen = new Set<string>();
  const walk = (first: string): void => {
    const waiting = [first];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const action = actionOf(tree, id);
      if (!action || seen.has(id)) continue;
      seen.add(id);
      waiting.push(...targetsInOrder(action, types.get(action.type)).reverse());
    }
  };
  walk(tree.start);
  for (const id of Object.keys(tree.actions)) walk(id);
  return [...seen];
}

/** Where an action leads, in the order of its branches. */
function targetsInOrder({ branches }: RoutingAction, type: ActionType | undefined): string[] {
  const keys = type?.branches.map(({ key }) => key) ?? Object.keys(branches);
  return keys.flatMap((key) => (Object.hasOwn(branches, key) ? [branches[key]!] : []));
}
