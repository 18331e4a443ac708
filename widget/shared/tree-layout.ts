import { Graph, layout } from '@dagrejs/dagre';
import { CARD } from './tree-card.ts';

/** An action as a picture of a tree draws it; a branch without a target leads nowhere. */
export interface TreeAction {
  id: string;
  branches: readonly { key: string; label: string; target: string | null }[];
}

export interface Point {
  x: number;
  y: number;
}

/** Where a card stands: its upper left corner. */
export interface PlacedAction extends Point {
  id: string;
}

/** The way of a branch, and where its label stands. `target` is null where it ends in a hollow dot. */
export interface PlacedBranch {
  source: string;
  key: string;
  label: string;
  target: string | null;
  points: readonly Point[];
  at: Point | undefined;
}

export interface TreeLayout {
  width: number;
  height: number;
  actions: PlacedAction[];
  branches: PlacedBranch[];
}

const DOT = { width: 10, height: 10 };
const LETTER = 6;
/** From here on a quicker way to rank is worth its longer lines. */
const MANY = 200;

/** Lays out a tree from its top to its bottom. The same tree is always laid out alike. */
export function layoutTree(actions: readonly TreeAction[]): TreeLayout {
  const graph = new Graph({ multigraph: true });
  const ranker = actions.length > MANY ? 'longest-path' : 'network-simplex';
  graph.setGraph({ rankdir: 'TB', ranker, nodesep: 28, ranksep: 34, marginx: 16, marginy: 16 });
  const ids = new Set(actions.map(({ id }) => id));
  for (const { id } of actions) graph.setNode(id, { ...CARD });
  const branches = actions.flatMap((action) => branchesOf(action, ids));
  for (const { source, key, label, end, isDot } of branches) {
    if (isDot) graph.setNode(end, { ...DOT });
    const size = { width: Math.min(label.length, 24) * LETTER + 8, height: 16 };
    graph.setEdge(source, end, { ...size, labelpos: 'c' }, key);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    actions: actions.map(({ id }) => cornerOf(id, graph.node(id))),
    branches: branches.map(({ source, key, label, end, target }) => {
      const { points, x, y } = graph.edge(source, end, key);
      const at = x === undefined || y === undefined ? undefined : { x, y };
      return { source, key, label, target, points: points ?? [], at };
    }),
  };
}

/** What leads to an action that is not drawn ends in a dot, too. */
function branchesOf({ id, branches }: TreeAction, drawn: ReadonlySet<string>) {
  return branches.map(({ key, label, target }) => {
    const isDot = target === null || !drawn.has(target);
    const end = isDot ? `${id} ${key}` : target; // an action’s id has no blank
    return { source: id, key, label, target: isDot ? null : target, end, isDot };
  });
}

function cornerOf(id: string, { x = 0, y = 0 }: { x?: number; y?: number }): PlacedAction {
  return { id, x: x - CARD.width / 2, y: y - CARD.height / 2 };
}
