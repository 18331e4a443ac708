import type {
  PathAction,
  PathRouting,
} from '../../api-client/contract/interaction-routings.ts';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import type { PassedVersion } from '../storage/interaction-routings.ts';

/**
 * A version as a picture of the tree needs it. Nothing of its parameters: they may hold what is not for everybody who
 * sees the interaction.
 */
export function toPathRouting(
  { routingId, name, kind, version, tree }: PassedVersion,
  catalogue: ActionCatalogue,
): PathRouting {
  const actions = fromStart(tree).map(([id, action]) => toPathAction(id, action, catalogue));
  return { routingId, name, kind, version, start: tree.start, actions };
}

/** The actions as one comes to them from the start, the nearest first; those that nothing leads to come last. */
function fromStart({ start, actions }: RoutingTree): [string, RoutingAction][] {
  const actionOf = (id: string) => (Object.hasOwn(actions, id) ? actions[id] : undefined);
  const reached = new Set([start]);
  for (const id of reached) {
    // the set grows while it is walked
    for (const target of Object.values(actionOf(id)?.branches ?? {})) reached.add(target);
  }
  for (const id of Object.keys(actions).sort()) reached.add(id);
  return [...reached].flatMap((id): [string, RoutingAction][] => {
    const action = actionOf(id);
    return action ? [[id, action]] : [];
  });
}

function toPathAction(
  id: string,
  { type, name, branches, parameters }: RoutingAction,
  catalogue: ActionCatalogue,
): PathAction {
  const definition = catalogue.get(type);
  const parsed = definition?.parameters.safeParse(parameters);
  const used =
    (parsed?.success ? definition?.branchesUsed?.(parsed.data) : undefined) ??
    Object.keys(definition?.branches ?? {});
  const keys = [...new Set([...used, ...Object.keys(branches)])];
  return {
    id,
    name,
    type,
    title: definition?.title ?? null,
    branches: keys.map((key) => ({
      key,
      label: definition?.branches[key] ?? key,
      target: (Object.hasOwn(branches, key) && branches[key]) || null,
    })),
  };
}
