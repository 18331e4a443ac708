import { html, type TemplateResult } from 'lit';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { LatestCheckpoint } from '../../api-client/contract/supervision.ts';
import { contactWords, flowWords, statusTone, statusWords } from './interaction-words.ts';
import { clockTime, exactMoment, shortMoment } from './time.ts';

/** The checkpoints that were attached last, newest first; each opens its interaction. */
export function latestList(
  latest: readonly LatestCheckpoint[],
  timeZone: string,
  open: (interactionId: string) => void,
): TemplateResult {
  return html`<ol role="list" class="latest">
    ${latest.map(
      ({ interactionId, flow, contact, name, alias, attachedAt }) =>
        html`<li>
          <button @click=${() => open(interactionId)}>
            <time
              class="quiet"
              datetime=${attachedAt}
              data-tip=${exactMoment(attachedAt, timeZone)}
              >${clockTime(attachedAt, timeZone)}</time
            >
            <span class="stop">
              <span class="blaze"></span><bdi data-tip=${name}>${alias ?? name}</bdi>
            </span>
            <bdi class="who quiet">${contactWords(contact)} · ${flowWords(flow)}</bdi>
          </button>
        </li>`,
    )}
  </ol>`;
}

/** Interactions that were searched for. */
export function foundList(
  found: readonly Interaction[],
  { timeZone, now }: { timeZone: string; now: number },
  open: (interactionId: string) => void,
): TemplateResult {
  return html`<ol role="list" class="found">
    ${found.map(
      ({ id, contact, flow, status, startedAt }) =>
        html`<li>
          <button @click=${() => open(id)}>
            <bdi><b>${contactWords(contact)}</b></bdi>
            <span class="dot ${statusTone(status)}">${statusWords(status)}</span>
            <bdi class="quiet">${flowWords(flow)}</bdi>
            <time class="quiet" datetime=${startedAt}
              >${shortMoment(startedAt, timeZone, now)}</time
            >
          </button>
        </li>`,
    )}
  </ol>`;
}
