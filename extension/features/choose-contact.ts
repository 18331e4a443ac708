import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { defineFeature } from '../define-feature.ts';
import { contactSetting, followAll, languageSetting, sessionSetting } from '../settings.ts';
import { wordsIn, type Words } from '../words.ts';

/** Above the panel: whose interactions it shows. */
export const chooseContact = defineFeature({
  id: 'choose-contact',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#choose-contact')!; // part of the page
    const settings = {
      contact: contactSetting,
      session: sessionSetting,
      language: languageSetting,
    };
    followAll(
      settings,
      ({ contact, session, language }) =>
        render(session ? form(wordsIn(language), contact) : nothing, place),
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
        ? html`<button type="button" class="line" @click=${() => contactSetting.clear()}>
            ${words.everyone}
          </button>`
        : nothing
    }
  </form>`;
}

/** The browser itself says beside the field what is wrong with it. */
function choose(event: SubmitEvent, words: Words): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // whose event it is
  const field = form.elements.namedItem('contact') as HTMLInputElement; // its only field
  const contact = field.value.trim();
  if (contact === '' || isWholeContact(contact)) void contactSetting.write(contact);
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
