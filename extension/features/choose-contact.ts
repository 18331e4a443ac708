import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { defineFeature } from '../define-feature.ts';
import { onShow, showContact, showEveryone, type OnShow } from '../on-show.ts';
import { followAll, languageSetting, sessionSetting } from '../settings.ts';
import { wordsIn, type Words } from '../words.ts';

/** Above the panel: whose interactions it shows, of those on the page in front or of anybody. */
export const chooseContact = defineFeature({
  id: 'choose-contact',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#choose-contact')!; // part of the page
    followAll(
      { shown: onShow, session: sessionSetting, language: languageSetting },
      ({ shown, session, language }) => {
        const words = wordsIn(language);
        const parts = [form(words, shown.contact), found(words, shown)];
        render(session ? parts : nothing, place);
      },
      signal,
    );
  },
});

function form(words: Words, contact: string) {
  return html`<form @submit=${(event: SubmitEvent) => choose(event, words)}>
    <input
      name="contact"
      type="search"
      autocomplete="off"
      maxlength="320"
      aria-label=${words.contact}
      placeholder=${words.contact}
      .value=${live(contact)}
      @input=${accept}
    />
    <button class="main">${words.show}</button>
    ${
      contact
        ? html`<button type="button" class="line" @click=${showEveryone}>
            ${words.everyone}
          </button>`
        : nothing
    }
  </form>`;
}

/** Contacts of the page in front, when there is anything to choose between. */
function found(words: Words, { contact, front }: OnShow) {
  const { contacts = [], isCut = false } = front.page ?? {};
  const isThere = contacts.includes(contact);
  if (contacts.length === 0 || (contacts.length === 1 && isThere)) return nothing;
  return html`<div class="found">
    <label for="found">${words.onThisPage}</label>
    <select id="found" .value=${live(isThere ? contact : '')} @change=${chooseFound}>
      ${isThere ? nothing : html`<option value="">${words.chooseFound}</option>`}
      ${contacts.map(
        (each) => html`<option value=${each} ?selected=${each === contact}>${each}</option>`,
      )}
    </select>
    ${isCut ? html`<p class="quiet">${words.foundTooMany}</p>` : nothing}
  </div>`;
}

function chooseFound(event: Event): void {
  const { value } = event.currentTarget as HTMLSelectElement; // whose event it is
  if (value) showContact(value);
}

/** The browser itself says beside the field what is wrong with it. */
function choose(event: SubmitEvent, words: Words): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // whose event it is
  const field = form.elements.namedItem('contact') as HTMLInputElement; // its only field
  const contact = field.value.trim();
  if (contact === '') showEveryone();
  else if (isWholeContact(contact)) showContact(contact);
  else {
    field.setCustomValidity(words.contactWrong);
    field.reportValidity();
  }
}

function accept(event: InputEvent): void {
  (event.currentTarget as HTMLInputElement).setCustomValidity(''); // whose event it is
}

/** As far as can be told here: an address, or a number of five digits at least, however it is written. */
function isWholeContact(contact: string): boolean {
  if (contact.includes('@')) return /^[^\s@]+@[^\s@]+$/.test(contact);
  return /^\+?[\d\s().\/-]+$/.test(contact) && contact.replace(/\D/g, '').length >= 5;
}
