import { expect, test } from 'vitest';
import { run, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

test('the start leaves by ok', async () => {
  const done = await run(treeOf({ next: { type: 'node' } }));

  expect(done.path).toEqual(['start', 'next']);
  expect(done.branchesOf('start')).toEqual(['ok']);
});

test('the start takes no parameters', () => {
  expect(wrongParameters('start', { seconds: 1 })).toEqual(['seconds']);
});
