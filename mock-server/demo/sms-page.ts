import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { moment, outboxPage } from './outbox-page.ts';
import { outboxWords } from './outbox-words.ts';
import type { SentSms } from './outbox.ts';

/** What arrived at the demo's SMS gateway. */
export function smsPage(language: Language, messages: readonly SentSms[]): Promise<string> {
  const words = outboxWords[language];
  const articles = messages.map(
    ({ at, from, to, text }) =>
      html`<article class="sent">
        <h2>${to}</h2>
        <p class="quiet">${moment(at, language)} · ${words.from} ${from}</p>
        <pre>${text}</pre>
      </article>`,
  );
  return outboxPage({ language, path: '/demo/sms', title: words.smsTitle, articles });
}
