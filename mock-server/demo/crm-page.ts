import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { recordOf, type CrmOrder } from './crm-records.ts';
import { languageLinks, layout, type Markup } from './layout.ts';
import type { DemoContact, DemoUser } from './page-data.ts';
import { words, type Words } from './words.ts';

export interface CrmPage {
  language: Language;
  /** Where Waypost's server is, for the panel. */
  origin: string;
  username: string;
  users: readonly DemoUser[];
  contacts: readonly DemoContact[];
  now: Date;
}

/** A contact page of a made-up CRM. What it takes to embed the panel is its last element and the first script. */
export function crmPage(page: CrmPage): Promise<string> {
  const { language, contacts, origin, username } = page;
  const { crm } = words[language];
  const tokenUrl = `/demo/crm/token?${new URLSearchParams({ user: username }).toString()}`;
  const body = html`${topBar(page)}
    <div class="desk">
      <nav class="contacts" aria-label="${crm.contacts}">
        <h2>${crm.contacts}</h2>
        <ul>
          ${contacts.map(
            ({ name }, index) =>
              html`<li>
                <a href="#contact-${index + 1}">
                  <span class="face" aria-hidden="true">${initials(name)}</span>
                  <span>${name} <small>${recordOf(index, language).company}</small></span>
                </a>
              </li>`,
          )}
        </ul>
      </nav>
      <main>${contacts.map((contact, index) => article(contact, index, page))}</main>
      <aside aria-label="${crm.interactions}">
        <waypost-panel
          url="${origin}"
          token-url="${tokenUrl}"
          contact="${contacts[0]?.phone ?? ''}"
        ></waypost-panel>
      </aside>
    </div>`;
  return layout({
    language,
    title: crm.title,
    styles: ['look.css', 'crm.css'],
    scripts: ['/waypost.js', '/demo/crm.js'],
    body,
  });
}

function topBar({ language, username, users }: CrmPage): Markup {
  const { crm, types } = words[language];
  const address = (user: string, lang: Language) =>
    `?${new URLSearchParams({ user, lang }).toString()}`;
  return html`<header class="top">
    <a class="brand" href="/?lang=${language}" title="${crm.about}">Atelier <b>CRM</b></a>
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
    <a href="/demo/history${address(username, language)}">${crm.history}</a>
    <a href="/demo/chat?lang=${language}" target="_blank" rel="noopener">${crm.chat}</a>
    ${languageLinks(language, (other) => address(username, other))}
  </header>`;
}

function article(contact: DemoContact, index: number, { language, now }: CrmPage): Markup {
  const { crm } = words[language];
  const record = recordOf(index, language);
  const day = (daysAgo: number, options: Intl.DateTimeFormatOptions = {}) =>
    dateFormat(language, options).format(new Date(now.getTime() - daysAgo * 86_400_000));
  return html`<article
    id="contact-${index + 1}"
    data-contact="${contact.phone}"
    ${index > 0 ? html`hidden` : ''}
  >
    <header class="who">
      <span class="face large" aria-hidden="true">${initials(contact.name)}</span>
      <div>
        <h1 tabindex="-1">${contact.name}</h1>
        <p class="quiet">${record.role}, ${record.company}</p>
      </div>
    </header>
    <section class="card">
      <h2>${crm.facts}</h2>
      <dl>
        <dt>${crm.phone}</dt>
        <dd><a href="tel:${contact.phone}">${spaced(contact.phone)}</a></dd>
        ${
          contact.email
            ? html`<dt>${crm.email}</dt>
                <dd><a href="mailto:${contact.email}">${contact.email}</a></dd>`
            : ''
        }
        <dt>${crm.company}</dt>
        <dd>${record.company}</dd>
        <dt>${crm.city}</dt>
        <dd>${record.city}</dd>
        <dt>${crm.since}</dt>
        <dd>${now.getUTCFullYear() - record.years}</dd>
      </dl>
    </section>
    <section class="card">
      <h2>${crm.orders}</h2>
      ${orders(record.orders, crm, language, (days) => day(days, { year: undefined }))}
    </section>
    <section class="card">
      <h2>${crm.tasks}</h2>
      <ul>
        ${record.tasks.map((task) => html`<li>${task}</li>`)}
      </ul>
    </section>
    <section class="card">
      <h2>${crm.notes}</h2>
      ${record.notes.map(
        ({ text, days }) => html`<p>${text} <span class="quiet">${day(days)}</span></p>`,
      )}
    </section>
  </article>`;
}

function orders(
  list: readonly CrmOrder[],
  crm: Words['crm'],
  language: Language,
  day: (daysAgo: number) => string,
): Markup {
  const money = new Intl.NumberFormat(tag(language), { style: 'currency', currency: 'EUR' });
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${crm.order}</th>
        <th scope="col">${crm.date}</th>
        <th scope="col" class="number">${crm.amount}</th>
        <th scope="col">${crm.state}</th>
      </tr>
    </thead>
    <tbody>
      ${list.map(
        ({ number, days, cents, state }) =>
          html`<tr>
            <td>${number}</td>
            <td>${day(days)}</td>
            <td class="number">${money.format(cents / 100)}</td>
            <td>${crm.states[state]}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const tag = (language: Language) => (language === 'fr' ? 'fr-FR' : 'en-GB');

function dateFormat(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Europe/Paris',
    ...options,
  });
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((part) => part.slice(0, 1))
    .join('')
    .slice(0, 2);
}

/** A French number in pairs: `+33 6 12 34 56 78`. */
function spaced(phone: string): string {
  return phone.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '+33 $1 $2 $3 $4 $5');
}
