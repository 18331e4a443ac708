import { html, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { browser } from 'wxt/browser';
import { createWaypost } from '../../api-client/client.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/panel.ts';
import { defineFeature } from '../define-feature.ts';
import { ask } from '../messages.ts';
import { onShow } from '../on-show.ts';
import {
  followAll,
  languageSetting,
  serverSetting,
  sessionSetting,
  type SignedIn,
} from '../settings.ts';
import { languageOf, wordsIn } from '../words.ts';

/** The panel of the chosen customer, or what is missing before it can be shown. */
export const panel = defineFeature({
  id: 'panel',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector('main')!; // part of the page
    const clientOf = holdClient(signal);
    const settings = {
      server: serverSetting,
      session: sessionSetting,
      shown: onShow,
      language: languageSetting,
    };
    followAll(
      settings,
      ({ server, session, shown, language }) => {
        const client = clientOf(session?.server === server ? session : null);
        const words = wordsIn(language);
        document.documentElement.lang = languageOf(language);
        if (!server) render(missing(words.noServer, words.openOptions), place);
        else if (!client) render(missing(words.noSession, words.openOptions), place);
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

function missing(sentence: string, way: string): TemplateResult {
  return html`<div class="note">
    <p>${sentence}</p>
    <button class="main" @click=${() => browser.runtime.openOptionsPage()}>${way}</button>
  </div>`;
}

/** The client of a session: the same one for as long as the session is the same. */
function holdClient(signal: AbortSignal): (session: SignedIn | null) => Waypost | null {
  let held: Waypost | null = null;
  let token: string | undefined;
  signal.addEventListener('abort', () => held?.close());
  return (session) => {
    if (session?.accessToken === token) return held;
    held?.close();
    token = session?.accessToken;
    held = session && createClient(session.server);
    return held;
  };
}

function createClient(url: string): Waypost {
  let given = '';
  return createWaypost({
    url,
    async getToken({ expired }) {
      given = await ask('token', { server: url, refused: expired ? given : '' });
      return given;
    },
  });
}
