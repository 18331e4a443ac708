import { expect } from 'vitest';
import { treeOf } from '../../helpers/run-routing.ts';
import type { ConformanceCase, Stage } from '../stage.ts';

async function addSurvey({ engine, newReference }: Stage, definition: object = {}) {
  const reference = newReference();
  const questions = [{ id: 'mark', title: 'How was it?' }];
  const invitation = 'Your opinion, please: {{link}}';
  await engine.addEntity('survey', reference, { questions, invitation, ...definition });
  return { survey: { reference } };
}

const invitationsOf = ({ engine }: Stage, interactionId: string) =>
  engine.db
    .selectFrom('survey_invitations')
    .select(['token', 'answered_at'])
    .where('interaction_id', '=', interactionId)
    .execute();

/** 10.1. */
export const surveyCases: ConformanceCase[] = [
  {
    action: 'survey',
    branch: 'ok',
    says: 'The customer got an invitation with a link of their own; the same survey twice is one invitation.',
    async run(stage) {
      const parameters = await addSurvey(stage);
      const again = { type: 'survey', parameters };
      const it = { type: 'survey', parameters, branches: { ok: 'again' } };
      const done = await stage.engine.run(treeOf({ it, again }));
      expect(done.branchesOf('again')).toEqual(['ok']);
      const [invitation, ...others] = await invitationsOf(stage, done.id);
      expect(others).toEqual([]);
      expect(done.sent).toEqual([
        expect.stringMatching(`^Your opinion, please: http.*/survey/${invitation?.token}$`),
      ]);
      return done;
    },
  },
  {
    action: 'survey',
    branch: 'reference-not-found',
    says: 'No survey has the reference; nobody is invited.',
    async run(stage) {
      const survey = { reference: 'NO-SUCH-SURVEY' };
      const done = await stage.engine.runAction('survey', { survey });
      expect(done.reasonOf('it')).toContain('NO-SUCH-SURVEY');
      expect(done.sent).toEqual([]);
      return done;
    },
  },
  {
    action: 'survey',
    branch: 'error',
    says: 'The survey is not active; nobody is invited.',
    async run(stage) {
      const parameters = await addSurvey(stage, { active: false });
      const done = await stage.engine.runAction('survey', parameters);
      expect(done.reasonOf('it')).not.toBeNull();
      expect(await invitationsOf(stage, done.id)).toEqual([]);
      expect(done.sent).toEqual([]);
      return done;
    },
  },
];
