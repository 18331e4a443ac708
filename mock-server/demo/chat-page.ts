import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageLinks, layout } from './layout.ts';
import { FIRST_CONTACT } from './organisation.ts';
import type { ChatChoices } from './page-data.ts';
import { words } from './words.ts';

/** The customer's side. The words that its script needs come along as attributes. */
export function chatPage(
  language: Language,
  channel: string,
  { organisation, routings }: ChatChoices,
): Promise<string> {
  const { chat } = words[language];
  const named = (text: string) => text.replace('{organisation}', organisation);
  const spoken = [
    'you',
    'us',
    'advisor',
    'sending',
    'waiting',
    'refused',
    'connecting',
  ] as const;
  const states = ['connected', 'reconnecting', 'over', 'left'] as const;
  const said = Object.fromEntries([...spoken, ...states].map((key) => [key, named(chat[key])]));
  const body = html`<main
    class="chat"
    data-channel="${channel}"
    data-words="${JSON.stringify(said)}"
  >
    <header class="head">
      <h1>${named(chat.title)}</h1>
      ${languageLinks(language, (other) => `?lang=${other}`)}
    </header>
    <noscript><p class="note">${chat.needsScript}</p></noscript>
    <form id="begin" hidden>
      <p class="quiet">${chat.intro}</p>
      <fieldset>
        <legend>${chat.about}</legend>
        ${routings.map(
          ({ name, reference }, index) =>
            html`<label class="option">
              <input
                type="radio"
                name="routing"
                value="${reference}"
                required
                ${index === 0 ? html`checked` : ''}
              />
              ${name}
            </label>`,
        )}
        ${routings.length === 0 ? html`<p>${chat.nothing}</p>` : ''}
      </fieldset>
      <label>
        ${chat.name}
        <input name="name" autocomplete="name" maxlength="100" value="${FIRST_CONTACT.name}" />
      </label>
      <label>
        ${chat.phone}
        <input
          name="phone"
          type="tel"
          autocomplete="tel"
          maxlength="40"
          value="${FIRST_CONTACT.phone}"
        />
      </label>
      <p id="problem" class="bad" role="alert"></p>
      <button class="main" ${routings.length === 0 ? html`disabled` : ''}>${chat.begin}</button>
    </form>
    <section id="talk" hidden>
      <div id="log" role="log" aria-label="${chat.log}" tabindex="0">
        <ol id="messages"></ol>
      </div>
      <p id="state" class="quiet" role="status"></p>
      <form id="compose">
        <label class="unseen" for="text">${chat.message}</label>
        <textarea
          id="text"
          rows="1"
          maxlength="20000"
          placeholder="${chat.message}"
          aria-describedby="hint"
        ></textarea>
        <button class="main">${chat.send}</button>
        <p id="hint" class="quiet small">${chat.hint}</p>
      </form>
      <p class="ways">
        <button id="leave" class="line">${chat.leave}</button>
        <button id="again" class="main" hidden>${chat.again}</button>
      </p>
    </section>
  </main>`;
  return layout({
    language,
    title: named(chat.title),
    styles: ['look.css', 'chat.css'],
    scripts: ['/demo/chat.js'],
    body,
  });
}
