import type { SurveyDefinition } from '../../api-client/contract/entities/survey.ts';
import type { SurveyReply } from '../../api-client/contract/survey-answer.ts';
import type { Services } from '../services.ts';
import { findInvitation, writeAnswers, type Invitation } from '../storage/surveys.ts';
import { readAnswers, type AnswerFault } from './read-answers.ts';

/** How long an invitation is good. */
const DAYS_OPEN = 30;

/** What stands behind a link. `expired`: too old, or the survey was deleted or switched off. */
export type Opened =
  | { state: 'unknown' | 'done' | 'expired' }
  | {
      state: 'open';
      name: string;
      questions: SurveyDefinition['questions'];
      invitation: Invitation;
    };

export async function openSurvey({ db, clock }: Services, token: string): Promise<Opened> {
  const invitation = await findInvitation(db, token);
  if (!invitation) return { state: 'unknown' };
  const { row, survey } = invitation;
  if (row.answered_at) return { state: 'done' };
  const days = (clock.now().getTime() - row.invited_at.getTime()) / 86_400_000;
  if (!survey?.definition.active || days > DAYS_OPEN) return { state: 'expired' };
  return {
    state: 'open',
    name: survey.name,
    questions: survey.definition.questions,
    invitation,
  };
}

/** Keeps what was answered, once. What is wrong with it is said, and nothing is kept. */
export async function answerSurvey(
  { db, clock }: Services,
  { questions, invitation }: Extract<Opened, { state: 'open' }>,
  given: SurveyReply['answers'],
): Promise<'kept' | 'done' | { faults: { id: string; fault: AnswerFault }[] }> {
  const read = readAnswers(questions, given);
  if ('faults' in read) return read;
  const kept = await writeAnswers(db, invitation.row, read.answers, clock.now());
  return kept ? 'kept' : 'done';
}
