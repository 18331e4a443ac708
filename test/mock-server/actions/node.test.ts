import { expect, test } from 'vitest';
import { runAction, wrongParameters } from '../../helpers/run-routing.ts';

test('a node leaves by ok and sets nothing', async () => {
  const done = await runAction('node', {});

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.checkpoints).toEqual([]);
  expect(done.sent).toEqual([]);
});

test('a node takes no parameters', () => {
  expect(wrongParameters('node', { name: 'x' })).toEqual(['name']);
});
