import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageLinks, layout } from './layout.ts';
import { DEMO_PASSWORD } from './organisation.ts';
import type { DemoUser } from './page-data.ts';
import { words } from './words.ts';

/** The first page: what this is, who one can be, and what to try. */
export function homePage(language: Language, users: readonly DemoUser[]): Promise<string> {
  const { home, types, english, french } = words[language];
  const crm = (username: string, lang: Language) => `/demo/crm?user=${username}&lang=${lang}`;
  const body = html`<main class="sheet">
    <header class="head">
      <h1><span class="blaze" aria-hidden="true"></span> ${home.title}</h1>
      ${languageLinks(language, (other) => `/?lang=${other}`)}
    </header>
    <p class="lead">${home.lead}</p>
    <p class="quiet">${home.lead2}</p>
    <ul class="doors">
      <li><a class="door" href="${crm('agent', language)}">${home.crm}</a></li>
      <li>
        <a class="door" href="/demo/history?user=admin&amp;lang=${language}">${home.history}</a>
      </li>
      <li><a class="door" href="/demo/chat?lang=${language}">${home.chat}</a></li>
      <li><a class="door" href="/demo/phone?lang=${language}">${home.phone}</a></li>
      <li><a class="door" href="/demo/mail?lang=${language}">${home.mail}</a></li>
      <li><a class="door" href="/demo/sms?lang=${language}">${home.sms}</a></li>
      <li><a class="door" href="/api/openapi.json">${home.api}</a></li>
    </ul>
    <h2>${home.users}</h2>
    <table class="users">
      <thead>
        <tr>
          <th scope="col">${home.name}</th>
          <th scope="col">${home.user}</th>
          <th scope="col">${home.sees}</th>
          <th scope="col">${home.openAs}</th>
        </tr>
      </thead>
      <tbody>
        ${users.map(
          ({ username, name, type }) =>
            html`<tr>
              <th scope="row">${name} <span class="quiet">${types[type]}</span></th>
              <td data-label="${home.user}"><code>${username}</code></td>
              <td data-label="${home.sees}">${home.seen[type]}</td>
              <td data-label="${home.openAs}">
                <a
                  href="${crm(username, 'en')}"
                  lang="en"
                  aria-label="${`CRM, ${name}, ${english}`}"
                  >${english}</a
                >
                <a
                  href="${crm(username, 'fr')}"
                  lang="fr"
                  aria-label="${`CRM, ${name}, ${french}`}"
                  >${french}</a
                >
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="quiet">${home.password} <code>${DEMO_PASSWORD}</code>. ${home.other}</p>
    <h2>${home.try}</h2>
    <ol class="steps">
      ${home.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
  </main>`;
  return layout({
    language,
    title: home.title,
    styles: ['look.css', 'home.css'],
    scripts: [],
    body,
  });
}
