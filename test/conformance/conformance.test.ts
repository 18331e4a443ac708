import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RoutingAction } from '../../api-client/contract/routing.ts';
import { actionList, actions } from '../../mock-server/actions/index.ts';
import { CONFORMANCE, conformance } from '../../tools/conformance.ts';
import { conformanceCases } from './cases/index.ts';
import { Stage } from './stage.ts';

/* Each branch of each action is left once at least, on the real engine and a real database. */

/** Branches that need no reason: nothing was wrong, and the branch says it all. */
const speaksForItself =
  /^(ok|yes|no|open|closed|even|uneven|less-or-equal|greater|link-\d+|processed|payment-successful|notification-sent)$/;

const everyCase = Object.values(conformanceCases).flat();

describe('the table', () => {
  test('has all 40 actions and all 147 branches of the specification', () => {
    const branches = new Set(everyCase.map(({ action, branch }) => `${action}: ${branch}`));

    expect(new Set(everyCase.map(({ action }) => action)).size).toBe(40);
    expect(branches.size).toBe(147);
  });

  // an action that the specification does not know may be added: its own test is enough
  test('has a case for every branch of these actions, and for nothing else', () => {
    const specified = new Set(everyCase.map(({ action }) => action));
    const branches = actionList
      .filter(({ type }) => specified.has(type))
      .flatMap(({ type, branches }) => Object.keys(branches).map((key) => `${type}: ${key}`));
    const shown = everyCase.map(({ action, branch }) => `${action}: ${branch}`);

    expect([...new Set(shown)].sort()).toEqual(branches.sort());
  });

  test('has each action in its own chapter', () => {
    for (const [group, cases] of Object.entries(conformanceCases)) {
      const strange = cases.filter(({ action }) => groupOf(action) !== group);
      expect(strange).toEqual([]);
    }
  });

  test('is in docs/ as `node tools/conformance.ts` writes it', () => {
    expect(readFileSync(CONFORMANCE, 'utf8')).toBe(conformance());
  });
});

describe.each(Object.entries(conformanceCases))('%s', (_, cases) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.begin());
  afterEach(() => expect(stage.engine.faults).toEqual([]));

  test.each(cases)('$action leaves by $branch: $says', async ({ branch, run }) => {
    const done = await run(stage);

    expect(done.branchesOf('it').at(-1)).toBe(branch);
    if (!speaksForItself.test(branch)) expect(done.reasonOf('it')).toMatch(/\S/);
    expect(usedBranches(await stage.actionOf(done))).toContain(branch);
  });
});

/** The branches that validation misses when they are not wired, or that may be left out. */
function usedBranches({ type, parameters }: RoutingAction): readonly string[] {
  const { branches, branchesUsed, parameters: schema } = actions.get(type)!;
  const parsed = schema.safeParse(parameters);
  if (!branchesUsed || !parsed.success) return Object.keys(branches);
  return branchesUsed(parsed.data);
}

function groupOf(type: string): string | undefined {
  return actionList.find((action) => action.type === type)?.group;
}
