import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Finding, RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import type { ServedChannel } from './choice-limits.ts';
import type { ActionCatalogue } from './compile.ts';
import type { ActionDefinition } from './define-action.ts';
import { entityWords, type EntityKind, type FoundEntity } from './entities.ts';
import { namedEntities, type NamedEntity } from './named-entities.ts';
import { actionOf, actionPath, checkTree } from './tree-check.ts';
import { endlessLoops, reachableActions } from './tree-graph.ts';

/** Looks up what a tree names; undefined where there is no such entity. Asked before, in one go. */
export type KnownEntity = (named: NamedEntity) => FoundEntity<EntityKind> | undefined;

/** All that validation finds in a version. Takes time linear in the tree's size. */
export function validateTree(
  { tree, flow }: { tree: RoutingTree; flow: RoutingFlow },
  catalogue: ActionCatalogue,
  known: KnownEntity,
  channels: readonly ServedChannel[] = [],
): Finding[] {
  return [
    ...checkTree(tree, flow, catalogue),
    ...Object.entries(tree.actions).flatMap(([id, action]) =>
      checkAction(id, action, catalogue.get(action.type), channels),
    ),
    ...unreachable(tree),
    ...namedEntities(tree, catalogue).flatMap((named) =>
      checkEntity(tree, named, flow, known(named)),
    ),
    ...endlessLoops(tree, catalogue).map((loop) => endless(tree, loop)),
  ];
}

function checkAction(
  id: string,
  action: RoutingAction,
  definition: ActionDefinition | undefined,
  channels: readonly ServedChannel[],
): Finding[] {
  const parsed = definition?.parameters.safeParse(action.parameters);
  if (!definition || !parsed?.success) return []; // the tree's own check tells of it
  const doubts = definition.check?.(parsed.data, channels) ?? [];
  return [
    ...doubts.map(({ path, message }) =>
      warning(
        'parameters',
        actionPath(id, 'parameters', ...(path === '' ? [] : [path])),
        id,
        message,
      ),
    ),
    ...unwired(id, action, definition, parsed.data),
  ];
}

function unwired(
  id: string,
  action: RoutingAction,
  definition: ActionDefinition,
  parameters: unknown,
): Finding[] {
  const used = definition.branchesUsed?.(parameters) ?? Object.keys(definition.branches);
  if (Object.keys(action.branches).length === 0) {
    const message = `No branch of “${action.name}” is wired: the journey ends when it leaves here.`;
    return [warning('branch-unwired', actionPath(id, 'branches'), id, message)];
  }
  return used
    .filter((branch) => !Object.hasOwn(action.branches, branch))
    .filter((branch) => !definition.optional?.includes(branch))
    .filter((branch) => !hasOwnStandIn(branch, action, definition))
    .map((branch) =>
      warning(
        'branch-unwired',
        actionPath(id, 'branches', branch),
        id,
        `The branch “${definition.branches[branch] ?? branch}” of “${action.name}” leads nowhere.`,
      ),
    );
}

/** A branch whose own general one is wired, or a general one whose own branches all are: nobody misses it. */
function hasOwnStandIn(
  branch: string,
  { branches }: RoutingAction,
  { generals = {} }: ActionDefinition,
): boolean {
  const standIn = generals[branch];
  if (typeof standIn === 'string' && Object.hasOwn(branches, standIn)) return true;
  const others = Object.keys(generals).filter((other) => generals[other] === branch);
  return others.length > 0 && others.every((other) => Object.hasOwn(branches, other));
}

function unreachable(tree: RoutingTree): Finding[] {
  if (!actionOf(tree, tree.start)) return [];
  const reached = reachableActions(tree);
  return Object.entries(tree.actions)
    .filter(([id]) => !reached.has(id))
    .map(([id, { name }]) =>
      warning('unreachable', actionPath(id), id, `No branch leads to “${name}”.`),
    );
}

function checkEntity(
  tree: RoutingTree,
  { actionId, path: place, entity, choice }: NamedEntity,
  flow: RoutingFlow,
  found: ReturnType<KnownEntity>,
): Finding[] {
  const picked = 'id' in choice;
  const path = actionPath(actionId, 'parameters', ...place, picked ? 'id' : 'reference');
  const name = actionOf(tree, actionId)?.name ?? actionId;
  const word = entityWords[entity];
  const say = (code: Finding['code'], severity: Finding['severity'], message: string) => [
    { severity, code, path, actionId, message },
  ];
  if (!picked && choice.reference === '') {
    return say('entity-missing', 'warning', `“${name}” names no ${word}: fill it in.`);
  }
  if (!found) {
    if ('id' in choice) {
      return [missingPick(tree, { actionId, path: place, entity, choice })];
    }
    const message = `No ${word} has the reference “${choice.reference}” that “${name}” names.`;
    return say('entity-missing', 'warning', message);
  }
  if (!('flow' in found)) return [];
  const severity = picked ? 'error' : 'warning'; // a reference may yet be given to another routing
  if (found.flow !== flow) {
    return say('flow', severity, `“${found.name}” is for the flow ${found.flow}, not ${flow}.`);
  }
  if (found.kind !== 'start') {
    const message = `“${found.name}” is an end routing: an interaction cannot be handed to it.`;
    return say('flow', severity, message);
  }
  if (found.production === null) {
    return say('flow', 'warning', `“${found.name}” has no version in production yet.`);
  }
  return [];
}

/** Says that what an action picks is not there. */
export function missingPick(
  tree: RoutingTree,
  { actionId, path, entity }: NamedEntity,
): Finding {
  const name = actionOf(tree, actionId)?.name ?? actionId;
  return {
    severity: 'error',
    code: 'entity-missing',
    path: actionPath(actionId, 'parameters', ...path, 'id'),
    actionId,
    message: `The ${entityWords[entity]} that “${name}” picks does not exist.`,
  };
}

function endless(tree: RoutingTree, loop: string[]): Finding {
  const named = loop.slice(0, 3).map((id) => `“${actionOf(tree, id)?.name ?? id}”`);
  const more = loop.length > 3 ? ` and ${loop.length - 3} more` : '';
  const message = `${named.join(', ')}${more}: a run goes round here without ever waiting.`;
  const first = loop[0]!; // a loop has one action at least
  return {
    severity: 'error',
    code: 'loop-without-wait',
    path: actionPath(first),
    actionId: first,
    message,
  };
}

function warning(
  code: Finding['code'],
  path: string,
  actionId: string,
  message: string,
): Finding {
  return { severity: 'warning', code, path, actionId, message };
}
