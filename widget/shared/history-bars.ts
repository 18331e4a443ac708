import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryFeed } from './history-feed.ts';
import { keptWords } from './kept-words.ts';

/** What may be missing of the rows. While the server has yet to answer, nothing is known to be. */
export function keptBar(
  { data, state }: HistoryFeed,
  timeZone: string,
  now: number,
): TemplateResult | typeof nothing {
  const isAway = state?.status === 'offline' || state?.status === 'error';
  const words = isAway && data?.kept && keptWords(data.kept, timeZone, now);
  return words ? html`<div class="bar kept" role="status">${words}</div>` : nothing;
}

/** How many new rows wait; pressed, they show. */
export function newsBar(
  { waiting, calm }: HistoryFeed,
  show: () => void,
): TemplateResult | typeof nothing {
  if (!waiting) return nothing;
  return html`<button class="news" @click=${show} @pointerleave=${calm} @focusout=${calm}>
    ${waiting === 1 ? msg('1 new') : msg(str`${waiting} new`)}
  </button>`;
}
