import { html, type TemplateResult } from 'lit';
import { browser } from 'wxt/browser';
import type { ServerChange } from './server-change.ts';
import type { Words } from './words.ts';

/** What a page says in place of its content while there is no server, or nobody is signed in. */
export function missing(server: string | null, words: Words): TemplateResult {
  return html`<div class="note">
    <p>${server ? words.noSession : words.noServer}</p>
    <button class="main" @click=${() => browser.runtime.openOptionsPage()}>
      ${words.openOptions}
    </button>
  </div>`;
}

/** What it says in place of its content when the server has become another version: what it would show may be wrong. */
export function changed(change: ServerChange, words: Words): TemplateResult {
  return html`<div class="note" role="alert"><p>${words[change]}</p></div>`;
}
