import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from './compile.ts';
import { actionOf } from './tree-check.ts';

/** The actions that a run can come to. */
export function reachableActions(tree: RoutingTree): Set<string> {
  const reached = new Set([tree.start]);
  for (const id of reached) {
    for (const next of Object.values(actionOf(tree, id)?.branches ?? {})) reached.add(next); // the set grows while it is walked
  }
  return reached;
}

/**
 * Loops that a run goes round without ever coming to rest, each as the actions that it is made of: the strongly
 * connected parts (Tarjan's way, without recursion) of the tree without the branches that end a loop.
 */
export function endlessLoops(tree: RoutingTree, catalogue: ActionCatalogue): string[][] {
  const edges = new Map(
    Object.keys(tree.actions).map((id) => [id, restlessBranches(tree, id, catalogue)]),
  );
  return stronglyConnected(edges).filter(
    (part) => part.length > 1 || edges.get(part[0]!)?.includes(part[0]!), // a part has one action at least
  );
}

/** Where an action leads at once, without a wait. */
function restlessBranches(tree: RoutingTree, id: string, catalogue: ActionCatalogue): string[] {
  const action = actionOf(tree, id)!; // the ids are the tree's own
  const definition = catalogue.get(action.type);
  const parsed = definition?.endsLoops && definition.parameters.safeParse(action.parameters);
  return Object.entries(action.branches).flatMap(([branch, next]) => {
    const ends = parsed?.success && definition?.endsLoops?.(parsed.data, branch);
    return ends || !actionOf(tree, next) ? [] : [next];
  });
}

function stronglyConnected(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const parts: string[][] = [];
  const found = new Map<string, number>(); // in the order of the walk
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();

  const enter = (id: string) => {
    found.set(id, found.size);
    lowest.set(id, found.get(id)!);
    open.push(id);
    isOpen.add(id);
    return { id, next: 0 };
  };
  const lower = (id: string, to: number) => lowest.set(id, Math.min(lowest.get(id)!, to));
  const close = (id: string) => {
    if (lowest.get(id) !== found.get(id)) return;
    const part = open.splice(open.lastIndexOf(id));
    for (const member of part) isOpen.delete(member);
    parts.push(part);
  };

  for (const root of edges.keys()) {
    if (found.has(root)) continue;
    const path = [enter(root)];
    for (let place = path.at(-1); place; place = path.at(-1)) {
      const target = edges.get(place.id)?.[place.next++];
      if (target === undefined) {
        path.pop();
        close(place.id);
        const parent = path.at(-1);
        if (parent) lower(parent.id, lowest.get(place.id)!);
      } else if (!found.has(target)) path.push(enter(target));
      else if (isOpen.has(target)) lower(place.id, found.get(target)!);
    }
  }
  return parts;
}
