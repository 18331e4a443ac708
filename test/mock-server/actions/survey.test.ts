import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';

let engine: EngineRun;
const questions = [{ id: 'overall', title: 'How was it?' }];
beforeAll(async () => {
  engine = await EngineRun.start({ publicUrl: 'https://waypost.example.com' });
  const invitation = 'Tell us: {{link}} — {{link}}';
  await engine.addEntity('survey', 'SATISFACTION', { invitation, questions });
  await engine.addEntity('survey', 'OVER', { questions, active: false });
});
afterAll(() => engine.stop());

const invite = async (reference: string, variables = {}) => {
  const parameters = { survey: { reference } };
  const done = await engine.runAction('survey', parameters, { variables });
  expect(engine.faults).toEqual([]);
  return done;
};
const invitations = (interactionId: string) =>
  engine.db
    .selectFrom('survey_invitations')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .execute();

describe('ok', () => {
  test('the customer gets the invitation with a link that nobody guesses', async () => {
    const done = await invite('{{a.code}}', { 'a.code': 'SATISFACTION' });
    const [invitation] = await invitations(done.id);
    const link = `https://waypost.example.com/survey/${invitation?.token}`;

    expect(done.branchesOf('it')).toEqual(['ok']);
    expect(done.sent).toEqual([`Tell us: ${link} — ${link}`]);
    expect(invitation?.token).toMatch(/^[\w-]{43}$/);
  });

  test('the same survey again: no second invitation', async () => {
    const again = { type: 'survey', parameters: { survey: { reference: 'SATISFACTION' } } };
    const tree = treeOf({
      first: { ...again, branches: { ok: 'second' } },
      second: { ...again, branches: { ok: 'end' } },
      end: { type: 'node' },
    });
    const done = await engine.run(tree);

    expect([done.branchesOf('first'), done.branchesOf('second')]).toEqual([['ok'], ['ok']]);
    expect(done.sent).toHaveLength(1);
    expect(await invitations(done.id)).toHaveLength(1);
  });

  test('another interaction gets a link of its own', async () => {
    const [first, second] = [await invite('SATISFACTION'), await invite('SATISFACTION')];

    expect(first.sent[0]).not.toBe(second.sent[0]);
  });
});

test.each(['NOTHING', '{{not.set}}'])('reference-not-found: %s', async (reference) => {
  const done = await invite(reference);

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  expect(done.sent).toEqual([]);
});

test('error: the survey is not active', async () => {
  const done = await invite('OVER');

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(/not active/);
  expect(await invitations(done.id)).toEqual([]);
});

test('refuses to be without a survey', () => {
  expect(wrongParameters('survey', {})).toContain('survey');
});
