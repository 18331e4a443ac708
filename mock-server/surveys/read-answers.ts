import type { SurveyDefinition } from '../../api-client/contract/entities/survey.ts';
import type { SurveyAnswer, SurveyReply } from '../../api-client/contract/survey-answer.ts';
import type { FieldError } from '../refusal.ts';

type Question = SurveyDefinition['questions'][number];

const LONGEST_TEXT = 10_000;
const HIGHEST_RATING = 5;

/** What is wrong with an answer; each page says it in its language. */
export type AnswerFault = 'missing' | 'wrong' | 'unknown';

/** The answers in the order of the questions, each of its type; or what is wrong with which. */
export function readAnswers(
  questions: readonly Question[],
  given: SurveyReply['answers'],
): { answers: SurveyAnswer[] } | { faults: { id: string; fault: AnswerFault }[] } {
  const answers: SurveyAnswer[] = [];
  const faults: { id: string; fault: AnswerFault }[] = [];
  for (const id of Object.keys(given)) {
    if (!questions.some((question) => question.id === id))
      faults.push({ id, fault: 'unknown' });
  }
  for (const question of questions) {
    const { id, title, type, required } = question;
    const value = Object.hasOwn(given, id) ? given[id] : undefined;
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
      if (required) faults.push({ id, fault: 'missing' });
    } else if (!fits(question, value)) {
      faults.push({ id, fault: 'wrong' });
    } else {
      answers.push({ id, title, type, value });
    }
  }
  return faults.length > 0 ? { faults } : { answers };
}

function fits({ type, choices }: Question, value: string | number | boolean): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= LONGEST_TEXT;
    case 'rating':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= HIGHEST_RATING;
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    case 'yes-no':
      return typeof value === 'boolean';
  }
}

/** The fields of a form as answers: a form sends nothing but texts. */
export function answersOfForm(
  questions: readonly Question[],
  fields: Readonly<Record<string, string>>,
): SurveyReply['answers'] {
  const given: SurveyReply['answers'] = {};
  for (const { id, type } of questions) {
    const text = Object.hasOwn(fields, id) ? fields[id] : undefined;
    if (text === undefined || text.trim() === '') continue;
    if (type === 'rating' && /^\d$/.test(text)) given[id] = Number(text);
    else if (type === 'yes-no' && /^(true|false)$/.test(text)) given[id] = text === 'true';
    else given[id] = text;
  }
  return given;
}

const sentences: Record<AnswerFault, string> = {
  missing: 'This question wants an answer.',
  wrong: 'This is no answer to this question.',
  unknown: 'The survey has no such question.',
};

/** The same for programs. */
export function answerErrors(
  faults: readonly { id: string; fault: AnswerFault }[],
): FieldError[] {
  return faults.map(({ id, fault }) => ({ path: `answers.${id}`, message: sentences[fault] }));
}
