import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageLinks, layout } from './layout.ts';
import { FIRST_CONTACT } from './organisation.ts';
import { words } from './words.ts';

/** What a WhatsApp customer's phone shows. The words that its script needs come along as attributes. */
export function phonePage(language: Language, organisation: string): Promise<string> {
  const { chat, phone } = words[language];
  const named = (text: string) =>
    text.replace('{organisation}', organisation).replace('{customer}', FIRST_CONTACT.name);
  const spoken = [
    'you',
    'us',
    'advisor',
    'sending',
    'waiting',
    'refused',
    'connecting',
    'connected',
    'reconnecting',
  ] as const;
  const said = Object.fromEntries(spoken.map((key) => [key, named(chat[key])]));
  const body = html`<main class="chat" data-words="${JSON.stringify(said)}">
    <header class="head">
      <div>
        <h1>${named(phone.title)}</h1>
        <p class="quiet small">${named(phone.about)}</p>
      </div>
      ${languageLinks(language, (other) => `?lang=${other}`)}
    </header>
    <noscript><p class="note">${chat.needsScript}</p></noscript>
    <section id="talk">
      <div id="log" role="log" aria-label="${chat.log}" tabindex="0">
        <p id="empty" class="quiet">${phone.empty}</p>
        <ol id="messages"></ol>
      </div>
      <p id="state" class="quiet" role="status"></p>
      <form id="compose" hidden>
        <label class="unseen" for="text">${chat.message}</label>
        <textarea
          id="text"
          rows="1"
          maxlength="4096"
          placeholder="${chat.message}"
          aria-describedby="hint"
        ></textarea>
        <button class="main">${chat.send}</button>
        <p id="hint" class="quiet small">${chat.hint}</p>
      </form>
      <p class="ways">
        <a href="/?lang=${language}">${phone.home}</a>
      </p>
    </section>
  </main>`;
  return layout({
    language,
    title: named(phone.title),
    styles: ['look.css', 'chat.css'],
    scripts: ['/demo/phone.js'],
    body,
  });
}
