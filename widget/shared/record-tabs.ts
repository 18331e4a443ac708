import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type {
  CardRecord,
  CaseRecord,
  InteractionRecords,
} from '../../api-client/contract/interaction-records.ts';
import type {
  InteractionSurvey,
  SurveyAnswer,
} from '../../api-client/contract/survey-answer.ts';
import { errorWords } from './error-words.ts';
import { factList, section, type Fact } from './fact-list.ts';
import { moment } from './interaction-facts.ts';
import { awayNotice, failedNotice, loadingNotice, notice } from './notices.ts';
import type { Reader } from './reader.ts';
import { reasonWords } from './reason-words.ts';
import { fieldWords } from './record-words.ts';

export const recordStyles = css`
  .record {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 10px;
  }
  .record h3 {
    font-size: var(--_size);
    font-weight: 650;
  }
  .record + dl,
  .record + p {
    margin-block-start: 6px;
  }
  .stars {
    color: var(--_accent);
    letter-spacing: 1px;
  }
`;

/** A tab of the records: while they load, when they failed, and when they are there. */
export function recordTab(
  reader: Reader,
  show: (records: InteractionRecords) => unknown,
): unknown {
  const { records } = reader;
  if (records.data) return show(records.data);
  if (!records.api)
    return notice(
      msg('Not connected yet'),
      msg('This page has not said which Waypost server to use, or who you are.'),
    );
  const { state } = records;
  if (state?.status === 'offline') return awayNotice();
  if (state?.status === 'error' && state.error)
    return failedNotice(
      msg('Could not load this part'),
      errorWords(state.error),
      () => void records.refresh(),
    );
  return loadingNotice(msg('Loading…'));
}

export const cardTab = (reader: Reader): unknown =>
  recordTab(reader, ({ card }) =>
    card
      ? cardContent(card, reader)
      : notice(
          msg('No card linked'),
          msg(
            'The customer’s card in a CRM shows here as soon as a routing or a person links it.',
          ),
        ),
  );

function cardContent(linked: CardRecord, reader: Reader): TemplateResult {
  const asked = reader.records.card;
  const fromCrm = asked.value?.id === linked.id ? asked.value : undefined;
  const card = fromCrm ?? linked;
  const isAsking = linked.canBeRead && linked.fields === null && !fromCrm && !asked.error;
  return html`<section class="row">
    <div class="record">
      <h3>
        ${
          card.address
            ? html`<a href=${card.address} target="_blank" rel="noopener"
                ><bdi>${card.label}</bdi></a
              >`
            : html`<bdi>${card.label}</bdi>`
        }
      </h3>
      ${card.crm ? html`<span class="quiet"><bdi>${card.crm.name}</bdi></span>` : nothing}
    </div>
    ${card.trouble ? html`<p class="warn">${reasonWords(card.trouble)}</p>` : nothing}
    ${isAsking ? html`<p class="quiet late">${msg('Asking the CRM…')}</p>` : nothing}
    ${asked.error ? troubleWithCrm(reader) : nothing}
    ${factList([[msg('Id'), card.id], ...(card.fields ?? []).map(fieldFact)])}
  </section>`;
}

function troubleWithCrm({ records: { card } }: Reader): TemplateResult {
  return html`<p class="bad" role="alert">
    ${card.error ? errorWords(card.error) : nothing}
    <button class="line" @click=${() => card.again()}>${msg('Try again')}</button>
  </p>`;
}

const fieldFact = (field: CaseRecord['fields'][number]): Fact => [
  field.title || field.name,
  html`<span dir="auto">${fieldWords(field)}</span>`,
];

export const caseTab = (reader: Reader): unknown =>
  recordTab(reader, (records) =>
    records.case
      ? caseContent(records.case, reader)
      : notice(
          msg('No case assigned'),
          msg('The case that this interaction belongs to shows here, with its fields.'),
        ),
  );

function caseContent(shown: CaseRecord, reader: Reader): TemplateResult {
  const { reference, title, status, type, createdAt, updatedAt, fields } = shown;
  return html`<section class="row">
      <div class="record">
        <h3><bdi>${reference}</bdi></h3>
        <bdi>${title}</bdi>
      </div>
      ${factList([
        [msg('Status'), status],
        [msg('Type'), type?.name ?? msg('Its type was deleted')],
        [msg('Created'), moment(createdAt, reader)],
        [msg('Changed'), moment(updatedAt, reader)],
      ])}
    </section>
    ${section(msg('Fields'), factList(fields.map(fieldFact)))}`;
}

export const surveysTab = (reader: Reader): unknown =>
  recordTab(reader, ({ surveys }) =>
    surveys.length === 0
      ? notice(
          msg('No survey so far'),
          msg('Surveys that a routing invites the customer to show here, with their answers.'),
        )
      : repeat(
          surveys,
          ({ surveyId }) => surveyId,
          (survey) => surveyContent(survey, reader),
        ),
  );

function surveyContent(survey: InteractionSurvey, reader: Reader): TemplateResult {
  const { name, invitedAt, answeredAt, answers } = survey;
  return html`<section class="row">
    <div class="record">
      <h3><bdi>${name}</bdi></h3>
      <span class="quiet">
        ${
          answeredAt
            ? html`${msg('answered')} ${moment(answeredAt, reader)}`
            : html`${msg('invited')} ${moment(invitedAt, reader)}`
        }
      </span>
    </div>
    ${
      answers
        ? factList(answers.map((answer): Fact => [answer.title, answerWords(answer)]))
        : html`<p class="quiet">${msg('Not answered so far.')}</p>`
    }
  </section>`;
}

function answerWords({ type, value }: SurveyAnswer): unknown {
  if (typeof value === 'boolean') return value ? msg('Yes') : msg('No');
  if (type !== 'rating') return html`<span dir="auto">${value}</span>`;
  const stars = '★'.repeat(Number(value)) + '☆'.repeat(Math.max(0, 5 - Number(value)));
  return html`<span class="stars" aria-hidden="true">${stars}</span>
    ${msg(str`${value} of 5`)}`;
}
