import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { areSame, compareTrees } from '../../widget/shared/compare-trees.ts';
import {
  addAction,
  connect,
  copyActions,
  pasteActions,
  readCopied,
  removeActions,
  renameAction,
} from '../../widget/shared/edit-tree.ts';
import { readingOrder } from '../../widget/shared/tree-order.ts';
import { UndoStack } from '../../widget/shared/undo-stack.ts';

const type = (name: string, ...branches: string[]): ActionType => ({
  type: name,
  title: name,
  group: 'tree',
  flows: ['messaging'],
  summary: '',
  parameters: {},
  branches: branches.map((key) => ({ key, label: key, optional: false })),
});

const node = type('node', 'ok');
const question = type('test-values', 'yes', 'no', 'error');
const types = new Map([type('start', 'ok'), node, question].map((one) => [one.type, one]));

const empty: RoutingTree = {
  start: 'start',
  actions: { start: { type: 'start', name: 'Start', parameters: {}, branches: {} } },
};

/** Start → A → B, and A’s other branches lead nowhere. */
function small(): RoutingTree {
  const first = addAction(empty, question, {}, { actionId: 'start', branch: 'ok' });
  return addAction(first.tree, node, {}, { actionId: first.id, branch: 'yes' }).tree;
}

test('an action that is added between two leads on to where the branch led', () => {
  const { tree, id } = addAction(small(), node, {}, { actionId: 'start', branch: 'ok' });
  expect(tree.actions['start']?.branches).toEqual({ ok: id });
  expect(tree.actions[id]?.branches).toEqual({ ok: 'test-values-1' });
});

test('no two actions have one name: the trail could not tell them apart', () => {
  const { tree } = addAction(small(), node, {});
  const names = Object.values(tree.actions).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('what led to an action that is taken away leads on where that went', () => {
  const { tree } = addAction(small(), node, {}, { actionId: 'start', branch: 'ok' });
  expect(removeActions(tree, ['node-2']).actions['start']?.branches).toEqual({
    ok: 'test-values-1',
  });
});

test('where an action went several ways, what led to it leads nowhere', () => {
  const wired = connect(small(), { actionId: 'test-values-1', branch: 'no' }, 'test-values-1');
  expect(removeActions(wired, ['test-values-1']).actions['start']?.branches).toEqual({});
});

test('the start stays, and nothing leads to it', () => {
  const tree = small();
  expect(removeActions(tree, ['start'])).toBe(tree);
  expect(connect(tree, { actionId: 'node-1', branch: 'ok' }, 'start')).toBe(tree);
});

test('what is copied keeps the branches within and loses those that lead out', () => {
  const copied = copyActions(small(), ['start', 'test-values-1', 'node-1']);
  expect(Object.keys(copied.actions)).toEqual(['test-values-1', 'node-1']);
  const { tree, ids } = pasteActions(empty, readCopied(JSON.stringify(copied))!);
  expect(ids).toEqual(['test-values-1', 'node-1']);
  expect(tree.actions['test-values-1']?.branches).toEqual({ yes: 'node-1' });
});

test.each([
  '',
  'hello',
  '{}',
  '{"actions":{}}',
  '{"actions":{"a":{"type":"start","name":"S","parameters":{},"branches":{}}}}',
  '{"actions":{"a":{"type":"node","name":"S","parameters":[],"branches":{}}}}',
  '{"actions":{"a":{"type":"node","name":"S","parameters":{},"branches":{"ok":3}}}}',
])('what is no copy of actions is not taken for one: %s', (text) => {
  expect(readCopied(text)).toBeUndefined();
});

test('reads along the first branch, then the next, and last what nothing leads to', () => {
  const { tree } = addAction(small(), node, {}, { actionId: 'test-values-1', branch: 'no' });
  const loose = addAction(tree, node, {}).tree;
  expect(readingOrder(loose, types)).toEqual([
    'start',
    'test-values-1',
    'node-1',
    'node-2',
    'node-3',
  ]);
});

test('a comparison names what was added, removed and changed, part by part', () => {
  const before = small();
  const after = renameAction(
    connect(removeActions(before, ['node-1']), { actionId: 'start', branch: 'ok' }, null),
    'test-values-1',
    'Another',
  );
  const added = addAction(after, node, { a: 1 }).tree;
  const { removed, changed } = compareTrees(before, added);
  expect(removed).toEqual([]);
  expect(changed.map(({ id }) => id)).toEqual(['start', 'test-values-1', 'node-1']);
  expect(changed[1]?.differences).toEqual([
    { part: 'name', key: '', before: 'test-values', after: 'Another' },
    { part: 'branch', key: 'yes', before: 'node-1', after: undefined },
  ]);
});

test('typing letter after letter is one step back', () => {
  const stack = new UndoStack('');
  for (const word of ['h', 'he', 'hey']) stack.change(word, 'name');
  stack.pause();
  stack.change('hey!', 'name');
  stack.undo();
  expect(stack.state).toBe('hey');
  stack.undo();
  expect(stack.state).toBe('');
  stack.redo();
  expect(stack.state).toBe('hey');
});

/** What somebody does in an editor, with numbers that choose among what is there. */
const deed = fc.record({
  does: fc.constantFrom('add', 'insert', 'connect', 'cut', 'remove', 'paste', 'rename'),
  one: fc.nat(),
  other: fc.nat(),
});
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

function done(tree: RoutingTree, { does, one, other }: Deed): RoutingTree {
  const ids = Object.keys(tree.actions);
  const id = ids[one % ids.length]!;
  const target = ids[other % ids.length]!;
  const branches = types.get(tree.actions[id]!.type)!.branches;
  const from = { actionId: id, branch: branches[other % branches.length]!.key };
  switch (does) {
    case 'add':
      return addAction(tree, one % 2 ? node : question, {}).tree;
    case 'insert':
      return addAction(tree, other % 2 ? node : question, {}, from).tree;
    case 'connect':
      return connect(tree, from, target);
    case 'cut':
      return connect(tree, from, null);
    case 'remove':
      return removeActions(tree, [id, target]);
    case 'paste':
      return pasteActions(tree, copyActions(tree, [id, target])).tree;
    default:
      return renameAction(tree, id, `Name ${other}`);
  }
}

function expectSound({ start, actions }: RoutingTree): void {
  expect(actions[start]?.type).toBe('start');
  expect(Object.values(actions).filter((one) => one.type === 'start')).toHaveLength(1);
  for (const { branches } of Object.values(actions))
    for (const target of Object.values(branches)) {
      expect(target).not.toBe(start);
      expect(Object.hasOwn(actions, target)).toBe(true);
    }
}

test('whatever is done, the tree can be saved, and each step goes back to where it came from', () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.info(`seed ${seed}`);
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const stack = new UndoStack(empty);
      const states = [empty];
      for (const each of deeds) {
        const before = stack.state;
        stack.change(done(before, each));
        expectSound(stack.state);
        if (stack.state !== before) states.push(stack.state);
      }
      for (const state of [...states].reverse()) {
        expect(stack.state).toBe(state);
        stack.undo();
      }
      for (const state of states.slice(1)) {
        stack.redo();
        expect(stack.state).toBe(state);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('two trees are the same exactly when nothing makes one of the other', () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.info(`seed ${seed}`);
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 20 }), deed, (deeds, last) => {
      const tree = deeds.reduce(done, empty);
      const copy = JSON.parse(JSON.stringify(tree)) as RoutingTree; // of a tree comes one
      expect(areSame(compareTrees(tree, copy))).toBe(true);
      const after = done(tree, last);
      const isSame = JSON.stringify(sorted(after)) === JSON.stringify(sorted(tree));
      expect(areSame(compareTrees(tree, after))).toBe(isSame);
    }),
    { seed, numRuns: 300 },
  );
});

/** The order of keys means nothing. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, one]) => [key, sorted(one)]),
      )
    : value;
