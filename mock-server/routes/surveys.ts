import { notFound, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { listSurveys } from '../storage/surveys.ts';
import { answerSurvey, openSurvey } from '../surveys/open-survey.ts';
import { answerErrors } from '../surveys/read-answers.ts';
import { sentenceOf } from './field-errors.ts';
import { demandInteraction } from './interactions.ts';
import { limitCalls } from './limits.ts';
import { route } from './route.ts';

export const surveyRoutes = [
  route('readSurvey', async ({ params, services, address }) => {
    await limitCalls('customerPage', address);
    const { name, questions } = await demandOpen(services, params.token);
    return { name, questions };
  }),

  route('answerSurvey', async ({ params, body, services, address }) => {
    await limitCalls('customerPage', address);
    const opened = await demandOpen(services, params.token);
    const answer = await answerSurvey(services, opened, body.answers);
    if (answer === 'done') throw done();
    if (answer === 'kept') return undefined;
    const errors = answerErrors(answer.faults);
    throw new Refusal('invalid-input', sentenceOf(errors), errors);
  }),

  route('listInteractionSurveys', async ({ params, viewer, services }) => {
    await demandInteraction(services, viewer, params.id);
    return { items: await listSurveys(services.db, viewer.organisationId, params.id) };
  }),
];

async function demandOpen(services: Services, token: string) {
  const opened = await openSurvey(services, token);
  switch (opened.state) {
    case 'open':
      return opened;
    case 'done':
      throw done();
    case 'expired':
      throw new Refusal('conflict', 'This survey is over.');
    case 'unknown':
      throw notFound('survey');
  }
}

function done(): Refusal {
  return new Refusal('conflict', 'This survey has been answered already; nothing was changed.');
}
