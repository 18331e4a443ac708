import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import { copyButton } from './copy-button.ts';
import type { Outcome } from './doings.ts';
import { errorWords } from './error-words.ts';
import type { Reader } from './reader.ts';

export const outcomeStyles = css`
  .outcome {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
  }
  .outcome > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    padding: 6px 8px 6px 14px;
    border-block-start: 1px solid var(--_line-strong);
    background: var(--_raised);
  }
  .outcome .words {
    flex: 1 1 160px;
  }
`;

/** What was done last, with a way to undo it; it stands at the end, so that nothing moves. */
export function outcomeBar(reader: Reader): TemplateResult {
  const { outcome } = reader.doings;
  return html`<div class="outcome" role="status">
    ${
      outcome
        ? html`<div>
            <span class="words ${isBad(outcome) ? 'bad' : ''}">${outcomeWords(outcome)}</span>
            ${'done' in outcome ? doneButtons(outcome.done, outcome.isUndone, reader) : nothing}
            <button
              class="bare link"
              aria-label=${msg('Put this message away')}
              @click=${() => reader.doings.tell(undefined)}
            >
              ✕
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

function doneButtons(done: Done, isUndone: boolean, reader: Reader): unknown {
  const { doings, records } = reader;
  const { undo, payAddress } = done;
  return html`${payAddress ? copyButton(payAddress, msg('Copy the link to the pay page')) : nothing}
  ${
    undo && !isUndone
      ? html`<button
          class="line"
          @click=${() => records.api && doings.undo(records.api, records.id, undo)}
        >
          ${msg('Undo')}
        </button>`
      : nothing
  }`;
}

const isBad = (outcome: Outcome): boolean =>
  'error' in outcome || ('isBad' in outcome && outcome.isBad === true);

function outcomeWords(outcome: Outcome): string {
  if ('words' in outcome) return outcome.words;
  if ('error' in outcome) return errorWords(outcome.error);
  const words = doneWords(outcome.done);
  return outcome.isUndone ? msg(str`Undone. ${words}`) : words;
}

/** What a call did, as a sentence. */
export function doneWords({ kind, label, made, former }: Done): string {
  switch (kind) {
    case 'card-linked':
      if (made) return msg(str`Card “${label}” created and assigned.`);
      return former
        ? msg(str`Card “${label}” assigned in place of “${former}”.`)
        : msg(str`Card “${label}” assigned.`);
    case 'card-unlinked':
      return made ? msg(str`Card “${label}” removed.`) : msg(str`Card “${label}” unassigned.`);
    case 'case-linked':
      if (made) return msg(str`Case ${label} created and assigned.`);
      return former
        ? msg(str`Case ${label} assigned in place of ${former}.`)
        : msg(str`Case ${label} assigned.`);
    case 'case-unlinked':
      return made ? msg(str`Case ${label} removed.`) : msg(str`Case ${label} unassigned.`);
    case 'payment-created':
      return msg(str`Payment of ${label} asked for.`);
    case 'payment-cancelled':
      return msg(str`Payment of ${label} called off.`);
    case 'qualified':
      return msg(str`Qualified: ${label}.`);
    case 'qualification-removed':
      return msg(str`Qualification “${label}” taken back.`);
    default:
      return label;
  }
}
