import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { serverWords } from '../localization/locale.ts';
import { contactWords, statusTone, statusWords } from './interaction-words.ts';
import { exactMoment } from './time.ts';

/** What lists of interactions show in the same way. `tabIndex` is -1 in rows that the Tab key passes over. */

export interface StartLook {
  timeZone: string;
  tabIndex?: number;
  /** Whether it says the exact moment when it is pointed at. */
  isWhole?: boolean;
}

/** The start, as the button that opens the interaction. */
export function startCell(
  { id, startedAt }: Interaction,
  words: string,
  { timeZone, tabIndex = 0, isWhole = true }: StartLook,
): TemplateResult {
  return html`<button
    class="bare link open"
    data-id=${id}
    data-tip=${isWhole ? exactMoment(startedAt, timeZone) : nothing}
    tabindex=${tabIndex}
    aria-description=${msg('Opens the interaction')}
  >
    <time datetime=${startedAt} .textContent=${words}></time>
  </button>`;
}

/** The status; where there is a reason, it shows on hover and on focus. */
export function statusCell(
  { status, statusReason }: Interaction,
  tabIndex = 0,
): TemplateResult {
  const reason = statusReason && serverWords(statusReason);
  return reason
    ? html`<button
        class="bare ${dotted(status)}"
        data-tip=${reason}
        tabindex=${tabIndex}
        aria-description=${reason}
        .textContent=${statusWords(status)}
      ></button>`
    : html`<span class=${dotted(status)} .textContent=${statusWords(status)}></span>`;
}

export const contactName = ({ contact }: Interaction): TemplateResult =>
  html`<bdi .textContent=${contactWords(contact)}></bdi>`;

export function chipsCell(
  { checkpoints }: Interaction,
  timeZone: string,
): TemplateResult | typeof nothing {
  if (checkpoints.length === 0) return nothing;
  return html`<waypost-checkpoint-chips
    .checkpoints=${checkpoints}
    .limit=${3}
    .timeZone=${timeZone}
  ></waypost-checkpoint-chips>`;
}

/** A live interaction has a dot before its status. */
const dotted = (status: Interaction['status']): string =>
  status === 'in-progress' ? 'live dot' : statusTone(status);
