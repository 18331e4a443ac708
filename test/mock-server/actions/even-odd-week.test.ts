import { expect, test } from 'vitest';
import { actions } from '../../../mock-server/actions/index.ts';
import { validateTree } from '../../../mock-server/routing/validate.ts';
import { runAction, treeAround, wrongParameters } from '../../helpers/run-routing.ts';

const branchAt = async (now: string, timeZone = 'Europe/Paris') =>
  (await runAction('even-odd-week', {}, { now, locale: { timeZone } })).branchesOf('it');

test.each([
  ['week 52 of 2026', '2026-12-27T22:59:59.999Z', 'even'],
  ['week 53 of 2026, from Monday at midnight in Paris', '2026-12-27T23:00:00.000Z', 'uneven'],
  ['week 53 of 2026, which goes on into January', '2027-01-03T22:59:59.999Z', 'uneven'],
  ['week 1 of 2027', '2027-01-03T23:00:00.000Z', 'uneven'],
  ['week 2 of 2027', '2027-01-11T12:00:00.000Z', 'even'],
  ['29 December 2025, in week 1 of 2026', '2025-12-29T12:00:00.000Z', 'uneven'],
])('%s (%s) leaves by %s', async (_, now, branch) => {
  expect(await branchAt(now)).toEqual([branch]);
});

test('the week begins where the organisation is', async () => {
  const sundayEveningInNewYork = '2026-11-23T03:00:00.000Z'; // week 48 has begun in Paris

  expect(await branchAt(sundayEveningInNewYork, 'America/New_York')).toEqual(['uneven']);
  expect(await branchAt(sundayEveningInNewYork, 'Europe/Paris')).toEqual(['even']);
});

test('validation says that two odd weeks can follow each other', () => {
  const tree = treeAround('even-odd-week', {});

  const findings = validateTree({ tree, flow: 'messaging' }, actions, () => undefined);

  expect(findings.filter(({ code }) => code === 'parameters')).toEqual([
    {
      severity: 'warning',
      code: 'parameters',
      path: 'tree.actions.it.parameters',
      actionId: 'it',
      message: expect.stringContaining('week 53 of 2026 and week 1 of 2027') as string,
    },
  ]);
});

test('refuses parameters: it has none', () => {
  expect(wrongParameters('even-odd-week', { week: 53 })).toEqual(['week']);
});
