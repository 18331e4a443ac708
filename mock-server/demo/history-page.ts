import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageLinks, layout } from './layout.ts';
import type { DemoUser } from './page-data.ts';
import { words } from './words.ts';

export interface HistoryPage {
  language: Language;
  /** Where Waypost's server is. */
  origin: string;
  username: string;
  users: readonly DemoUser[];
}

/** The history of interactions on a page of its own. An interaction that is opened has its own address. */
export function historyPage({
  language,
  origin,
  username,
  users,
}: HistoryPage): Promise<string> {
  const { crm, history, types } = words[language];
  const address = (user: string, lang: Language) =>
    `?${new URLSearchParams({ user, lang }).toString()}`;
  const tokenUrl = `/demo/crm/token?${new URLSearchParams({ user: username }).toString()}`;
  const body = html`<header class="top">
      <a class="brand" href="/?lang=${language}" title="${history.about}">Atelier <b>CRM</b></a>
      <nav class="choices" aria-label="${crm.signedIn}">
        <span class="quiet">${crm.signedIn}</span>
        ${users.map(
          (user) =>
            html`<a
              href="${address(user.username, language)}"
              ${user.username === username ? html`aria-current="true"` : ''}
              >${user.name} <small>${types[user.type]}</small></a
            >`,
        )}
      </nav>
      <span class="space"></span>
      <a href="/demo/crm${address(username, language)}">${history.crm}</a>
      ${languageLinks(language, (other) => address(username, other))}
    </header>
    <main>
      <h1>${history.heading}</h1>
      <a class="back" href="#" hidden>${history.back}</a>
      <div class="sheet" data-url="${origin}" data-token-url="${tokenUrl}">
        <waypost-history page-shortcuts></waypost-history>
        <waypost-interaction hidden></waypost-interaction>
      </div>
    </main>`;
  return layout({
    language,
    title: history.title,
    styles: ['look.css', 'history.css'],
    scripts: ['/demo/history.js'],
    body,
  });
}
