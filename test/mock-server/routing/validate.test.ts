import { expect, test } from 'vitest';
import { MOST_ACTIONS, type RoutingTree } from '../../../api-client/contract/routing.ts';
import { actions } from '../../../mock-server/actions/index.ts';
import { checkTree } from '../../../mock-server/routing/tree-check.ts';
import { validateTree, type KnownEntity } from '../../../mock-server/routing/validate.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';

const nothingKnown: KnownEntity = () => undefined;
const picked = '0193b2a0-0000-7000-8000-000000000001';
const node = (...next: string[]): Sketch => ({
  type: 'node',
  branches: next[0] ? { ok: next[0] } : {},
});

/** What saving refuses: path and code. */
function refused(tree: RoutingTree, flow: 'messaging' | 'voice' = 'messaging') {
  return checkTree(tree, flow, actions).map(({ path, code }) => [path, code]);
}

/** What validation finds: severity, code and action. */
function found(tree: RoutingTree, known: KnownEntity = nothingKnown) {
  return validateTree({ tree, flow: 'messaging' }, actions, known).map(
    ({ severity, code, path }) => [severity, code, path],
  );
}

test('a sound tree has nothing refused and nothing found but its end', () => {
  const tree = treeOf({ hello: { type: 'simple-message', parameters: { message: 'Hello.' } } });

  expect(refused(tree)).toEqual([]);
  expect(found(tree)).toEqual([['warning', 'branch-unwired', 'tree.actions.hello.branches']]);
});

test('a tree without a start is refused', () => {
  const { actions: all } = treeOf({ one: node() });
  const { start: _, ...others } = all;

  expect(refused({ start: 'one', actions: others })).toEqual([['tree.actions', 'start']]);
  expect(refused({ start: 'one', actions: {} })).toEqual([['tree.actions', 'start']]);
});

test('a second start, and a start that names another action, are refused', () => {
  const tree = treeOf({ one: node(), again: { type: 'start' } });

  expect(refused(tree)).toEqual([['tree.actions.again.type', 'start']]);
  expect(refused({ ...tree, start: 'one' })).toEqual([['tree.start', 'start']]);
  expect(refused({ ...tree, start: 'constructor' })).toEqual([['tree.start', 'start']]);
});

test('a link to the start is refused', () => {
  expect(refused(treeOf({ one: node('start') }))).toEqual([
    ['tree.actions.one.branches.ok', 'start'],
  ]);
});

test('an unknown type, and one that is not for the flow, are refused', () => {
  const tree = treeOf({
    one: { type: 'teleport' },
    two: { type: 'simple-message', parameters: { message: 'Hello.' } },
  });

  expect(refused(tree, 'voice')).toEqual([
    ['tree.actions.one.type', 'action-type'],
    ['tree.actions.two.type', 'flow'],
  ]);
});

test('wrong parameters are refused by their whole path', () => {
  const question = { content: 'Your number?', type: 'number', target: 'nothing' };
  const tree = treeOf({
    ask: {
      type: 'message-awaiting-response',
      parameters: {
        message: 'Hello.',
        maximumWait: 60,
        maximumAttempts: 1,
        errorMessage: 'Again.',
        questions: [question],
        colour: 'red',
      },
    },
    mark: { type: 'add-checkpoint', parameters: { checkpoint: { id: 'VIP' } } },
  });

  expect(refused(tree)).toEqual([
    ['tree.actions.ask.parameters.questions.0.target', 'parameters'],
    ['tree.actions.ask.parameters.colour', 'parameters'],
    ['tree.actions.mark.parameters.checkpoint.id', 'parameters'],
  ]);
});

test('a branch that the type does not have, and one that dangles, are refused', () => {
  const tree = treeOf({
    one: { type: 'node', branches: { ok: 'gone', perhaps: 'one', constructor: 'one' } },
    two: node('constructor'),
  });

  expect(refused(tree)).toEqual([
    ['tree.actions.one.branches.ok', 'branch-dangling'],
    ['tree.actions.one.branches.perhaps', 'branch-unknown'],
    ['tree.actions.one.branches.constructor', 'branch-unknown'],
    ['tree.actions.two.branches.ok', 'branch-dangling'],
  ]);
});

test('more than 10,000 actions are refused, without looking at each', () => {
  expect(refused(ring(MOST_ACTIONS))).toEqual([['tree.actions', 'parameters']]);
});

test('each used branch that is not wired is a warning; optional and unused ones are not', () => {
  const loads = [50, 50, 0, 0, 0, 0, 0, 0, 0, 0];
  const tree = treeOf({
    share: { type: 'load-sharing', parameters: { loads }, branches: { 'link-1': 'choose' } },
    choose: {
      type: 'message-with-choice',
      parameters: { message: 'So?', maximumWait: 60, replies: [{ label: 'A', link: 3 }] },
      branches: { error: 'end' },
    },
    end: node(),
  });

  expect(found(tree)).toEqual([
    ['warning', 'branch-unwired', 'tree.actions.share.branches.link-2'],
    ['warning', 'branch-unwired', 'tree.actions.choose.branches.link-3'],
    ['warning', 'branch-unwired', 'tree.actions.end.branches'],
  ]);
});

test('an action that nothing leads to is a warning', () => {
  expect(found(treeOf({ one: node(), lost: node('lost2'), lost2: node('one') }))).toEqual([
    ['warning', 'branch-unwired', 'tree.actions.one.branches'],
    ['warning', 'unreachable', 'tree.actions.lost'],
    ['warning', 'unreachable', 'tree.actions.lost2'],
  ]);
});

test('a picked entity that does not exist is an error, a written reference a warning', () => {
  const mark = (checkpoint: object) => ({
    type: 'add-checkpoint',
    parameters: { checkpoint },
    branches: { 'reference-not-found': 'end' },
  });
  const tree = (checkpoint: object) => treeOf({ mark: mark(checkpoint), end: node() });
  const missing = (checkpoint: object) =>
    found(tree(checkpoint)).filter(([, code]) => code === 'entity-missing');

  expect(missing({ id: picked })).toEqual([
    ['error', 'entity-missing', 'tree.actions.mark.parameters.checkpoint.id'],
  ]);
  expect(missing({ reference: 'VIP' })).toEqual([
    ['warning', 'entity-missing', 'tree.actions.mark.parameters.checkpoint.reference'],
  ]);
  expect(missing({ reference: ' ' })).toHaveLength(1);
  expect(missing({ reference: '{{customer.mark}}' })).toEqual([]);
});

test.each([
  ['another flow', { flow: 'voice' as const }, 'error'],
  ['an end routing', { kind: 'end' as const }, 'error'],
  ['nothing in production', { production: null }, 'warning'],
])('a hand-off to %s is found', (_, difference, severity) => {
  const jump = { type: 'distribution-routing', parameters: { routing: { id: picked } } };
  const target = {
    id: picked,
    name: 'Billing',
    flow: 'messaging' as const,
    kind: 'start' as const,
    production: 1,
    ...difference,
  };

  expect(found(treeOf({ jump }), () => target)).toContainEqual([
    severity,
    'flow',
    'tree.actions.jump.parameters.routing.id',
  ]);
});

test('an invalid regular expression is a warning, unless a variable is yet to come into it', () => {
  const conditions = ['(', '({{a.a}}', 'fine'].map((value) => ({
    variable: 'a.a',
    operator: 'regular-expression',
    value,
  }));
  const tree = treeOf({
    it: { type: 'test-values', parameters: { confirm: 'all', conditions } },
  });

  expect(found(tree).filter(([, code]) => code === 'parameters')).toEqual([
    ['warning', 'parameters', 'tree.actions.it.parameters.conditions.0.value'],
  ]);
});

const loops = (tree: RoutingTree) =>
  found(tree).filter(([, code]) => code === 'loop-without-wait');

test('a loop without a wait is an error, told once', () => {
  expect(loops(treeOf({ one: node('two'), two: node('three'), three: node('one') }))).toEqual([
    ['error', 'loop-without-wait', 'tree.actions.one'],
  ]);
  expect(loops(treeOf({ one: node('one') }))).toHaveLength(1);
});

test('a pause of 0 is no wait, a longer one is', () => {
  const pause = (seconds: number): Sketch => ({
    type: 'pause',
    parameters: { seconds },
    branches: { ok: 'one' },
  });

  expect(loops(treeOf({ one: node('two'), two: pause(0) }))).toHaveLength(1);
  expect(loops(treeOf({ one: node('two'), two: pause(1) }))).toEqual([]);
});

test('counting passages ends a loop by one branch, not by the other', () => {
  const count = (branch: string): Sketch => ({
    type: 'number-of-passages',
    parameters: { maximum: 3 },
    branches: { [branch]: 'one' },
  });

  expect(loops(treeOf({ one: node('two'), two: count('less-or-equal') }))).toEqual([]);
  expect(loops(treeOf({ one: node('two'), two: count('greater') }))).toHaveLength(1);
});

test('two loops, one of them with a wait, are told apart', () => {
  const pause = { type: 'pause', parameters: { seconds: 5 }, branches: { ok: 'one' } };
  const test: Sketch = {
    type: 'test-values',
    parameters: { confirm: 'all', conditions: [{ variable: 'a.a', operator: 'exists' }] },
    branches: { yes: 'rest', no: 'busy', error: 'one' },
  };

  expect(loops(treeOf({ one: node('two'), two: test, rest: pause, busy: node() }))).toEqual([
    ['error', 'loop-without-wait', 'tree.actions.one'],
  ]);
});

test('two ways that join again are no loop', () => {
  const fork: Sketch = {
    type: 'test-values',
    parameters: { confirm: 'all', conditions: [{ variable: 'a.a', operator: 'exists' }] },
    branches: { yes: 'left', no: 'right', error: 'join' },
  };

  expect(
    loops(treeOf({ fork, left: node('join'), right: node('join'), join: node() })),
  ).toEqual([]);
});

test('10,000 actions in a ring are one loop', () => {
  const [finding, ...others] = validateTree(
    { tree: ring(MOST_ACTIONS - 1), flow: 'messaging' },
    actions,
    nothingKnown,
  );

  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: 'error', code: 'loop-without-wait' });
  expect(finding?.message).toMatch(/^“n0”, “n1”, “n2” and 9996 more: /);
});

test('10,000 actions in a chain have nothing but their end', () => {
  const tree = ring(MOST_ACTIONS - 1);
  delete tree.actions[`n${MOST_ACTIONS - 2}`]?.branches['ok'];

  expect(found(tree)).toEqual([
    ['warning', 'branch-unwired', `tree.actions.n${MOST_ACTIONS - 2}.branches`],
  ]);
});

function ring(size: number): RoutingTree {
  return treeOf(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => [`n${index}`, node(`n${(index + 1) % size}`)]),
    ),
  );
}
