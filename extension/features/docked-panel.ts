import { html, nothing, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import '../docked-view.ts';
import { defineFeature } from '../define-feature.ts';
import { followDocked, type Docked } from '../follow-docked.ts';
import { framedClient, type Held } from '../held-client.ts';
import { openPanel } from '../open-panel.ts';
import { followAll, languageSetting, undockedSetting, type Followed } from '../settings.ts';
import { onSteadyClick } from '../steady-click.ts';
import { languageOf, wordsIn, type LanguageChoice, type Words } from '../words.ts';

/**
 * The panel in the page of a granted site: the contact that the page shows, to be read. What does something is in the
 * side panel, where no page can have a person click on what they do not see.
 */
export const dockedPanel = defineFeature({
  id: 'docked-panel',
  runsIn: 'docked',

  init(signal) {
    let now: Now | null = null;
    let choice: Choice | null = null;
    const opener = makeOpener(signal);
    const choose = (chosen: Choice) => {
      choice = chosen;
      if (now) show(now, opener, choice, choose);
    };
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && now?.docked) close(now.docked);
      },
      { signal },
    );
    followAll(
      { docked, language: languageSetting, held: framedClient },
      (all) => {
        now = all;
        if (choice?.page !== now.docked?.page?.page) choice = null;
        show(now, opener, choice, choose);
      },
      signal,
    );
  },
});

interface Now {
  docked: Docked | null;
  language: LanguageChoice;
  held: Held;
}

/** Which of a page's contacts a person chose. */
interface Choice {
  page: string;
  contact: string;
}

const docked: Followed<Docked | null> = {
  follow: (listener, signal) => void followDocked(listener, signal),
};

/** Opens the side panel at a click or a key that a person meant: the page around may cover or move this one. */
function makeOpener(signal: AbortSignal): HTMLElement {
  const button = document.createElement('button');
  button.className = 'line open';
  onSteadyClick(button, button, () => void openPanel(), signal);
  button.addEventListener(
    'keydown',
    ({ key, isTrusted, repeat }) => {
      if (isTrusted && !repeat && (key === 'Enter' || key === ' ')) void openPanel();
    },
    { signal },
  );
  return button;
}

function show(
  now: Now,
  opener: HTMLElement,
  choice: Choice | null,
  choose: (choice: Choice) => void,
): void {
  const [head, main] = [document.querySelector('header')!, document.querySelector('main')!]; // parts of the page
  const words = wordsIn(now.language);
  document.documentElement.lang = languageOf(now.language);
  document.title = words.dockTitle;
  opener.textContent = words.openPanel;
  const { docked } = now;
  if (!docked) return void [head, main].map((place) => render(nothing, place));
  const contact = choice?.contact ?? docked.page?.contacts[0] ?? '';
  render(
    [
      bar(words, docked, opener),
      now.held.client ? found(words, docked, contact, choose) : nothing,
    ],
    head,
  );
  render(content(now, words, contact), main);
}

function bar(words: Words, docked: Docked, opener: HTMLElement): TemplateResult {
  return html`<h1 class="unseen">${words.dockTitle}</h1>
    <span class="blaze"></span>
    ${opener}
    <button
      class="line"
      aria-label=${words.undock}
      title=${words.undock}
      @click=${() => close(docked)}
    >
      ✕
    </button>`;
}

function found(
  words: Words,
  { page }: Docked,
  contact: string,
  choose: (choice: Choice) => void,
): TemplateResult | typeof nothing {
  if (!page || page.contacts.length < 2) return nothing;
  const change = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement; // whose event it is
    choose({ page: page.page, contact: value });
  };
  return html`<div class="found">
    <label for="found">${words.onThisPage}</label>
    <select id="found" .value=${live(contact)} @change=${change}>
      ${page.contacts.map(
        (each) => html`<option value=${each} ?selected=${each === contact}>${each}</option>`,
      )}
    </select>
  </div>`;
}

function content({ held, docked, language }: Now, words: Words, contact: string): unknown {
  if (!held.client)
    return html`<p class="note">${held.server ? words.noSession : words.noServer}</p>`;
  if (contact === '')
    return html`<p class="note quiet">
      ${docked?.page ? words.noneFound : words.lookingForContact}
    </p>`;
  return keyed(
    languageOf(language),
    html`<waypost-docked-view
      .client=${held.client}
      .contact=${contact}
    ></waypost-docked-view>`,
  );
}

function close({ tab }: Docked): void {
  void undockedSetting(tab).write(true);
}
