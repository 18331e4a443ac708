import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  RoutingRun,
  run,
  runAction,
  treeOf,
  wrongParameters,
} from '../../helpers/run-routing.ts';

const tenths = Array.from({ length: 10 }, () => 10);
const loads = (...given: number[]) => [...given, ...Array(10 - given.length).fill(0)];

test.each(Array.from({ length: 10 }, (_, index) => index))(
  'a draw in the tenth no. %i takes the link after it',
  async (tenth) => {
    const done = await runAction(
      'load-sharing',
      { loads: tenths },
      { draws: [tenth / 10 + 0.05] },
    );

    expect(done.branchesOf('it')).toEqual([`link-${tenth + 1}`]);
  },
);

test('the bounds belong to the link that begins there', async () => {
  const taken = await Promise.all(
    [0, 0.4999, 0.5, 0.9999].map(async (draw) => {
      const done = await runAction('load-sharing', { loads: loads(50, 50) }, { draws: [draw] });
      return done.branchesOf('it')[0];
    }),
  );

  expect(taken).toEqual(['link-1', 'link-1', 'link-2', 'link-2']);
});

test('0 % is never taken and 100 % always', async () => {
  const drawing = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  await fc.assert(
    fc.asyncProperty(drawing, async (draw) => {
      const done = await runAction('load-sharing', { loads: loads(0, 100) }, { draws: [draw] });
      expect(done.branchesOf('it')).toEqual(['link-2']);
    }),
  );
});

test('every passage draws anew', async () => {
  const again = { 'link-1': 'pause', 'link-2': 'pause' };
  const tree = treeOf({
    it: { type: 'load-sharing', parameters: { loads: loads(50, 50) }, branches: again },
    pause: { type: 'pause', parameters: { seconds: 1 }, branches: { ok: 'it' } },
  });
  const going = await new RoutingRun(tree, { draws: [0.1, 0.9, 0.2] }).open();

  await going.timeOver();
  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['link-1', 'link-2', 'link-1']);
});

test('a drawn link that is not wired leaves by no-link', async () => {
  const tree = treeOf({
    it: {
      type: 'load-sharing',
      parameters: { loads: loads(50, 50) },
      branches: { 'link-1': 'one', 'no-link': 'none' },
    },
    one: { type: 'node' },
    none: { type: 'node' },
  });

  const done = await run(tree, { draws: [0.7] });

  expect(done.branchesOf('it')).toEqual(['no-link']);
  expect(done.reasonOf('it')).toBe('The branch “link-2” is not wired.');
  expect(done.path.at(-1)).toBe('none');
});

test('stored loads that are not valid leave by no-link', async () => {
  const done = await runAction('load-sharing', { loads: loads(33, 33, 33) });

  expect(done.branchesOf('it')).toEqual(['no-link']);
});

test.each([
  ['99 in all', loads(33, 33, 33), 'loads'],
  ['101 in all', loads(50, 51), 'loads'],
  ['nine loads', tenths.slice(1), 'loads'],
  ['a fraction', loads(33.5, 66.5), 'loads.0'],
  ['below zero', loads(-1, 101), 'loads.0'],
])('refuses %s', (_, given, path) => {
  expect(wrongParameters('load-sharing', { loads: given })).toContain(path);
});
