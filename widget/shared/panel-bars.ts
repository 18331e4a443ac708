import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { HistoryData } from '../../api-client/waypost.ts';

/** What stands above the panel's content: what is listed, or the way back to it, and what else goes on. */

export function titleBar(title: string): TemplateResult {
  return html`<div class="bar"><h2>${title}</h2></div>`;
}

export function backBar(data: HistoryData | undefined, back: () => void): TemplateResult {
  const count = data ? `${data.items.length}${data.complete ? '' : '+'}` : '';
  return html`<div class="bar">
    <button class="link back" @click=${back}>
      ${msg('All interactions')} <span class="quiet number">${count}</span>
    </button>
  </div>`;
}

export function newsBar(show: () => void): TemplateResult {
  return html`<button class="news" @click=${show}>
    ${msg('Another interaction is going on: show it')}
  </button>`;
}
