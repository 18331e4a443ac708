import { expect, test } from 'vitest';
import { run, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const counting = (parameters: object) =>
  treeOf({
    it: {
      type: 'number-of-passages',
      parameters: { ...parameters },
      branches: { 'less-or-equal': 'pause', greater: 'pause' },
    },
    pause: { type: 'pause', parameters: { seconds: 1 }, branches: { ok: 'it' } },
  });

test('up to the maximum it leaves by less-or-equal, then by greater', async () => {
  const going = await run(counting({ maximum: 2 }));
  for (let again = 0; again < 3; again++) await going.timeOver();

  expect(going.branchesOf('it')).toEqual([
    'less-or-equal',
    'less-or-equal',
    'greater',
    'greater',
  ]);
});

test('with reset, counting begins anew as greater is taken', async () => {
  const going = await run(counting({ maximum: 1, reset: true }));
  for (let again = 0; again < 3; again++) await going.timeOver();

  expect(going.branchesOf('it')).toEqual([
    'less-or-equal',
    'greater',
    'less-or-equal',
    'greater',
  ]);
});

test('a maximum of 0 leaves by greater at once', async () => {
  const going = await run(counting({ maximum: 0 }));

  expect(going.branchesOf('it')).toEqual(['greater']);
});

test('refuses a maximum below 0', () => {
  expect(wrongParameters('number-of-passages', { maximum: -1 })).toEqual(['maximum']);
});
