import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/history.ts';
import '../../widget/interaction.ts';
import type { HistoryChangedEvent } from '../../widget/history.ts';
import { defineFeature } from '../define-feature.ts';
import { heldClient } from '../held-client.ts';
import { changed, missing } from '../missing.ts';
import { serverChange } from '../server-change.ts';
import { followAll, languageSetting } from '../settings.ts';
import { languageOf, wordsIn, type Words } from '../words.ts';

const ID = /^#interaction=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The whole history, or one interaction, in a tab: the page's address says which, so that the browser's back works. */
export const history = defineFeature({
  id: 'history',
  runsIn: 'interactions',

  init(signal) {
    const place = document.querySelector('main')!; // part of the page
    let show = () => {};
    addEventListener('hashchange', () => show(), { signal });
    followAll(
      { held: heldClient, change: serverChange, language: languageSetting },
      ({ held: { server, client }, change, language }) => {
        const words = wordsIn(language);
        document.documentElement.lang = languageOf(language);
        document.title = words.historyTitle;
        show = () =>
          render(
            !client
              ? missing(server, words)
              : change
                ? changed(change, words)
                : keyed(languageOf(language), content(client, words)),
            place,
          );
        show();
      },
      signal,
    );
  },
});

/** The history stays behind an interaction, as it was left. */
function content(client: Waypost, words: Words) {
  const interactionId = ID.exec(location.hash)?.[1];
  return html`${interactionId ? one(client, interactionId, words) : ''}
    <waypost-history
      page-shortcuts
      ?hidden=${interactionId !== undefined}
      .client=${client}
      .address=${interactionId ? lastAddress : (lastAddress = location.hash.slice(1))}
      @waypost-history-changed=${({ address }: HistoryChangedEvent) =>
        location.replace(`#${address}`)}
      @waypost-interaction-open=${open}
    ></waypost-history>`;
}

/** What the history showed before an interaction was opened. */
let lastAddress = '';

function one(client: Waypost, interactionId: string, words: Words) {
  return html`<nav>
      <button class="line" @click=${() => location.assign(`#${lastAddress}`)}>
        ${words.backToHistory}
      </button>
    </nav>
    <waypost-interaction
      .client=${client}
      .interactionId=${interactionId}
      @waypost-interaction-open=${open}
    ></waypost-interaction>`;
}

function open({ interactionId }: { interactionId: string }): void {
  location.assign(`#interaction=${interactionId}`);
}
