import { expect, test } from 'vitest';
import { runAction, wrongParameters } from '../../helpers/run-routing.ts';

const condition = (variable: string, operator: string, value = '') => ({
  variable,
  operator,
  value,
});
const testing = (confirm: 'all' | 'any', ...conditions: object[]) => ({ confirm, conditions });
const variables = { 'a.number': '10', 'a.text': 'Élodie' };
const holds = condition('a.number', 'greater-or-equal', '9');
const fails = condition('a.text', 'equal', 'Zoé');

test.each([
  ['all', [holds, holds], 'yes'],
  ['all', [holds, fails], 'no'],
  ['any', [fails, holds], 'yes'],
  ['any', [fails, fails], 'no'],
] as const)('%s of %j leaves by %s', async (confirm, conditions, branch) => {
  const done = await runAction('test-values', testing(confirm, ...conditions), { variables });

  expect(done.branchesOf('it')).toEqual([branch]);
});

test('a value with a variable in it is resolved', async () => {
  const same = condition('a.number', 'equal', '{{b.number}}');

  const done = await runAction('test-values', testing('all', same), {
    variables: { ...variables, 'b.number': '10,0' },
  });

  expect(done.branchesOf('it')).toEqual(['yes']);
});

test.each(['(', '(?=a)', '(a)\\1'])(
  'the invalid expression %s leaves by error, even where another condition holds',
  async (expression) => {
    const invalid = condition('a.text', 'regular-expression', expression);

    const done = await runAction('test-values', testing('any', holds, invalid), { variables });

    expect(done.branchesOf('it')).toEqual(['error']);
    expect(done.reasonOf('it')).toBe('The regular expression is not valid.');
  },
);

test('refuses no conditions, and an operator that is none', () => {
  expect(wrongParameters('test-values', testing('all'))).toEqual(['conditions']);
  expect(wrongParameters('test-values', testing('all', condition('a.a', '==')))).toEqual([
    'conditions.0.operator',
  ]);
});
