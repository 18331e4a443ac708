import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../../../mock-server/actions/index.ts';
import { validateTree } from '../../../mock-server/routing/validate.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const thresholds = (...given: (number | null)[]) => [
  ...given,
  ...Array<null>(10 - given.length).fill(null),
];

/** The branch for a customer with so many contacts before this one. */
async function branchAfter(previous: number, given: (number | null)[]) {
  const records = { contacts: { countSince: () => Promise.resolve(previous) } };
  const done = await runAction('nth-contact', { days: 30, thresholds: given }, { records });
  expect(done.faults).toEqual([]);
  return done.branchesOf('it')[0];
}

test.each([
  [0, 'link-1'],
  [1, 'link-2'],
  [2, 'link-2'],
  [3, 'link-3'],
  [5, 'link-3'],
  [6, 'no-link'],
])('with 0, 2, 5 and %i contacts before this one it leaves by %s', async (previous, branch) => {
  expect(await branchAfter(previous, thresholds(0, 2, 5))).toBe(branch);
});

test.each(Array.from({ length: 10 }, (_, index) => index + 1))(
  'each link is taken at its own threshold: link %i',
  async (link) => {
    const tens = Array.from({ length: 10 }, (_, index) => (index + 1) * 10);

    expect(await branchAfter(link * 10, tens)).toBe(`link-${link}`);
    expect(await branchAfter(link * 10 + 1, tens)).toBe(
      link === 10 ? 'no-link' : `link-${link + 1}`,
    );
  },
);

test('the order in which thresholds were entered does not matter', async () => {
  expect(await branchAfter(1, thresholds(5, null, 0, 2))).toBe('link-4');
  expect(await branchAfter(0, thresholds(5, null, 0, 2))).toBe('link-3');
});

test('of equal thresholds the lowest link is taken', async () => {
  expect(await branchAfter(1, thresholds(7, 2, 2))).toBe('link-2');
});

test('whatever the thresholds, it is the link of the smallest one that is not below the count', async () => {
  const anyThreshold = fc.option(fc.integer({ min: 0, max: 12 }));
  const some = fc
    .array(anyThreshold, { minLength: 10, maxLength: 10 })
    .filter((given) => given.some((each) => each !== null));
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 0, max: 14 }), async (given, previous) => {
      expect(await branchAfter(previous, given)).toBe(expectedBranch(previous, given));
    }),
  );
});

/** Counts up from the number of contacts until a threshold has it. */
function expectedBranch(previous: number, given: (number | null)[]): string {
  for (let count = previous; count <= 12; count++) {
    const link = given.indexOf(count);
    if (link >= 0) return `link-${link + 1}`;
  }
  return 'no-link';
}

test.each([
  ['the same hour so many days ago', '2026-11-20T10:00:00.000Z', 7, '2026-11-13T10:00:00.000Z'],
  ['across the end of summer time', '2026-10-26T10:00:00.000Z', 2, '2026-10-24T09:00:00.000Z'],
  ['across the start of it', '2026-03-30T10:00:00.000Z', 2, '2026-03-28T11:00:00.000Z'],
  ['a year', '2026-11-20T10:00:00.000Z', 366, '2025-11-19T10:00:00.000Z'],
])('the period begins at %s in the organisation’s zone', async (_, now, days, begin) => {
  const asked: string[] = [];
  const countSince = (from: Date) => {
    asked.push(from.toISOString());
    return Promise.resolve(0);
  };

  await runAction(
    'nth-contact',
    { days, thresholds: thresholds(0) },
    { now, records: { contacts: { countSince } } },
  );

  expect(asked).toEqual([begin]);
});

describe('on the real engine', () => {
  let engine: EngineRun;
  beforeAll(async () => {
    engine = await EngineRun.start();
  });
  afterAll(() => engine.stop());

  const opening = async (contact: { phone?: string }, days = 7) => {
    const parameters = { days, thresholds: thresholds(0, 2, 5) };
    const done = await engine.runAction('nth-contact', parameters, { contact });
    expect(engine.faults).toEqual([]);
    return done.branchesOf('it')[0];
  };

  test('one contact after the other comes to the next link, until its days are over', async () => {
    const nadia = { phone: '+33612345678' };
    const taken: unknown[] = [];
    for (let contact = 0; contact < 7; contact++) {
      taken.push(await opening(nadia));
      engine.now = new Date(engine.now.getTime() + 1000);
    }

    expect(taken).toEqual([
      'link-1',
      'link-2',
      'link-2',
      'link-3',
      'link-3',
      'link-3',
      'no-link',
    ]);
    engine.now = new Date('2026-11-28T10:00:00.000Z');
    expect(await opening(nadia)).toBe('link-1');
    expect(await opening(nadia, 366)).toBe('no-link');
  });

  test('a customer whom nobody knows was never there before', async () => {
    expect([await opening({}), await opening({})]).toEqual(['link-1', 'link-1']);
  });
});

test('validation misses the links that can be taken, and no others', () => {
  const it = {
    type: 'nth-contact',
    parameters: { days: 1, thresholds: thresholds(3, 3, 0) },
    branches: { 'no-link': 'end' },
  };
  const tree = treeOf({ it, end: { type: 'node' } });

  const missed = validateTree({ tree, flow: 'messaging' }, actions, () => undefined)
    .filter(({ code, actionId }) => code === 'branch-unwired' && actionId === 'it')
    .map(({ path }) => path.split('.').at(-1));

  expect(missed.sort()).toEqual(['link-1', 'link-3']);
});

test.each([
  ['no days', { thresholds: thresholds(0) }, 'days'],
  ['0 days', { days: 0, thresholds: thresholds(0) }, 'days'],
  ['367 days', { days: 367, thresholds: thresholds(0) }, 'days'],
  ['half a day', { days: 0.5, thresholds: thresholds(0) }, 'days'],
  ['no threshold', { days: 1, thresholds: thresholds() }, 'thresholds'],
  ['nine thresholds', { days: 1, thresholds: thresholds(0).slice(0, 9) }, 'thresholds'],
  ['a threshold below 0', { days: 1, thresholds: thresholds(0, -1) }, 'thresholds.1'],
  ['a fraction', { days: 1, thresholds: thresholds(0, 1.5) }, 'thresholds.1'],
  [
    'an empty text, which is not 0',
    { days: 1, thresholds: ['', ...thresholds(0).slice(1)] },
    'thresholds.0',
  ],
])('refuses %s', (_, parameters, path) => {
  expect(wrongParameters('nth-contact', parameters)).toContain(path);
});
