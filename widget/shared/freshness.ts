import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { SubscriptionState } from '../../api-client/waypost.ts';
import { errorWords } from './error-words.ts';
import { nextTry } from './notices.ts';
import { browserZone, shortTime } from './time.ts';

type State = SubscriptionState<unknown>;

/** How fresh is what is shown, as words. */
export function freshness(
  state: State,
  timeZone: string,
  now: number,
  refresh: () => void,
): unknown {
  switch (state.status) {
    case 'live':
      return html`<span class="dot live">${msg('Live')}</span>`;
    case 'cached':
      return msg('From this browser’s cache; updating…');
    case 'offline':
      return html`<span class="dot warn">${offlineWords(state, timeZone)}</span>`;
    case 'error':
      return trouble(state, now, refresh);
    case 'loading':
      return html`<span class="late">${msg('Connecting…')}</span>`;
  }
}

/** Without data, the reason and a button stand in its place already. */
function trouble(
  { error, data, retryAt }: State,
  now: number,
  refresh: () => void,
): TemplateResult {
  const next = html`<span aria-live="off">${nextTry(retryAt, now)}</span>`;
  if (data === undefined) return next;
  return html`<span class="bad">${error ? errorWords(error) : nothing}</span> ${next}
    <button class="line" @click=${refresh}>${msg('Try now')}</button>`;
}

function offlineWords({ since, data }: State, timeZone: string): string {
  if (!since) return msg('Offline');
  const time = shortTime(since, timeZone || browserZone());
  return data === undefined
    ? msg(str`Offline since ${time}`)
    : msg(str`Offline since ${time}: you see what this browser had`);
}
