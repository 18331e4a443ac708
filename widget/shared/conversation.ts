import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LinkedInteraction } from '../../api-client/contract/interaction-records.ts';
import type { InteractionEvent, Message } from '../../api-client/contract/interaction.ts';
import type { InteractionData } from '../../api-client/waypost.ts';
import { shownLanguage } from '../localization/locale.ts';
import { serverWords } from '../localization/locale.ts';
import { eventWords, isNews, isTrouble } from './event-words.ts';
import { contactWords, statusTone, statusWords } from './interaction-words.ts';
import { notice } from './notices.ts';
import { InteractionOpenEvent } from './panel-events.ts';
import type { Reader } from './reader.ts';
import { dayHeading, dayKey, exactMoment, shortTime } from './time.ts';
import { timeline, type Moment } from './timeline.ts';

export const conversationStyles = css`
  .conversation {
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-inline-size: 820px;
    padding: var(--_gap) 14px;
  }
  .conversation .day {
    align-self: center;
  }
  .message {
    max-inline-size: min(86%, 560px);
    padding: 6px 10px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
  }
  .message:not(.customer) {
    align-self: flex-end;
    background: var(--_sunken);
  }
  .message.customer {
    align-self: flex-start;
    border-color: var(--_line-strong);
  }
  .message p {
    white-space: pre-wrap;
  }
  .message .undelivered {
    color: var(--_bad);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-start: 6px;
  }
  .choices li {
    padding: 1px 8px;
    border: 1px solid var(--_line-strong);
    border-radius: 99px;
    font-size: var(--_small);
  }
  .choices .chosen {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .message.mine {
    border-color: color-mix(in oklab, var(--_accent) 45%, transparent);
    background: var(--_accent-soft);
  }
  .conversation .event {
    align-self: center;
    max-inline-size: 100%;
    text-align: center;
  }
  .event summary {
    min-block-size: 24px;
    padding-inline: 8px;
    cursor: pointer;
    list-style-position: inside;
  }
  .event details[open] {
    padding-block-end: 6px;
    border-block: 1px solid var(--_line);
  }
  .event li {
    text-align: start;
    padding-inline: 8px;
  }
`;

/** The conversation as it happened, and below it where an advisor answers. */
export function conversationTab(data: InteractionData, reader: Reader): TemplateResult {
  const { records } = reader;
  const shown = [data, records.events.value, records.data?.sent, reader.userId, reader.zone];
  const today = dayKey(reader.now, reader.zone);
  return html`${guard([...shown, today, shownLanguage()], () => conversation(data, reader))}
    ${records.events.error ? troubleWithEvents(reader) : nothing}
    <waypost-reply
      .desk=${reader.desk}
      .interactionId=${data.interaction.id}
      .messages=${data.messages}
    ></waypost-reply>`;
}

function troubleWithEvents({ records: { events } }: Reader): TemplateResult {
  return html`<p class="row small bad" role="alert">
    ${msg('What happened in between could not be loaded.')}
    <button class="line" @click=${() => events.again()}>${msg('Try again')}</button>
  </p>`;
}

/** What customer, routing and advisors wrote to each other, and what happened in between, by days. */
function conversation(data: InteractionData, reader: Reader): TemplateResult {
  const { records, zone, now } = reader;
  const { run } = data.interaction;
  const events = (records.events.value ?? []).filter((event) => isNews(event, run));
  const days = timeline(data.messages, events, records.data?.sent ?? [], zone);
  if (days.length === 0)
    return notice(
      msg('No message so far'),
      msg('What the customer, the routing and the advisors write to each other appears here.'),
    );
  return html`<ol role="list" class="conversation">
    ${repeat(
      days,
      ({ day }) => day,
      ({ at, moments }) =>
        html`<li class="day quiet small">${dayHeading(at, zone, now)}</li>
          ${repeat(
            moments,
            ({ key }) => key,
            (moment) => line(moment, data, reader),
          )}`,
    )}
  </ol>`;
}

function line(moment: Moment, data: InteractionData, reader: Reader): TemplateResult {
  switch (moment.kind) {
    case 'message':
      return messageLine(moment.message, moment.index, data, reader);
    case 'steps':
      return stepsLine(moment.steps, reader);
    case 'sent':
      return sentLine(moment.sent, reader);
    case 'event':
      return html`<li class="event small ${isTrouble(moment.event) ? 'bad' : 'quiet'}">
        ${clock(moment.at, reader)} <bdi>${eventWords(moment.event)}</bdi>
      </li>`;
  }
}

function messageLine(
  message: Message,
  index: number,
  data: InteractionData,
  reader: Reader,
): TemplateResult {
  const isMine = message.author === 'advisor' && isAdvisor(reader.userId, data);
  return html`<li class="message ${message.author} ${isMine ? 'mine' : ''}">
    <span class="quiet small">
      <bdi>${isMine ? msg('You') : authorWords(message, data)}</bdi> ·
      ${clock(message.sentAt, reader)}
    </span>
    <p dir="auto">${message.text}</p>
    ${choices(message, answerTo(data.messages, index))} ${undelivered(message)}
  </li>`;
}

/** What the routing did by itself is there for who wants to know, in one line for who does not. */
function stepsLine(steps: readonly InteractionEvent[], reader: Reader): TemplateResult {
  const count = steps.length;
  return html`<li class="event small quiet">
    <details>
      <summary>
        ${clock(steps[0]?.at ?? '', reader)}
        ${count === 1 ? msg('Routing: 1 step') : msg(str`Routing: ${count} steps`)}
      </summary>
      <ol role="list">
        ${steps.map(
          ({ at, actionName, reason }) =>
            html`<li>
              ${clock(at, reader)}
              <bdi>${actionName}</bdi
              >${reason ? html`: <bdi>${serverWords(reason)}</bdi>` : nothing}
            </li>`,
        )}
      </ol>
    </details>
  </li>`;
}

function sentLine(sent: LinkedInteraction, reader: Reader): TemplateResult {
  const { flow, address, templates, status, statusReason, startedAt } = sent;
  const what = flow === 'email-messaging' ? msg('E-mail sent') : msg('SMS sent');
  const names = templates.map(({ name }) => name).join(', ');
  return html`<li class="event small">
    ${clock(startedAt, reader)}
    <button class="bare link" @click=${(event: Event) => openLinked(event, sent.id)}>
      ${what}
    </button>
    ${address ? html`<bdi>${address}</bdi>` : nothing}
    ${names ? html`<span class="quiet"><bdi>“${names}”</bdi></span>` : nothing}
    <span
      class=${statusTone(status)}
      title=${statusReason ? serverWords(statusReason) : nothing}
      >${statusWords(status)}</span
    >
  </li>`;
}

function openLinked(event: Event, interactionId: string): void {
  event.currentTarget?.dispatchEvent(new InteractionOpenEvent(interactionId));
}

const clock = (at: string, { zone }: Reader): TemplateResult =>
  html`<time datetime=${at} title=${exactMoment(at, zone)}>${shortTime(at, zone)}</time>`;

/** What did not reach the customer is said where it stands. Messages kept by earlier versions tell nothing of it. */
function undelivered({ delivery }: Partial<Message>): TemplateResult | typeof nothing {
  if (delivery?.state !== 'failed') return nothing;
  return html`<p class="small undelivered">
    ${msg('Not delivered')}: <bdi>${delivery.reason && serverWords(delivery.reason)}</bdi>
  </p>`;
}

/** Messages do not tell which advisor wrote them: it is whoever has, or had, the interaction. */
const isAdvisor = (userId: string | undefined, { interaction }: InteractionData): boolean =>
  userId !== undefined && interaction.advisor?.id === userId;

/** Which of the offered choices the customer took: the next choice made after it was offered. */
function answerTo(messages: readonly Message[], index: number): string | null {
  const answer = messages.slice(index + 1).find(({ author }) => author === 'customer');
  return answer?.choiceId ?? null;
}

function authorWords({ author }: Message, { interaction }: InteractionData): string {
  if (author === 'customer') return contactWords(interaction.contact);
  if (author === 'advisor') return interaction.advisor?.name ?? msg('Advisor');
  return interaction.routing?.name ?? msg('Routing');
}

function choices(
  { choices }: Message,
  choiceId: string | null,
): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  return html`<ul role="list" class="choices" aria-label=${msg('Choices offered')}>
    ${choices.map(({ id, label }) =>
      id === choiceId
        ? html`<li class="chosen">✓ ${label}<span class="unseen">, ${msg('chosen')}</span></li>`
        : html`<li>${label}</li>`,
    )}
  </ul>`;
}
