import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import {
  MOST_ACTIONS,
  type Finding,
  type RoutingAction,
  type RoutingTree,
} from '../../api-client/contract/routing.ts';
import { inputMessage } from '../input-message.ts';
import type { ActionCatalogue } from './compile.ts';
import type { ActionDefinition } from './define-action.ts';
import { parameterErrors } from './parameter-errors.ts';

/** What is wrong with a tree in itself: it is not even saved. Takes time linear in the tree's size. */
export function checkTree(
  tree: RoutingTree,
  flow: RoutingFlow,
  catalogue: ActionCatalogue,
): Finding[] {
  const actions = Object.entries(tree.actions);
  if (actions.length > MOST_ACTIONS) {
    const message = `A version has at most ${MOST_ACTIONS} actions; this one has ${actions.length}.`;
    return [error('parameters', 'tree.actions', null, message)];
  }
  return [
    ...checkStart(tree),
    ...actions.flatMap(([id, action]) => [
      ...checkType(id, action, flow, catalogue.get(action.type)),
      ...checkBranches(tree, id, action, catalogue.get(action.type)),
    ]),
  ];
}

/** The place of an action, or of something in it, as findings and problems name it. */
export function actionPath(actionId: string, ...parts: string[]): string {
  return ['tree', 'actions', actionId, ...parts].join('.');
}

/** The action of that id; `constructor` is an id like any other. */
export function actionOf(tree: RoutingTree, id: string): RoutingAction | undefined {
  return Object.hasOwn(tree.actions, id) ? tree.actions[id] : undefined;
}

function checkStart(tree: RoutingTree): Finding[] {
  const starts = Object.keys(tree.actions).filter((id) => tree.actions[id]?.type === 'start');
  if (starts.length === 0) {
    const message = 'A tree needs one action of the type “start”; this one has none.';
    return [error('start', 'tree.actions', null, message)];
  }
  if (!starts.includes(tree.start)) {
    const message = `“tree.start” must name the action of the type “start”: “${starts[0]}”.`;
    return [error('start', 'tree.start', null, message)];
  }
  return starts
    .filter((id) => id !== tree.start)
    .map((id) =>
      error(
        'start',
        actionPath(id, 'type'),
        id,
        `A tree has exactly one action of the type “start”: “${tree.start}” is it already.`,
      ),
    );
}

function checkType(
  id: string,
  action: RoutingAction,
  flow: RoutingFlow,
  definition: ActionDefinition | undefined,
): Finding[] {
  const path = actionPath(id, 'type');
  if (!definition) {
    const message = `There is no action type “${action.type}”.`;
    return [error('action-type', path, id, message)];
  }
  if (!definition.flows.includes(flow)) {
    const message = `“${definition.title}” cannot be used in a routing for the flow ${flow}.`;
    return [error('flow', path, id, message)];
  }
  const { error: invalid } = definition.parameters.safeParse(action.parameters, {
    error: inputMessage,
  });
  if (!invalid) return [];
  return parameterErrors(invalid, actionPath(id, 'parameters')).map((wrong) =>
    error('parameters', wrong.path, id, wrong.message),
  );
}

function checkBranches(
  tree: RoutingTree,
  id: string,
  action: RoutingAction,
  definition: ActionDefinition | undefined,
): Finding[] {
  return Object.entries(action.branches).flatMap(([branch, next]) => {
    const path = actionPath(id, 'branches', branch.slice(0, 100));
    if (definition && !Object.hasOwn(definition.branches, branch)) {
      const message = `“${definition.title}” has no branch “${branch.slice(0, 100)}”.`;
      return [error('branch-unknown', path, id, message)];
    }
    const target = actionOf(tree, next);
    if (!target) {
      const message = `The branch “${branch}” of “${action.name}” leads to the action “${next}”, which is not in the tree.`;
      return [error('branch-dangling', path, id, message)];
    }
    if (target.type === 'start') {
      const message = `The branch “${branch}” of “${action.name}” leads to the start; nothing may.`;
      return [error('start', path, id, message)];
    }
    return [];
  });
}

function error(
  code: Finding['code'],
  path: string,
  actionId: string | null,
  message: string,
): Finding {
  return { severity: 'error', code, path, actionId, message };
}

/** The first of several findings in words, and how many more there are. */
export function summaryOf([first, ...others]: readonly Finding[]): string {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${first?.message ?? ''}${more}`;
}
