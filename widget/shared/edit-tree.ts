import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';

/* What an editor does to a tree. Each answers a tree of its own and shares with the former what is the same. */

/** The place that an action is left from. */
export interface BranchEnd {
  actionId: string;
  branch: string;
}

/** The action of that id; `constructor` is an id like any other. */
export function actionOf(tree: RoutingTree, id: string | null): RoutingAction | undefined {
  return id !== null && Object.hasOwn(tree.actions, id) ? tree.actions[id] : undefined;
}

/** Where a branch leads; null where it leads nowhere. */
export function targetOf({ branches }: RoutingAction, key: string): string | null {
  return Object.hasOwn(branches, key) ? (branches[key] ?? null) : null;
}

/**
 * Adds an action behind a branch, or on its own. What the branch led to comes behind the new action's first branch, so
 * that it is put between the two.
 */
export function addAction(
  tree: RoutingTree,
  type: ActionType,
  parameters: Record<string, unknown>,
  behind?: BranchEnd,
): { tree: RoutingTree; id: string } {
  const id = freeId(tree, type.type);
  const from = behind && actionOf(tree, behind.actionId);
  const next = behind && from ? targetOf(from, behind.branch) : null;
  const [first] = type.branches;
  const branches = next !== null && first ? { [first.key]: next } : {};
  const action = { type: type.type, name: freeName(tree, type.title), parameters, branches };
  const added = withAction(tree, id, action);
  return { tree: behind && from ? connect(added, behind, id) : added, id };
}

/** Has a branch lead to an action; `null` has it lead nowhere. Nothing leads to the start. */
export function connect(
  tree: RoutingTree,
  { actionId, branch }: BranchEnd,
  target: string | null,
): RoutingTree {
  const action = actionOf(tree, actionId);
  if (!action || target === tree.start || targetOf(action, branch) === target) return tree;
  const { [branch]: _former, ...others } = action.branches;
  const branches = target === null ? others : { ...others, [branch]: target };
  return withAction(tree, actionId, { ...action, branches });
}

/**
 * Takes actions away, but for the start. What led to one of them leads on to where it went itself if it went to one
 * place only, and nowhere otherwise.
 */
export function removeActions(tree: RoutingTree, ids: Iterable<string>): RoutingTree {
  const gone = new Set(ids);
  gone.delete(tree.start);
  if (gone.size === 0) return tree;
  const actions: Record<string, RoutingAction> = {};
  for (const [id, action] of Object.entries(tree.actions)) {
    if (gone.has(id)) continue;
    const leadsToGone = Object.values(action.branches).some((target) => gone.has(target));
    actions[id] = leadsToGone ? { ...action, branches: leadOn(tree, action, gone) } : action;
  }
  return { ...tree, actions };
}

function leadOn(
  tree: RoutingTree,
  { branches }: RoutingAction,
  gone: ReadonlySet<string>,
): Record<string, string> {
  const kept = Object.entries(branches).flatMap(([key, target]): [string, string][] => {
    const end = behindGone(tree, target, gone);
    return end === undefined ? [] : [[key, end]];
  });
  return Object.fromEntries(kept);
}

function behindGone(
  tree: RoutingTree,
  target: string,
  gone: ReadonlySet<string>,
): string | undefined {
  const passed = new Set<string>();
  let at = target;
  while (gone.has(at)) {
    const [next, ...others] = new Set(Object.values(actionOf(tree, at)?.branches ?? {}));
    if (next === undefined || others.length > 0 || passed.has(at)) return undefined;
    passed.add(at);
    at = next;
  }
  return at;
}

/** Whether two trees have the same actions, and these the same types and branches. Branches that are shared are the same. */
export function haveSameShape(one: RoutingTree | undefined, other: RoutingTree): boolean {
  const ids = Object.keys(other.actions);
  if (!one || one.start !== other.start || Object.keys(one.actions).length !== ids.length)
    return false;
  return ids.every((id) => {
    const [before, after] = [actionOf(one, id), actionOf(other, id)];
    return before?.branches === after?.branches && before?.type === after?.type;
  });
}

export function renameAction(tree: RoutingTree, id: string, name: string): RoutingTree {
  const action = actionOf(tree, id);
  return action && action.name !== name ? withAction(tree, id, { ...action, name }) : tree;
}

export function setParameters(
  tree: RoutingTree,
  id: string,
  parameters: Record<string, unknown>,
): RoutingTree {
  const action = actionOf(tree, id);
  return action ? withAction(tree, id, { ...action, parameters }) : tree;
}

/** What is copied of a tree: actions with the branches between them. The start is never copied. */
export interface CopiedActions {
  actions: Record<string, RoutingAction>;
}

export function copyActions(tree: RoutingTree, ids: Iterable<string>): CopiedActions {
  const wanted = [...ids].filter((id) => id !== tree.start && actionOf(tree, id));
  const among = new Set(wanted);
  return {
    actions: Object.fromEntries(
      wanted.map((id) => {
        const action = tree.actions[id]!; // just looked up
        const inner = Object.entries(action.branches).filter(([, target]) => among.has(target));
        return [id, { ...action, branches: Object.fromEntries(inner) }];
      }),
    ),
  };
}

/** Puts what was copied into a tree, of this routing or of another, under ids of their own. */
export function pasteActions(
  tree: RoutingTree,
  { actions }: CopiedActions,
): { tree: RoutingTree; ids: string[] } {
  let pasted = tree;
  const names = new Map<string, string>();
  for (const [id, action] of Object.entries(actions)) {
    const fresh = freeId(pasted, action.type);
    names.set(id, fresh);
    const name = freeName(pasted, action.name);
    pasted = withAction(pasted, fresh, { ...action, name, branches: {} });
  }
  for (const [id, { branches }] of Object.entries(actions))
    for (const [branch, target] of Object.entries(branches))
      pasted = connect(pasted, { actionId: names.get(id)!, branch }, names.get(target) ?? null);
  return { tree: pasted, ids: [...names.values()] };
}

/** Reads what may have been copied elsewhere; undefined when it is something else. */
export function readCopied(text: string): CopiedActions | undefined {
  try {
    const { actions } = JSON.parse(text) as { actions?: unknown }; // looked at below
    if (typeof actions !== 'object' || actions === null) return undefined;
    const entries = Object.entries(actions).map(([id, one]) => [id, readAction(one)] as const);
    if (entries.length === 0 || entries.some(([, one]) => !one)) return undefined;
    return { actions: Object.fromEntries(entries) as Record<string, RoutingAction> }; // none is missing
  } catch {
    return undefined;
  }
}

function readAction(given: unknown): RoutingAction | undefined {
  const { type, name, parameters, branches } = (given ?? {}) as Partial<RoutingAction>; // looked at next
  const isText = typeof type === 'string' && typeof name === 'string' && type !== 'start';
  if (!isText || !isRecord(parameters) || !isRecord(branches)) return undefined;
  if (Object.values(branches).some((target) => typeof target !== 'string')) return undefined;
  return { type, name: name.slice(0, 100), parameters, branches };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withAction(tree: RoutingTree, id: string, action: RoutingAction): RoutingTree {
  return { ...tree, actions: { ...tree.actions, [id]: action } };
}

/** Short and readable: it stands in files. */
function freeId({ actions }: RoutingTree, type: string): string {
  const stem = type.slice(0, 50);
  for (let number = 1; ; number++)
    if (!Object.hasOwn(actions, `${stem}-${number}`)) return `${stem}-${number}`;
}

/** The trail shows it: two actions of one name could not be told apart there. */
function freeName({ actions }: RoutingTree, wanted: string): string {
  const taken = new Set(Object.values(actions).map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, '').slice(0, 90);
  for (let number = 2; ; number++)
    if (!taken.has(`${stem} ${number}`)) return `${stem} ${number}`;
}
