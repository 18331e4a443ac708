import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { InteractionDetails } from '../../api-client/contract/interaction.ts';
import {
  contactWords,
  directionWords,
  flowWords,
  initials,
  phoneWords,
  statusTone,
  statusWords,
} from './interaction-words.ts';
import { serverWords } from '../localization/locale.ts';
import { runningClock } from './time.ts';

/** Who the customer is, and how the interaction stands since when. */
export function interactionHead(interaction: InteractionDetails, now: number): TemplateResult {
  const { contact } = interaction;
  const { name, phone, email } = contact;
  const number = phone && phoneWords(phone);
  const lines = name ? [number, email] : [number ? email : null];
  return html`<div class="head" part="head">
    <div class="face" aria-hidden="true">${initials(contact) || '?'}</div>
    <div>
      <h2 title=${contactWords(contact)}><bdi>${contactWords(contact)}</bdi></h2>
      ${lines.map((line) =>
        line ? html`<div class="quiet number" title=${line}><bdi>${line}</bdi></div>` : nothing,
      )}
    </div>
    ${status(interaction, now)}
  </div>`;
}

function status(interaction: InteractionDetails, now: number): TemplateResult {
  const { status, statusReason, startedAt, endedAt } = interaction;
  const end = endedAt ? Date.parse(endedAt) : now;
  const clock = runningClock(end - Date.parse(startedAt));
  const tone = `${statusTone(status)} ${status === 'in-progress' ? 'dot' : ''}`;
  const words = html`${statusWords(status)} · <span class="number">${clock}</span>`;
  const reason = statusReason && serverWords(statusReason);
  return reason
    ? html`<button
        class="status ${tone}"
        part="status"
        data-tip=${reason}
        aria-description=${reason}
      >
        <span>${words}</span>
      </button>`
    : html`<span class="status ${tone}" part="status"><span>${words}</span></span>`;
}

/** The facts that are always on show. */
export function mainFacts({
  flow,
  direction,
  queue,
  advisor,
}: InteractionDetails): TemplateResult {
  return html`<dl class="facts row">
    ${fact(msg('Flow'), flowWords(flow))}${fact(msg('Direction'), directionWords(direction))}
    ${fact(msg('Queue'), queue?.name)}${fact(msg('Advisor'), advisor?.name)}
  </dl>`;
}

function fact(heading: string, words: string | undefined): TemplateResult {
  return html`<dt class="quiet">${heading}</dt>
    <dd>${words ? html`<bdi>${words}</bdi>` : '–'}</dd>`;
}

/**
 * Opens the further facts where there is no room for them. What it says of the run comes a moment later and finds its
 * room: nothing below moves.
 */
export function unfoldButton(
  isOpen: boolean,
  words: unknown,
  toggle: () => void,
): TemplateResult {
  return html`<button
    class="unfold row"
    aria-expanded=${isOpen}
    aria-controls="more"
    @click=${toggle}
  >
    <span>${words ?? html`<span class="unseen">${msg('Further facts')}</span>`}</span>
  </button>`;
}
