import { expect, test } from 'vitest';
import { run, runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const target = {
  id: '0193b2a0-0000-7000-8000-000000000009',
  reference: 'BILLING',
  name: 'Billing',
  flow: 'messaging' as const,
  kind: 'start' as const,
  production: 4,
};
const hello = treeOf({
  hello: { type: 'simple-message', parameters: { message: 'Billing.' } },
});

test('goes on at the start of the production version and does not come back', async () => {
  const routings = [{ ...target, tree: hello }];

  const done = await runAction(
    'distribution-routing',
    { routing: { reference: '{{where.to}}' } },
    { routings, variables: { 'where.to': ' BILLING ' } },
  );

  expect(done.path).toEqual(['start', 'it', 'start', 'hello']);
  expect(done.sent).toEqual(['Billing.']);
  expect(done.conversation.run).toMatchObject({ routingId: target.id, version: 4 });
  expect(done.conversation.interaction).toMatchObject({
    routingId: target.id,
    routingVersion: 4,
  });
  expect(done.incidents).toContain('handed-off');
});

test.each([
  ['is not there', []],
  ['is for another flow', [{ ...target, flow: 'voice' as const }]],
  ['is an end routing', [{ ...target, kind: 'end' as const }]],
  ['has no production version', [{ ...target, production: null }]],
])('a routing that %s leaves by not-found', async (_, routings) => {
  const done = await runAction(
    'distribution-routing',
    { routing: { id: target.id } },
    { routings },
  );

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).not.toBeNull();
});

test('hands off ten times unless said, then leaves by max-distributions', async () => {
  const jump = { type: 'distribution-routing', parameters: { routing: { id: target.id } } };
  const tree = treeOf({
    jump: { ...jump, branches: { 'max-distributions': 'enough' } },
    enough: { type: 'node' },
  });

  const done = await run(tree, { routings: [{ ...target, tree }] });

  expect(done.incidents.filter((kind) => kind === 'handed-off')).toHaveLength(10);
  expect(done.branchesOf('jump').at(-1)).toBe('max-distributions');
  expect(done.path.at(-1)).toBe('enough');
});

test('a maximum of one: the second jump, to itself, is refused', async () => {
  const parameters = { routing: { id: target.id }, maximum: 1 };
  const jump = treeOf({ jump: { type: 'distribution-routing', parameters } });

  const done = await run(jump, { routings: [{ ...target, tree: jump }] });

  expect(done.branchesOf('jump')).toEqual([null, 'max-distributions']);
});

test('refuses a maximum of 0, and no routing', () => {
  expect(wrongParameters('distribution-routing', { maximum: 0 })).toEqual([
    'routing',
    'maximum',
  ]);
});
