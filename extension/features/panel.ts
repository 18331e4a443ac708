import { html, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/panel.ts';
import { defineFeature } from '../define-feature.ts';
import { heldClient } from '../held-client.ts';
import { changed, missing } from '../missing.ts';
import { onShow } from '../on-show.ts';
import { serverChange } from '../server-change.ts';
import { followAll, languageSetting } from '../settings.ts';
import { languageOf, wordsIn } from '../words.ts';

/** The panel of the chosen customer, or what is missing before it can be shown. */
export const panel = defineFeature({
  id: 'panel',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector('main')!; // part of the page
    followAll(
      { held: heldClient, change: serverChange, shown: onShow, language: languageSetting },
      ({ held: { server, client }, change, shown, language }) => {
        document.documentElement.lang = languageOf(language);
        if (!client) render(missing(server, wordsIn(language)), place);
        else if (change) render(changed(change, wordsIn(language)), place);
        // A panel chooses its language once: for another, it is another panel.
        else render(keyed(languageOf(language), panelOf(client, shown.contact)), place);
      },
      signal,
    );
  },
});

function panelOf(client: Waypost, contact: string): TemplateResult {
  return html`<waypost-panel .client=${client} .contact=${contact}></waypost-panel>`;
}
