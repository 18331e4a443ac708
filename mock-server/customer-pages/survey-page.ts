import type { Context } from 'hono';
import { html } from 'hono/html';
import type { SurveyDefinition } from '../../api-client/contract/entities/survey.ts';
import type { Language } from '../../api-client/contract/user.ts';
import type { Services } from '../services.ts';
import { answerSurvey, openSurvey, type Opened } from '../surveys/open-survey.ts';
import { answersOfForm, type AnswerFault } from '../surveys/read-answers.ts';
import { readForm } from './form.ts';
import { languageOf, sendPage, sendSentence, type Markup } from './page.ts';
import { surveyWords, type SurveyWords } from './survey-words.ts';

type OpenedSurvey = Extract<Opened, { state: 'open' }>;
type Question = SurveyDefinition['questions'][number];

/** What was entered before, and what is wrong with it. */
interface Entered {
  fields: Readonly<Record<string, string>>;
  faults: ReadonlyMap<string, AnswerFault>;
}
const nothing: Entered = { fields: {}, faults: new Map() };

/** The page of a survey, or the sentence that tells why there is none. */
export async function showSurvey(
  context: Context,
  services: Services,
  token: string,
): Promise<Response> {
  const opened = await openSurvey(services, token);
  const language = languageOf(context);
  if (opened.state !== 'open') return sendState(context, language, opened.state);
  return sendForm(context, language, opened, nothing);
}

/** Takes the form: thanks, or shows it again with what was entered and what is missing. */
export async function takeSurvey(
  context: Context,
  services: Services,
  token: string,
): Promise<Response> {
  const language = languageOf(context);
  const fields = await readForm(context.req.raw);
  const opened = await openSurvey(services, token);
  if (opened.state !== 'open') {
    const status = opened.state === 'done' ? 409 : undefined; // what was sent now is not kept
    return sendState(context, language, opened.state, status);
  }
  const given = answersOfForm(opened.questions, fields);
  const answer = await answerSurvey(services, opened, given);
  if (answer === 'done') return sendState(context, language, 'done', 409);
  if (answer !== 'kept') {
    const faults = new Map(answer.faults.map(({ id, fault }) => [id, fault]));
    return sendForm(context, language, opened, { fields, faults });
  }
  const { thanksTitle: title, thanks: sentence } = surveyWords[language];
  return sendSentence(context, { language, title, sentence });
}

function sendState(
  context: Context,
  language: Language,
  state: 'unknown' | 'done' | 'expired',
  status?: 409,
): Promise<Response> {
  const words = surveyWords[language];
  const title = state === 'unknown' ? words.unknownTitle : words.thanksTitle;
  const usual = ({ unknown: 404, done: 200, expired: 410 } as const)[state];
  return sendSentence(context, {
    language,
    title: state === 'expired' ? words.expired : title,
    sentence: words[state],
    status: status ?? usual,
  });
}

function sendForm(
  context: Context,
  language: Language,
  survey: OpenedSurvey,
  entered: Entered,
): Promise<Response> {
  const body = surveyForm(survey, language, entered);
  const status = entered.faults.size > 0 ? 422 : 200;
  return sendPage(context, { language, title: survey.name, body, status });
}

/** The survey as the customer fills it in. */
export function surveyForm(
  { name, questions }: Pick<OpenedSurvey, 'name' | 'questions'>,
  language: Language,
  entered: Entered = nothing,
): Markup {
  const words = surveyWords[language];
  return html`<h1>${name}</h1>
    ${entered.faults.size > 0 ? html`<p class="bad" role="alert">${words.problem}</p>` : ''}
    <form method="post">
      ${questions.map((question) => field(question, words, entered))}
      <button class="main">${words.send}</button>
    </form>`;
}

function field(question: Question, words: SurveyWords, entered: Entered): Markup {
  const { id, title, type, required } = question;
  const fault = entered.faults.get(id);
  const given = Object.hasOwn(entered.fields, id) ? entered.fields[id] : ''; // an id may be `constructor`
  const label = html`${title}
  ${required ? html`<span class="quiet">${words.required}</span>` : ''}`;
  const complaint = fault
    ? html`<p class="bad" id="fault-${id}">${words.faults[fault]}</p>`
    : '';
  const described = fault ? html`aria-describedby="fault-${id}" aria-invalid="true"` : '';
  if (type === 'text') {
    return html`<fieldset>
      <label class="question" for="answer-${id}">${label}</label>
      ${complaint}
      <textarea
        id="answer-${id}"
        name="${id}"
        maxlength="10000"
        ${required ? html`required` : ''}
        ${described}
      >
${given}</textarea>
    </fieldset>`;
  }
  return html`<fieldset ${described}>
    <legend>${label}</legend>
    ${type === 'rating' ? html`<p class="quiet">${words.scale}</p>` : ''} ${complaint}
    <div class="${type === 'choice' ? 'list' : 'choices'}">
      ${optionsOf(question, words).map(
        ({ value, text }) =>
          html`<label>
            <input
              type="radio"
              name="${id}"
              value="${value}"
              ${required ? html`required` : ''}
              ${given === value ? html`checked` : ''}
            />
            ${text}
          </label>`,
      )}
    </div>
  </fieldset>`;
}

function optionsOf(
  { type, choices }: Question,
  words: SurveyWords,
): { value: string; text: string }[] {
  if (type === 'choice') return choices.map((choice) => ({ value: choice, text: choice }));
  if (type === 'rating')
    return ['1', '2', '3', '4', '5'].map((rating) => ({ value: rating, text: rating }));
  return [
    { value: 'true', text: words.yes },
    { value: 'false', text: words.no },
  ];
}
