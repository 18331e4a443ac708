import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import {
  EDITOR_CARD,
  layoutEditor,
  portsOf,
  type DrawnAction,
} from '../../widget/shared/editor-layout.ts';

const type: ActionType = {
  type: 'any',
  title: 'Any',
  group: 'tree',
  flows: ['messaging'],
  summary: '',
  parameters: {},
  branches: [
    { key: 'a', label: 'A', optional: false },
    { key: 'b', label: 'B', optional: false },
    { key: 'late', label: 'Late', optional: true },
    { key: 'link-1', label: 'Link 1', optional: false },
    { key: 'link-2', label: 'Link 2', optional: false },
  ],
};
const types = new Map([['any', type]]);

/** As many actions as pairs, and each leads by `a` and `b` to two of them, or nowhere. */
function treeOf(pairs: readonly (readonly [number | null, number | null])[]): RoutingTree {
  const name = (index: number | null): string | undefined =>
    index === null || pairs.length < 2 ? undefined : `n${1 + (index % (pairs.length - 1))}`;
  const actions: Record<string, RoutingAction> = {};
  for (const [index, [one, other]] of pairs.entries()) {
    const branches = Object.fromEntries(
      [
        ['a', name(one)],
        ['b', name(other)],
      ].filter(([, target]) => target !== undefined),
    ) as Record<string, string>; // what leads nowhere was left out
    actions[`n${index}`] = { type: 'any', name: `${index}`, parameters: {}, branches };
  }
  return { start: 'n0', actions };
}

const pair = fc.tuple(fc.option(fc.nat()), fc.option(fc.nat()));

function overlap(one: DrawnAction, other: DrawnAction): boolean {
  const isBeside = Math.abs(one.x - other.x) >= EDITOR_CARD.width;
  const isAbove = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !isBeside && !isAbove;
}

test('every action has a place of its own, whatever leads where', () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.info(`seed ${seed}`);
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (pairs) => {
      const tree = treeOf(pairs);
      const { actions, width, height } = layoutEditor(tree, types);
      const drawn = [...actions.values()];
      expect(drawn).toHaveLength(pairs.length);
      for (const [index, one] of drawn.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(0);
        expect(one.y).toBeGreaterThanOrEqual(0);
        expect(one.x + EDITOR_CARD.width).toBeLessThanOrEqual(width);
        expect(one.y + one.height).toBeLessThanOrEqual(height);
        for (const other of drawn.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      }
      expect(layoutEditor(tree, types).branches).toEqual(layoutEditor(tree, types).branches);
    }),
    { seed, numRuns: 300 },
  );
});

test('without a loop every line leads to the right', () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.info(`seed ${seed}`);
  fc.assert(
    fc.property(fc.array(pair, { minLength: 2, maxLength: 40 }), (pairs) => {
      const forward = pairs.map(([one, other], index) => {
        const later = pairs.length - 1 - index;
        const lead = (to: number | null): number | null =>
          to === null || later === 0 ? null : index + (to % later);
        return [lead(one), lead(other)] as const;
      });
      const tree = treeOf(forward);
      const reached = new Set(['n0']);
      for (const id of Object.keys(tree.actions))
        if (reached.has(id))
          for (const target of Object.values(tree.actions[id]!.branches)) reached.add(target);
      for (const { source, from, to } of layoutEditor(tree, types).branches)
        if (reached.has(source)) expect(to.x).toBeGreaterThan(from.x);
    }),
    { seed, numRuns: 300 },
  );
});

test('shows what leads somewhere or should, and of numbered branches the first that is free', () => {
  const action = { type: 'any', name: '', parameters: {}, branches: { b: 'x', 'link-1': 'y' } };
  expect(portsOf(action, type).map(({ key }) => key)).toEqual(['a', 'b', 'link-1', 'link-2']);
  expect(portsOf({ ...action, branches: {} }, type).map(({ key }) => key)).toEqual([
    'a',
    'b',
    'link-1',
  ]);
  expect(
    portsOf({ ...action, branches: { late: 'x', other: 'y' } }, type).map(({ key }) => key),
  ).toEqual(['a', 'b', 'late', 'link-1', 'other']);
});
