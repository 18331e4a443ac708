import { expect, test } from 'vitest';
import { run, runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const row = (target: string, value: string, type = 'text') => ({ target, value, type });

test('later rows see earlier ones, and it leaves by ok', async () => {
  const rows = [row('a.a', 'one'), row('b.b', '{{a.a}} and two'), row('a.a', '{{b.b}}')];

  const done = await runAction('assign-values', { rows });

  expect(done.variables).toEqual({ 'a.a': 'one and two', 'b.b': 'one and two' });
  expect(done.branchesOf('it')).toEqual(['ok']);
});

test('a value that holds {{…}} is not expanded again', async () => {
  const variables = { 'customer.said': '{{secret.key}}', 'secret.key': 'k' };

  const done = await runAction(
    'assign-values',
    { rows: [row('a.a', '{{customer.said}}'), row('b.b', '{{a.a}}')] },
    { variables },
  );

  expect(done.variables).toMatchObject({ 'a.a': '{{secret.key}}', 'b.b': '{{secret.key}}' });
});

test('one value of the wrong type: nothing is written, and it leaves by error', async () => {
  const rows = [row('a.a', 'one'), row('b.b', '', 'number')];

  const done = await runAction('assign-values', { rows });

  expect(done.variables).toEqual({});
  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe('The value for b.b is no number.');
});

test.each([
  ['number', '1,5', '1.5'],
  ['date', '20/11/2026', '2026-11-20'],
  ['boolean', ' TRUE ', 'true'],
  ['text', '', ''],
])('writes a %s in its stored form', async (type, value, stored) => {
  const done = await runAction('assign-values', { rows: [row('a.a', value, type)] });

  expect(done.variables).toEqual({ 'a.a': stored });
});

test('a value that doubles at every passage ends by error, not by filling the memory', async () => {
  const rows = [row('a.a', '{{a.a}}{{a.a}}')];
  const tree = treeOf({
    it: { type: 'assign-values', parameters: { rows }, branches: { ok: 'it', error: 'stop' } },
    stop: { type: 'node' },
  });

  const done = await run(tree, { variables: { 'a.a': 'x' } });

  expect(done.branchesOf('it').at(-1)).toBe('error');
  expect(done.variables['a.a']).toHaveLength(8192);
});

test('refuses no rows, and a target that is none', () => {
  expect(wrongParameters('assign-values', { rows: [] })).toEqual(['rows']);
  expect(wrongParameters('assign-values', { rows: [row('__proto__.a', 'x')] })).toEqual([
    'rows.0.target',
  ]);
});
