import { html, render } from 'lit';
import { readPreferences, writePreferences } from '../../widget/shared/preferences.ts';
import { defineFeature } from '../define-feature.ts';
import { policy } from '../policy.ts';
import { followAll, languageSetting } from '../settings.ts';
import { languageOf, wordsIn, type LanguageChoice, type Words } from '../words.ts';

/** The language of the extension's pages. */
export const chooseLanguage = defineFeature({
  id: 'choose-language',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#choose-language')!; // part of the page
    followAll(
      { choice: languageSetting, policy },
      ({ choice, policy: { language } }) => {
        const words = wordsIn(choice);
        document.documentElement.lang = languageOf(choice);
        document.title = words.optionsTitle;
        render(choices(words, choice, language !== null), place);
      },
      signal,
    );
  },
});

function choices(words: Words, chosen: LanguageChoice, isDecided: boolean) {
  const names = { browser: words.languageBrowser, en: 'English', fr: 'Français' };
  return html`<h2 id="language">${words.language}</h2>
    <div role="radiogroup" aria-labelledby="language">
      ${(['browser', 'en', 'fr'] as const).map(
        (choice) =>
          html`<label lang=${choice === 'browser' ? languageOf('browser') : choice}>
            <input
              type="radio"
              name="language"
              ?disabled=${isDecided}
              .checked=${choice === chosen}
              @change=${() => choose(choice)}
            />
            ${names[choice]}
          </label>`,
      )}
    </div>`;
}

/** What was chosen in a panel's foot before gives way to the newer choice. */
function choose(choice: LanguageChoice): Promise<void> {
  const { language: _, ...others } = readPreferences();
  writePreferences(others);
  return languageSetting.write(choice);
}
