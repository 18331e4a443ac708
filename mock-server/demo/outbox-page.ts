import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageLinks, layout, type Markup } from './layout.ts';
import { outboxWords } from './outbox-words.ts';

/** A page that lists what was sent, newest first. */
export function outboxPage(page: {
  language: Language;
  path: string;
  title: string;
  articles: Markup[];
}): Promise<string> {
  const { language, path, title, articles } = page;
  const words = outboxWords[language];
  const addressIn = (other: Language) => `${path}?lang=${other}`;
  const body = html`<main class="sheet">
    <header class="head">
      <h1>${title}</h1>
      ${languageLinks(language, addressIn)}
    </header>
    <p class="lead">${words.about}</p>
    <p>
      <a href="${addressIn(language)}">${words.again}</a> ·
      <a href="/?lang=${language}">${words.home}</a>
    </p>
    ${articles.length === 0 ? html`<p class="quiet">${words.none}</p>` : articles}
  </main>`;
  const styles = ['look.css', 'home.css', 'outbox.css'];
  return layout({ language, title, styles, scripts: [], body });
}

/** When something was sent. */
export function moment(at: Date, language: Language): Markup {
  const text = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Europe/Paris',
  }).format(at);
  return html`<time datetime="${at.toISOString()}">${text}</time>`;
}
