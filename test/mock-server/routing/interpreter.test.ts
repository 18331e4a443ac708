import { expect, test } from 'vitest';
import { StorageFailure } from '../../../mock-server/routing/storage-failure.ts';
import { LOOP_GUARD } from '../../../mock-server/routing/interpreter.ts';
import {
  OWN_ROUTING,
  RoutingRun,
  run,
  treeAround,
  treeOf,
  type Sketch,
} from '../../helpers/run-routing.ts';

const node = (ok?: string): Sketch => ({ type: 'node', branches: ok ? { ok } : {} });
const say = (message: string, ok?: string): Sketch => ({
  type: 'simple-message',
  parameters: { message },
  branches: ok ? { ok } : {},
});
const pause = (seconds: number, ok?: string): Sketch => ({
  type: 'pause',
  parameters: { seconds },
  branches: ok ? { ok } : {},
});
const ask = (branches: Record<string, string> = {}): Sketch => ({
  type: 'message-awaiting-response',
  parameters: {
    message: 'Hello.',
    maximumWait: 60,
    maximumAttempts: 3,
    errorMessage: 'Again.',
    questions: [{ content: 'Your number?', type: 'number', target: 'customer.number' }],
  },
  branches,
});
const routing = (id: string, kind: 'start' | 'end' = 'start') => ({
  id,
  reference: id,
  name: id,
  flow: 'messaging' as const,
  kind,
  production: 1,
});
const goodbye = { ...routing('ending', 'end'), tree: treeOf({ bye: say('Goodbye.') }) };

test('the loop guard ends a run after 1,000 actions without a wait; nodes and pauses of 0 count', async () => {
  const done = await run(treeOf({ one: node('two'), two: pause(0, 'one') }));

  expect(done.path).toHaveLength(LOOP_GUARD);
  expect(done.incidents).toEqual(['opened', 'loop_guard', 'ended']);
  expect(done.conversation.run).toMatchObject({ state: 'ended', outcome: 'loop_guard' });
  expect(done.conversation.interaction.status).toBe('aborted');
});

test('a wait in the loop starts the guard anew', async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 600 }, (_, index) => [`n${index}`, node(`n${index + 1}`)]),
  );
  const going = await run(treeOf({ ...chain, n600: pause(1, 'n0') }));

  await going.timeOver();
  await going.timeOver();

  expect(going.conversation.run.state).toBe('waiting');
});

test('the end routing runs after the loop guard too', async () => {
  const loop = treeOf({ one: node('one') });

  const done = await run(loop, { routings: [goodbye], endRoutingId: 'ending' });

  expect(done.sent).toEqual(['Goodbye.']);
  expect(done.conversation.run.outcome).toBe('loop_guard');
});

test('an unwired branch goes to the general one, and the event names what was taken', async () => {
  const tree = treeOf({
    it: {
      type: 'test-values',
      parameters: { confirm: 'all', conditions: [{ variable: 'a.a', operator: 'exists' }] },
      branches: { yes: 'fine', error: 'sorry' },
    },
    fine: node(),
    sorry: node(),
  });

  const done = await run(tree);

  expect(done.path.at(-1)).toBe('sorry');
  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe('The branch “no” is not wired.');
});

test('with no general branch either, the run ends and says which branch leads nowhere', async () => {
  const tree = treeOf({
    it: {
      type: 'number-of-passages',
      parameters: { maximum: 0 },
      branches: { 'less-or-equal': 'on' },
    },
    on: node(),
  });

  const done = await run(tree);

  expect(done.incidents).toEqual(['opened', 'branch_unwired', 'ended']);
  expect(done.conversation.run.outcome).toBe('branch_unwired');
  expect(done.conversation.interaction).toMatchObject({
    status: 'aborted',
    statusReason: 'The branch “greater” of “it” leads nowhere.',
  });
});

test('an action with no branch wired is where the journey ends well', async () => {
  const done = await run(treeOf({ it: say('Done.') }));

  expect(done.incidents).toEqual(['opened', 'branch_unwired', 'ended']);
  expect(done.conversation.run.outcome).toBe('completed');
  expect(done.conversation.interaction).toMatchObject({
    status: 'processed',
    endedAt: '2026-11-20T10:00:00.000Z',
  });
});

test('stored parameters that are not valid, without a general branch, end by a fault', async () => {
  const done = await run(treeOf({ it: pause(-1, 'on'), on: node() }));

  expect(done.incidents).toEqual(['opened', 'fault', 'ended']);
  expect(done.reasonOf('it')).toBe('The parameters of “it” are not valid.');
});

test('a text that its variables make too long ends by a fault, and is not sent', async () => {
  const path = 'long.text';
  const done = await run(
    treeOf({
      it: {
        type: 'assign-values',
        parameters: { rows: [{ target: path, value: 'x'.repeat(10_000) }] },
        branches: { ok: 'echo' },
      },
      echo: say(`{{${path}}}`.repeat(11), 'on'),
      on: say('Never.'),
    }),
  );

  expect(done.sent).toEqual([]);
  expect(done.conversation.run.outcome).toBe('fault');
  expect(done.reasonOf('echo')).toMatch(/longer than 100000 characters/);
});

test('an unknown action type ends by a fault', async () => {
  const done = await run(treeOf({ it: { type: 'teleport' } }));

  expect(done.conversation.run.outcome).toBe('fault');
});

test('the customer leaves while a wait is pending: no branch, abandoned, the end routing once', async () => {
  const going = await run(treeOf({ it: ask({ ok: 'on' }), on: say('Never.') }), {
    routings: [goodbye],
    endRoutingId: 'ending',
  });

  await going.leave();
  await going.leave();

  expect(going.branchesOf('it')).toEqual([null]);
  expect(going.reasonOf('it')).toBe('The customer left.');
  expect(going.incidents).toEqual(['opened', 'customer-left', 'branch_unwired', 'ended']);
  expect(going.sent).toEqual(['Hello.', 'Your number?', 'Goodbye.']);
  expect(going.conversation.run).toMatchObject({
    state: 'ended',
    outcome: 'abandoned',
    wait: null,
  });
});

test('what an end routing asks of a customer who left is not waited for', async () => {
  const asking = { ...goodbye, tree: treeOf({ survey: ask({ ok: 'bye' }), bye: node() }) };
  const going = await run(treeOf({ it: pause(60) }), {
    routings: [asking],
    endRoutingId: 'ending',
  });

  await going.leave();

  expect(going.conversation.run).toMatchObject({ state: 'ended', outcome: 'abandoned' });
  expect(going.branchesOf('survey')).toEqual([null]);
});

test('an end routing that pauses goes on when the customer leaves meanwhile', async () => {
  const slow = { ...goodbye, tree: treeOf({ wait: pause(60, 'bye'), bye: say('Goodbye.') }) };
  const going = await run(treeOf({ it: node() }), {
    routings: [slow],
    endRoutingId: 'ending',
  });

  await going.leave();
  await going.timeOver();

  expect(going.sent).toEqual(['Goodbye.']);
  expect(going.conversation.run.outcome).toBe('completed');
});

test('the end routing runs once, with the variables, and the interaction keeps its own routing', async () => {
  const telling = { ...goodbye, tree: treeOf({ bye: say('Bye {{customer.name}}.') }) };

  const done = await run(treeOf({ it: node() }), {
    routings: [telling],
    endRoutingId: 'ending',
    variables: { 'customer.name': 'Zoé' },
  });

  expect(done.sent).toEqual(['Bye Zoé.']);
  expect(done.conversation.interaction).toMatchObject({
    routingId: OWN_ROUTING,
    routingVersion: 1,
  });
  expect(done.incidents.filter((kind) => kind === 'ended')).toHaveLength(1);
});

test('magic fields are resolved in one pass', async () => {
  const done = await run(treeOf({ it: say('{{ a.a }}|{{b.b}}|{{a}}|{{a.a.a}}') }), {
    variables: { 'a.a': '{{c.c}}', 'c.c': 'secret' },
  });

  expect(done.sent).toEqual(['{{c.c}}||{{a}}|{{a.a.a}}']);
});

test('a run stays with the version it entered', async () => {
  const going = await run(treeOf({ it: pause(60, 'on'), on: say('First version.') }));
  going.publish(OWN_ROUTING, 2, treeOf({ it: say('Second version.') }));

  await going.timeOver();

  expect(going.sent).toEqual(['First version.']);
  expect(going.events.at(-1)?.routingVersion).toBe(1);
});

test('a hand-off keeps variables, trail and passages', async () => {
  const vip = { id: 'c1', name: 'VIP', reference: 'VIP', alias: null };
  const back = routing(OWN_ROUTING);
  const there = { ...routing('there'), tree: treeOf({}) };
  const jumpTo = (reference: string): Sketch => ({
    type: 'distribution-routing',
    parameters: { routing: { reference } },
  });
  const mark: Sketch = {
    type: 'add-checkpoint',
    parameters: { checkpoint: { reference: 'VIP' } },
  };
  there.tree = treeOf({
    hello: say('Hello {{customer.name}}.', 'mark'),
    mark: { ...mark, branches: { ok: 'jump' } },
    jump: jumpTo(OWN_ROUTING),
  });
  const own = treeOf({
    mark: { ...mark, branches: { ok: 'count' } },
    count: {
      type: 'number-of-passages',
      parameters: { maximum: 1 },
      branches: { 'less-or-equal': 'jump', greater: 'end' },
    },
    jump: jumpTo('there'),
    end: node(),
  });

  const done = await run(own, {
    checkpoints: [vip],
    routings: [{ ...back, tree: own }, there],
    variables: { 'customer.name': 'Zoé' },
  });

  expect(done.sent).toEqual(['Hello Zoé.']);
  expect(done.branchesOf('count')).toEqual(['less-or-equal', 'greater']);
  expect(done.checkpoints).toMatchObject([
    { reference: 'VIP', routingId: OWN_ROUTING, actionId: 'mark', hits: 3 },
  ]);
  expect(done.path.at(-1)).toBe('end');
});

test('a timer of an older step does nothing', async () => {
  const going = await run(treeOf({ it: ask({ ok: 'on' }), on: pause(60) }));
  const older = going.conversation.step;
  await going.write('12');

  await going.due(older);

  expect(going.branchesOf('on')).toEqual([]);
  expect(going.conversation.run.state).toBe('waiting');
});

test('a database that fails is not a branch: the step is to be tried again', async () => {
  const failing = new RoutingRun(
    treeAround('add-checkpoint', { checkpoint: { reference: 'VIP' } }),
    {
      get checkpoints(): never {
        throw new StorageFailure(new Error('gone'));
      },
    },
  );

  await expect(failing.open()).rejects.toThrow(StorageFailure);
  expect(failing.events).toEqual([]);
});
