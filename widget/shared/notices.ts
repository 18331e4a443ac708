import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { nothingKept } from './error-words.ts';
import { durationWords } from './time.ts';

/** What a list says in place of rows: what is so, and what to do next. */
export function notice(
  title: string,
  words: unknown = nothing,
  action: unknown = nothing,
  tone = '',
): TemplateResult {
  return html`<div class="note" part="notice">
    <b class=${tone}>${title}</b>
    ${words === nothing ? nothing : html`<p>${words}</p>`}${action}
  </div>`;
}

/** Says that nothing can be had now. */
export function awayNotice(): TemplateResult {
  return notice(nothingKept(), msg('It appears by itself when the server answers again.'));
}

/** Says that data is on its way; only after 400 ms, so that a fast answer does not flicker. */
export function loadingNotice(words: string): TemplateResult {
  return html`<div class="note late quiet" role="status" part="notice">${words}</div>`;
}

/** Says what failed, why, when the next try is, and lets a person try at once. */
export function failedNotice(
  title: string,
  reason: string,
  retry: () => void,
  next: unknown = nothing,
): TemplateResult {
  return html`<div role="alert">
    ${notice(
      title,
      html`${reason} ${next}`,
      html`<button class="line" @click=${retry}>${msg('Try now')}</button>`,
      'bad',
    )}
  </div>`;
}

/** When the next try is: `Next try in 4 s.` */
export function nextTry(retryAt: string | null, now: number): string {
  if (!retryAt) return '';
  return msg(str`Next try in ${durationWords(Math.max(1000, Date.parse(retryAt) - now))}.`);
}
