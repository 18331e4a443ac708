import { hierarchy, tree as treeLayout } from 'd3-hierarchy';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import { targetOf } from './edit-tree.ts';
import type { Point } from './tree-layout.ts';

/** How large an action is drawn: a head, below it a row for each branch on show. */
export const EDITOR_CARD = { width: 216, head: 44, row: 22, foot: 5 };

/** A branch on show; it is dragged from its end at the right side of the card. */
export interface Port {
  key: string;
  label: string;
  target: string | null;
}

export interface DrawnAction extends Point {
  id: string;
  height: number;
  ports: readonly Port[];
}

/** The way of a wired branch, from its port to the card that it leads to. */
export interface DrawnBranch {
  source: string;
  key: string;
  target: string;
  from: Point;
  to: Point;
}

export interface EditorLayout {
  width: number;
  height: number;
  actions: ReadonlyMap<string, DrawnAction>;
  branches: readonly DrawnBranch[];
}

const GAP = { between: 24, columns: 72, edge: 24 };

/**
 * Lays out a tree from left to right, in a time that grows with its size alone. The same tree is always laid out alike.
 * Each action stands one column behind the last of those that lead to it, so that lines lead to the right wherever the
 * tree has no loop.
 */
export function layoutEditor(
  tree: RoutingTree,
  types: ReadonlyMap<string, ActionType>,
): EditorLayout {
  const ports = new Map(
    Object.entries(tree.actions).map(([id, one]) => [id, portsOf(one, types.get(one.type))]),
  );
  const heights = new Map([...ports].map(([id, { length }]) => [id, heightOf(length)]));
  const placed = place(spanningTree(tree, ports), heights);
  const left = EDITOR_CARD.width + GAP.columns;
  const top = Math.min(...placed.map(({ y }) => y));
  const actions = new Map(
    placed.map(({ id, column, y }) => [
      id,
      {
        id,
        x: GAP.edge + column * left,
        y: GAP.edge + y - top,
        height: heights.get(id)!,
        ports: ports.get(id)!,
      },
    ]),
  );
  const drawn = [...actions.values()];
  return {
    width: Math.max(...drawn.map(({ x }) => x + EDITOR_CARD.width)) + GAP.edge,
    height: Math.max(...drawn.map(({ y, height }) => y + height)) + GAP.edge,
    actions,
    branches: drawn.flatMap((from) => branchesOf(from, actions)),
  };
}

interface Placed {
  id: string;
  column: number;
  /** Of its upper edge. */
  y: number;
}

/** Neighbours in a column keep their distance, however high they are; each stands in the middle of what it leads to. */
function place(
  children: ReadonlyMap<string | null, readonly string[]>,
  heights: ReadonlyMap<string, number>,
): Placed[] {
  const heightOfOne = (id: string | null) => (id === null ? 0 : heights.get(id)!);
  const root = hierarchy<string | null>(null, (id) => children.get(id));
  const laid = treeLayout<string | null>()
    .nodeSize([1, 1])
    .separation(
      ({ data: one }, { data: other }) =>
        (heightOfOne(one) + heightOfOne(other)) / 2 + GAP.between,
    )(root);
  return laid.descendants().flatMap(({ data: id, depth, x }) => {
    return id === null ? [] : [{ id, column: depth - 1, y: x - heightOfOne(id) / 2 }];
  });
}

/** Whose child each action is drawn as: the first of those one column before it. What nothing leads to hangs on null. */
function spanningTree(
  tree: RoutingTree,
  ports: ReadonlyMap<string, readonly Port[]>,
): Map<string | null, string[]> {
  const order = inTopologicalOrder(tree, ports);
  const place = new Map(order.map((id, index) => [id, index]));
  const column = new Map<string, number>();
  const parents = new Map<string, string>();
  for (const id of order) {
    const own = column.get(id) ?? 0;
    for (const target of forward(id))
      if (own + 1 > (column.get(target) ?? 0)) {
        column.set(target, own + 1);
        parents.set(target, id);
      }
  }
  const children = new Map<string | null, string[]>([
    [null, order.filter((id) => !parents.has(id))],
  ]);
  for (const id of order)
    children.set(
      id,
      [...new Set(forward(id))].filter((target) => parents.get(target) === id),
    );
  return children;

  function forward(id: string): string[] {
    return targetsOf(ports.get(id)).filter(
      (target) => (place.get(target) ?? -1) > place.get(id)!,
    );
  }
}

/** Whatever leads to an action comes before it, but for what closes a loop. What the start does not lead to comes last. */
function inTopologicalOrder(
  tree: RoutingTree,
  ports: ReadonlyMap<string, readonly Port[]>,
): string[] {
  const seen = new Set<string>();
  const behind = (roots: readonly string[]) =>
    roots.flatMap((root) => finishingOrder(root, ports, seen)).reverse();
  return [...behind([tree.start]), ...behind(Object.keys(tree.actions))];
}

/** The actions that are not seen yet, each after all that it leads to. */
function finishingOrder(
  root: string,
  ports: ReadonlyMap<string, readonly Port[]>,
  seen: Set<string>,
): string[] {
  const done: string[] = [];
  const open: { id: string; rest: string[] }[] = [];
  const enter = (id: string) => {
    if (seen.has(id) || !ports.has(id)) return;
    seen.add(id);
    open.push({ id, rest: targetsOf(ports.get(id)) });
  };
  enter(root);
  for (let at = open.at(-1); at; at = open.at(-1)) {
    const next = at.rest.pop(); // the last first: what is done last comes first
    if (next !== undefined) enter(next);
    else done.push(open.pop()!.id);
  }
  return done;
}

const targetsOf = (ports: readonly Port[] = []): string[] =>
  ports.flatMap(({ target }) => target ?? []);

function branchesOf(
  from: DrawnAction,
  actions: ReadonlyMap<string, DrawnAction>,
): DrawnBranch[] {
  return from.ports.flatMap(({ key, target }, index) => {
    const to = target === null ? undefined : actions.get(target);
    if (!to) return [];
    const end = { x: to.x, y: to.y + EDITOR_CARD.head / 2 };
    return [{ source: from.id, key, target: to.id, from: portPoint(from, index), to: end }];
  });
}

export const heightOf = (ports: number): number =>
  EDITOR_CARD.head + ports * EDITOR_CARD.row + (ports > 0 ? EDITOR_CARD.foot : 0);

/** Where a branch's line begins. */
export const portPoint = ({ x, y }: Point, index: number): Point => ({
  x: x + EDITOR_CARD.width,
  y: y + EDITOR_CARD.head + (index + 0.5) * EDITOR_CARD.row,
});

/**
 * The branches on show: those that lead somewhere, and those that should. Of numbered ones that lead nowhere the first
 * is enough; what may stay as it is, is not shown.
 */
export function portsOf(action: RoutingAction, type: ActionType | undefined): Port[] {
  const declared = type?.branches ?? [];
  const known = new Set(declared.map(({ key }) => key));
  const unknown = Object.keys(action.branches).filter((key) => !known.has(key));
  let isLinkShown = false;
  const shown = declared.flatMap(({ key, label, optional }): Port[] => {
    const target = targetOf(action, key);
    if (target !== null) return [{ key, label, target }];
    const isLink = key.startsWith('link-');
    if (optional || (isLink && isLinkShown)) return [];
    isLinkShown ||= isLink;
    return [{ key, label, target }];
  });
  return [
    ...shown,
    ...unknown.map((key) => ({ key, label: key, target: targetOf(action, key) })),
  ];
}

/** The action that an arrow key leads to: right to what the first branch leads to, left to what leads here, up and down beside. */
export function nextAction(
  { actions, branches }: EditorLayout,
  at: DrawnAction,
  key: string,
): string | undefined {
  if (key === 'ArrowRight') return branches.find(({ source }) => source === at.id)?.target;
  if (key === 'ArrowLeft') return branches.find(({ target }) => target === at.id)?.source;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const beside = [...actions.values()]
    .filter(({ x }) => x === at.x)
    .sort((one, other) => one.y - other.y);
  const index = beside.findIndex(({ id }) => id === at.id);
  return beside[index + (key === 'ArrowDown' ? 1 : -1)]?.id;
}
