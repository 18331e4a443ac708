import { choose, findOwnPayment } from '../payments/own-page.ts';
import type { Services } from '../services.ts';
import { answerSurvey, openSurvey } from '../surveys/open-survey.ts';
import type { Chance } from './chance.ts';

const PAY_LINK = /\/pay\/([\w-]{43})/;
const SURVEY_LINK = /\/survey\/([\w-]{43})/;

/** What a demo customer does with the link to a payment: mostly pays. False when the text has no such link. */
export async function followPayLink(
  services: Services,
  text: string,
  chance: Chance,
): Promise<boolean> {
  const payment = await findOwnPayment(services, PAY_LINK.exec(text)?.[1] ?? '');
  if (!payment) return false;
  const outcome = chance.happens(0.8) ? 'payment-successful' : 'payment-stopped';
  await choose(services, payment, outcome);
  return true;
}

/** Some answer a survey, mostly well. */
export async function followSurveyLink(
  services: Services,
  text: string,
  chance: Chance,
): Promise<void> {
  const token = SURVEY_LINK.exec(text)?.[1];
  if (token === undefined || chance.happens(0.4)) return;
  const opened = await openSurvey(services, token);
  if (opened.state !== 'open') return;
  const isContent = chance.happens(0.8);
  await answerSurvey(services, opened, {
    overall: isContent ? chance.between(4, 5) : chance.between(1, 3),
    solved: isContent,
  });
}
