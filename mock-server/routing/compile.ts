import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionDefinition } from './define-action.ts';
import type { EntityChoice } from './entities.ts';
import { resolverOf } from './magic.ts';
import { namedEntities } from './named-entities.ts';

/** Action types by their name. */
export type ActionCatalogue = ReadonlyMap<string, ActionDefinition>;

/** One action, ready to run: parsed once for every run that passes. */
export interface CompiledAction {
  id: string;
  name: string;
  definition: ActionDefinition | undefined;
  /** Undefined when the stored parameters are not valid. */
  parameters: unknown;
  resolve: ReturnType<typeof resolverOf>;
  branches: Readonly<Record<string, string>>;
}

export interface CompiledVersion {
  routingId: string;
  number: number;
  flow: RoutingFlow;
  start: string;
  actions: ReadonlyMap<string, CompiledAction>;
  /** Checkpoints that the tree names, unless it names very many: a step may ask for any of them. */
  checkpoints: readonly EntityChoice[];
}

const resolvers = new WeakMap<ActionDefinition, ReturnType<typeof resolverOf>>();

export function compileVersion(
  version: { routingId: string; number: number; flow: RoutingFlow; tree: RoutingTree },
  catalogue: ActionCatalogue,
): CompiledVersion {
  const actions = Object.entries(version.tree.actions).map(([id, action]) => {
    const definition = catalogue.get(action.type);
    const compiled: CompiledAction = {
      id,
      name: action.name,
      definition,
      parameters: definition?.parameters.safeParse(action.parameters).data,
      resolve: definition && resolverFor(definition),
      branches: action.branches,
    };
    return [id, compiled] as const;
  });
  const { routingId, number, flow, tree } = version;
  return {
    routingId,
    number,
    flow,
    start: tree.start,
    actions: new Map(actions),
    checkpoints: checkpointsNamedIn(tree, catalogue),
  };
}

const MOST_LIKELY = 50;

function checkpointsNamedIn(tree: RoutingTree, catalogue: ActionCatalogue): EntityChoice[] {
  const named = namedEntities(tree, catalogue).filter(({ entity }) => entity === 'checkpoint');
  return named.length > MOST_LIKELY ? [] : named.map(({ choice }) => choice);
}

function resolverFor(definition: ActionDefinition): ReturnType<typeof resolverOf> {
  if (!resolvers.has(definition)) resolvers.set(definition, resolverOf(definition.parameters));
  return resolvers.get(definition);
}
