import type { RoutingTree } from '../../../api-client/contract/routing.ts';

export const STEPS = 10;

/** Start and nine plain actions, two of which attach a checkpoint: the mix that design figures were taken with. */
export const tenActions = treeOfTen((index) => index === 3 || index === 7);

/** The same without checkpoints: nothing in it asks the database. */
export const tenActionsAlone = treeOfTen(() => false);

function treeOfTen(marks: (index: number) => boolean): RoutingTree {
  const actions = Array.from({ length: STEPS }, (_, index) => [
    `a${index}`,
    plainAction(index, marks(index)),
  ]);
  return { start: 'a0', actions: Object.fromEntries(actions) as RoutingTree['actions'] };
}

function plainAction(index: number, marks: boolean): RoutingTree['actions'][string] {
  const branches = index < STEPS - 1 ? { ok: `a${index + 1}` } : {};
  if (index === 0) return { type: 'start', name: 'Start', parameters: {}, branches };
  if (marks) {
    const checkpoint = { reference: index === 3 ? 'recognised' : 'opt-in' };
    return { type: 'add-checkpoint', name: 'Mark', parameters: { checkpoint }, branches };
  }
  if (index % 2 === 0) return { type: 'node', name: 'Join', parameters: {}, branches };
  const rows = [{ target: 'customer.step', value: `step ${index}` }];
  return { type: 'assign-values', name: 'Assign', parameters: { rows }, branches };
}
