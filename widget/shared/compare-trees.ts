import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import { actionOf } from './edit-tree.ts';

/** A part of an action that differs: its type, its name, one of its parameters or of its branches. */
export interface ActionDifference {
  part: 'type' | 'name' | 'parameter' | 'branch';
  /** Of the parameter or of the branch; empty for the others. */
  key: string;
  /** Undefined where it is missing. */
  before: unknown;
  after: unknown;
}

/** What makes one tree of another, in the order of the actions. */
export interface TreeDifferences {
  added: string[];
  removed: string[];
  changed: { id: string; differences: ActionDifference[] }[];
}

export function compareTrees(before: RoutingTree, after: RoutingTree): TreeDifferences {
  const added = Object.keys(after.actions).filter((id) => !actionOf(before, id));
  const removed = Object.keys(before.actions).filter((id) => !actionOf(after, id));
  const changed = Object.entries(before.actions).flatMap(([id, was]) => {
    const is = actionOf(after, id);
    const differences = is && is !== was ? compareActions(was, is) : [];
    return differences.length > 0 ? [{ id, differences }] : [];
  });
  return { added, removed, changed };
}

/** Whether nothing makes one of the other. */
export const areSame = ({ added, removed, changed }: TreeDifferences): boolean =>
  added.length === 0 && removed.length === 0 && changed.length === 0;

function compareActions(was: RoutingAction, is: RoutingAction): ActionDifference[] {
  const differences: ActionDifference[] = [];
  for (const part of ['type', 'name'] as const)
    if (was[part] !== is[part])
      differences.push({ part, key: '', before: was[part], after: is[part] });
  return [
    ...differences,
    ...compareRecords('parameter', was.parameters, is.parameters),
    ...compareRecords('branch', was.branches, is.branches),
  ];
}

function compareRecords(
  part: 'parameter' | 'branch',
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): ActionDifference[] {
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...keys].flatMap((key) => {
    const before = Object.hasOwn(was, key) ? was[key] : undefined;
    const after = Object.hasOwn(is, key) ? is[key] : undefined;
    return isEqual(before, after) ? [] : [{ part, key, before, after }];
  });
}

/** Of JSON: the order of an object's keys means nothing. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        isEqual(one[key as keyof typeof one], other[key as keyof typeof other]),
    )
  );
}
