import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { moment, outboxPage } from './outbox-page.ts';
import { outboxWords } from './outbox-words.ts';
import type { SentMail } from './outbox.ts';

/** What arrived at the demo's mail server. HTML is shown as its source: nothing of it is run or loaded. */
export function mailPage(language: Language, mails: readonly SentMail[]): Promise<string> {
  const words = outboxWords[language];
  const articles = mails.map(
    (mail) =>
      html`<article class="sent">
        <h2>${mail.subject}</h2>
        <p class="quiet">${moment(mail.at, language)}</p>
        <dl>
          <dt>${words.from}</dt>
          <dd>${mail.from}</dd>
          <dt>${words.to}</dt>
          <dd>${[mail.to, mail.cc].filter(Boolean).join(', ')}</dd>
          <dt>${words.recipients}</dt>
          <dd>${mail.recipients.join(', ')}</dd>
        </dl>
        <pre>${mail.text}</pre>
        ${
          mail.html === ''
            ? ''
            : html`<details>
                <summary>${words.html}</summary>
                <pre>${mail.html}</pre>
              </details>`
        }
      </article>`,
  );
  return outboxPage({ language, path: '/demo/mail', title: words.mailTitle, articles });
}
