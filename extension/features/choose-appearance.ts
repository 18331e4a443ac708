import { html, render } from 'lit';
import { defineFeature } from '../define-feature.ts';
import {
  colourSchemes,
  colourSchemeSetting,
  followAll,
  languageSetting,
  type ColourScheme,
} from '../settings.ts';
import { wordsIn, type Words } from '../words.ts';

/** The colours of the extension's pages: the browser's, or always light or dark ones. */
export const chooseAppearance = defineFeature({
  id: 'choose-appearance',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#choose-appearance')!; // part of the page
    followAll(
      { chosen: colourSchemeSetting, language: languageSetting },
      ({ chosen, language }) => render(choices(wordsIn(language), chosen), place),
      signal,
    );
  },
});

function choices(words: Words, chosen: ColourScheme) {
  const names = { browser: words.appearanceBrowser, light: words.light, dark: words.dark };
  return html`<h2 id="appearance">${words.appearance}</h2>
    <div role="radiogroup" aria-labelledby="appearance">
      ${colourSchemes.map(
        (scheme) =>
          html`<label>
            <input
              type="radio"
              name="appearance"
              .checked=${scheme === chosen}
              @change=${() => colourSchemeSetting.write(scheme)}
            />
            ${names[scheme]}
          </label>`,
      )}
    </div>`;
}
