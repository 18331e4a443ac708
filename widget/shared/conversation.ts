import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Message } from '../../api-client/contract/interaction.ts';
import type { InteractionData } from '../../api-client/waypost.ts';
import { contactWords } from './interaction-words.ts';
import { notice } from './notices.ts';
import type { Reader } from './reader.ts';
import { dayHeading, dayKey, exactMoment, shortTime } from './time.ts';

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
`;

/** The conversation, and below it where an advisor answers. */
export function conversationTab(data: InteractionData, reader: Reader): TemplateResult {
  return html`${conversation(data, reader)}
    <waypost-reply
      .desk=${reader.desk}
      .interactionId=${data.interaction.id}
      .messages=${data.messages}
    ></waypost-reply>`;
}

/** What customer, routing and advisors wrote to each other, in order, under the days it was written. */
function conversation(data: InteractionData, reader: Reader): TemplateResult {
  const { zone, now } = reader;
  const isMine = writtenBy(reader.userId, data);
  if (data.messages.length === 0)
    return notice(
      msg('No message so far'),
      msg('What the customer, the routing and the advisors write to each other appears here.'),
    );
  const rows = data.messages.map((message, index) => ({
    message,
    choiceId: answerTo(data.messages, index),
    opensDay: opensDay(data.messages, index, zone),
  }));
  return html`<ol role="list" class="conversation">
    ${repeat(
      rows,
      ({ message }) => message.id,
      ({ message, choiceId, opensDay }) =>
        html`${
            opensDay
              ? html`<li class="day quiet small">${dayHeading(message.sentAt, zone, now)}</li>`
              : nothing
          }
          <li class="message ${message.author} ${isMine(message) ? 'mine' : ''}">
            <span class="quiet small">
              <bdi>${isMine(message) ? msg('You') : authorWords(message, data)}</bdi> ·
              <time datetime=${message.sentAt} title=${exactMoment(message.sentAt, zone)}
                >${shortTime(message.sentAt, zone)}</time
              >
            </span>
            <p dir="auto">${message.text}</p>
            ${choices(message, choiceId)} ${undelivered(message)}
          </li>`,
    )}
  </ol>`;
}

/** What did not reach the customer is said where it stands. Messages kept by earlier versions tell nothing of it. */
function undelivered({ delivery }: Partial<Message>): TemplateResult | typeof nothing {
  if (delivery?.state !== 'failed') return nothing;
  return html`<p class="small undelivered">
    ${msg('Not delivered')}: <bdi>${delivery.reason}</bdi>
  </p>`;
}

/** Messages do not tell which advisor wrote them: it is whoever has, or had, the interaction. */
function writtenBy(userId: string | undefined, { interaction }: InteractionData) {
  const isAdvisor = userId !== undefined && interaction.advisor?.id === userId;
  return ({ author }: Message): boolean => isAdvisor && author === 'advisor';
}

function opensDay(messages: readonly Message[], index: number, zone: string): boolean {
  const [before, message] = [messages[index - 1], messages[index]];
  return !before || !message || dayKey(before.sentAt, zone) !== dayKey(message.sentAt, zone);
}

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
