import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { freshness } from './freshness.ts';
import type { HistoryFeed } from './history-feed.ts';

/** How fresh the rows are, in which zone, how many are loaded of how many, and what failed of the next page. */
export function historyFoot(
  feed: HistoryFeed,
  of: {
    timeZone: string;
    now: number;
    countOnly: boolean;
    refresh(): void;
    retryMore(): void;
  },
): TemplateResult {
  const { state, moreError, data, rows, isBusy } = feed;
  const fresh = state ? freshness(state, of.timeZone, of.now, of.refresh) : nothing;
  const more = moreError
    ? html`<span class="bad">${moreError}</span>
        <button class="line" @click=${of.retryMore}>${msg('Try again')}</button>`
    : nothing;
  return html`<div class="foot">
    ${
      of.countOnly
        ? of.timeZone
        : html`<span role="status">${fresh} <span>· ${of.timeZone}</span></span>`
    }
    ${more}
    <span class="number">
      ${isBusy && data ? html`<span class="late">${msg('Loading…')}</span>` : nothing}
      ${rows.length > 0 ? feed.countWords : nothing}
    </span>
  </div>`;
}
